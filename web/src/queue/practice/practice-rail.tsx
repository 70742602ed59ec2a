import { Panel } from '../../ui/panel.tsx'
import { SmallSwitch } from '../../ui/form/small-switch.tsx'
import { EndPractice } from './end-practice.tsx'
import styles from './practice-rail.module.css'
import { PatientsLink } from '../../ui/patients-link.tsx'
import { peopleLeft, type QueueSections } from './queue-view.ts'

type SettingsProps = { scheduleId: string; counts: QueueSections['counts']; sound: boolean; onSound: (on: boolean) => void }

/** The arrival sound, the link for patients while there are any, and, if there is room, the end of the practice. */
export function PracticeSettings({ scheduleId, counts, sound, onSound }: SettingsProps) {
  const people = peopleLeft(counts)
  return (
    <Panel className={styles.settings} aria-label="Practice settings">
      <SmallSwitch label="Sound on arrival" hint="At most once in 10 seconds" on={sound} onChange={onSound} />
      {(people !== '' || counts.inCall > 0) && <PatientsLink scheduleId={scheduleId} quiet />}
      <div className={styles.end}>
        <EndPractice scheduleId={scheduleId} counts={counts} />
        <p>{people === '' ? 'Nobody is waiting.' : `${people}. You will be asked to confirm.`}</p>
      </div>
    </Panel>
  )
}
