import type { ReactNode } from 'react'
import { ClinicLine } from './clinic-line.tsx'
import { referenceOf } from '../words/reference.ts'
import styles from './solo-page.module.css'

type SoloPageProps = {
  art?: ReactNode
  title: string
  lead?: ReactNode
  /** Between the lead and the buttons: a tag, the next patient. */
  children?: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  /** The id of what is over, for its reference and the clinic's telephone. */
  about?: string
}

/** One centred message: drawing or ring, the state as h1, one sentence, one button. */
export function SoloPage({ art, title, lead, children, actions, foot, about }: SoloPageProps) {
  return (
    <div className={styles.solo}>
      {art}
      <h1>{title}</h1>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {foot !== undefined && <div className={styles.foot}>{foot}</div>}
      {about !== undefined && (
        <p className={styles.foot}>
          <ClinicLine reference={referenceOf(about)} />
        </p>
      )}
    </div>
  )
}

/** The same inside a panel, with an h2, as for an empty list. */
export function SoloBlock({ art, title, lead, children, actions, foot }: Omit<SoloPageProps, 'about'>) {
  return (
    <div className={styles.block}>
      {art}
      <h2 className={styles.blockTitle}>{title}</h2>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {foot !== undefined && <p className={styles.foot}>{foot}</p>}
    </div>
  )
}
