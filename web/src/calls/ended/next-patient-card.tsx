import type { ReactNode } from 'react'
import { Dot } from '../../ui/art/dot.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './next-patient-card.module.css'
import { Tag } from '../../ui/tag.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

type NextPatientProps = { number: number; name: string; here: boolean; /** "waited 26 minutes" */ detail: string; action: ReactNode }

/** After a call: who is next, with one button. */
export function NextPatient({ number, name, here, detail, action }: NextPatientProps) {
  return (
    <Panel className={styles.next} aria-label="Next patient">
      <div className={styles.line}>
        <span className={styles.number}>
          <VisuallyHidden>Number </VisuallyHidden>
          {number}
        </span>
        <div className={styles.words}>
          <h2 className={styles.small}>Next patient</h2>
          <p className={styles.name}>{name}</p>
        </div>
        <Tag state="ready" />
      </div>
      <p className={styles.detail}>
        <Dot fill={here ? 'full' : 'hollow'} />
        {here ? 'Here' : 'Away'}, {detail}
      </p>
      {action}
    </Panel>
  )
}
