import { useRef } from 'react'
import type { ReactNode } from 'react'
import styles from './queue.module.css'
import { useSlideRows } from './slide-rows.ts'

/** The rows of a queue on their thread; a row that moves slides. Stands in a `Panel pad="none"`. */
export function QueueList({ children, label }: { children: ReactNode; label?: string }) {
  const list = useRef<HTMLUListElement>(null)
  useSlideRows(list)
  return (
    <ul className={styles.list} ref={list} aria-label={label}>
      {children}
    </ul>
  )
}

/** The small heading of a second list in the same column: "Seen today". */
export function QueueCaption({ children }: { children: ReactNode }) {
  return <h2 className={styles.caption}>{children}</h2>
}

/** A sentence under the rows, such as why a call cannot start. */
export function QueueFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>
}
