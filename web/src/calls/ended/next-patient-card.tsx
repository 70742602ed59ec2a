import type { ReactNode } from 'react'
import { Dot } from '../../ui/art/dot.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './next-patient-card.module.css'
import { Tag } from '../../ui/tag.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Rich } from '../../ui/words/rich.tsx'
import { t } from '../../ui/words/text.ts'

type NextPatientProps = { number: number; name: string; here: boolean; /** "Waited 26 min" */ detail: string; action: ReactNode }

/** After a call: who is next, with one button. */
export function NextPatient({ number, name, here, detail, action }: NextPatientProps) {
  return (
    <Panel className={styles.next} aria-label={t('ended.next.title')}>
      <div className={styles.line}>
        <span className={styles.number}>
          <Rich text="ended.next.number" number={number} hidden={(inner) => <VisuallyHidden>{inner}</VisuallyHidden>} />
        </span>
        <div className={styles.words}>
          <h2 className={styles.small}>{t('ended.next.title')}</h2>
          <p className={styles.name}>{name}</p>
        </div>
        <Tag state="ready" />
      </div>
      <p className={styles.detail}>
        <Dot fill={here ? 'full' : 'hollow'} />
        {t(here ? 'ended.next.here' : 'ended.next.away', { waited: detail })}
      </p>
      {action}
    </Panel>
  )
}
