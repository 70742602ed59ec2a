import type { ReactNode } from 'react'
import styles from './columns.module.css'

/** Two columns from 1080 px on, the right one `rail` px wide; below that, one. */
export function Columns({ children, rail = 336 }: { children: ReactNode; rail?: 336 | 420 }) {
  return (
    <div className={styles.columns} style={{ '--rail': `${rail}px` }}>
      {children}
    </div>
  )
}

/** A column with `gap` px between its items. */
export function Column({ children, gap = 22 }: { children: ReactNode; gap?: number }) {
  return (
    <div className={styles.column} style={{ '--gap': `${gap}px` }}>
      {children}
    </div>
  )
}
