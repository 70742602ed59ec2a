import type { ReactNode } from 'react'
import styles from './field.module.css'

/** Short fields beside each other: From and Until. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
