import type { ReactNode } from 'react'
import styles from './waiting-layout.module.css'
import { Panel } from '../../ui/panel.tsx'
import { t } from '../../ui/words/text.ts'

type WaitingLayoutProps = {
  /** `PersonLine`, `PlaceNumber`, `Thread`. */
  place: ReactNode
  /** Notes, on a wide page only; on a phone they are in the foot. */
  notes?: ReactNode
  /** `Picture flush` or `NoPicture`, `SoundLine`, `ReadySwitch`. */
  panel: ReactNode
}

/** The patient's page: place on the left, own picture and switch in one panel on the right; one column on a phone. */
export function WaitingLayout({ place, notes, panel }: WaitingLayoutProps) {
  return (
    <div className={styles.wait}>
      <div className={styles.left}>
        <div className={styles.place}>{place}</div>
        {notes !== undefined && <div className={styles.notes}>{notes}</div>}
      </div>
      <Panel pad="none" className={styles.panel} aria-label={t('visit.ready.panel')}>
        {panel}
      </Panel>
    </div>
  )
}
