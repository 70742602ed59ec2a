import styles from './stat-tags.module.css'
import { Tag } from './tag.tsx'
import type { TagState } from './tag.tsx'

type Stat = { state: TagState; count: number; word: string; wideOnly?: boolean }

/** Counts under a heading: "2 ready", "3 waiting"; a count of 0 is left out. */
export function StatTags({ stats, label = 'Counts' }: { stats: readonly Stat[]; label?: string }) {
  const shown = stats.filter((stat) => stat.count > 0)
  if (shown.length === 0) return null
  return (
    <ul className={styles.row} aria-label={label}>
      {shown.map((stat) => (
        <li key={stat.word} data-wide-only={stat.wideOnly || undefined}>
          <Tag state={stat.state}>
            {stat.count} {stat.word}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
