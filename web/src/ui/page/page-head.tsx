import type { ReactNode } from 'react'
import styles from './page-head.module.css'

/** The page's h1 (its state as a sentence), a lead and a row under it. */
export function PageHead({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  )
}
