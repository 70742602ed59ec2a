import { UnstyledButton } from '@mantine/core'
import styles from './stat-tags.module.css'
import { Tag } from '../../ui/tag.tsx'
import type { TagState } from '../../ui/tag.tsx'

type Stat = {
  state: TagState
  count: number
  word: string
  wideOnly?: boolean
  /** Shows only these, or everybody again. */
  filter?: { on: boolean; onChange: (on: boolean) => void }
}

/** Counts under a heading: "2 ready", "3 waiting"; a count of 0 is omitted. One with a filter is a toggle button. */
export function StatTags({ stats, label = 'Counts' }: { stats: readonly Stat[]; label?: string }) {
  const shown = stats.filter((stat) => stat.count > 0 || stat.filter?.on)
  if (shown.length === 0) return null
  return (
    <ul className={styles.row} aria-label={label}>
      {shown.map(({ state, count, word, wideOnly, filter }) => {
        const tag = (
          <Tag state={state}>
            {count} {word}
          </Tag>
        )
        return (
          <li key={word} data-wide-only={wideOnly || undefined}>
            {filter ? (
              <UnstyledButton
                className={styles.filter ?? ''}
                aria-pressed={filter.on}
                title={filter.on ? 'Show everyone' : `Show only patients who are ${word}`}
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
