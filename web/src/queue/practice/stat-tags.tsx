import { UnstyledButton } from '@mantine/core'
import styles from './stat-tags.module.css'
import { Tag } from '../../ui/tag.tsx'
import type { TagState } from '../../ui/tag.tsx'
import { t } from '../../ui/words/text.ts'

type Stat = {
  state: TagState
  count: number
  /** With the count: "2 ready". */
  text: string
  wideOnly?: boolean
  /** Shows only these, as `title` says, or everybody again. */
  filter?: { on: boolean; title: string; onChange: (on: boolean) => void }
}

/** Counts under a heading: "2 ready", "3 waiting"; a count of 0 is omitted. One with a filter is a toggle button. */
export function StatTags({ stats, label }: { stats: readonly Stat[]; label: string }) {
  const shown = stats.filter((stat) => stat.count > 0 || stat.filter?.on)
  if (shown.length === 0) return null
  return (
    <ul className={styles.row} aria-label={label}>
      {shown.map(({ state, text, wideOnly, filter }) => {
        const tag = <Tag state={state}>{text}</Tag>
        return (
          <li key={state} data-wide-only={wideOnly || undefined}>
            {filter ? (
              <UnstyledButton
                className={styles.filter ?? ''}
                aria-pressed={filter.on}
                title={filter.on ? t('practice.filter.everyone') : filter.title}
                onClick={() => filter.onChange(!filter.on)}
              >
                {tag}
              </UnstyledButton>
            ) : (
              tag
            )}
          </li>
        )
      })}
    </ul>
  )
}
