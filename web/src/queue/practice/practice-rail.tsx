import { Panel } from '../../ui/panel.tsx'
import { SmallSwitch } from '../../ui/form/small-switch.tsx'
import { EndPractice } from './end-practice.tsx'
import styles from './practice-rail.module.css'
import { PatientsLink } from '../../schedules/patients-link.tsx'
import { t } from '../../ui/words/text.ts'
import { peopleLeft, type QueueSections } from './queue-view.ts'

type SettingsProps = { scheduleId: string; counts: QueueSections['counts']; sound: boolean; onSound: (on: boolean) => void }

/** The arrival sound, the link for patients while there are any, and, if there is room, the end of the practice. */
export function PracticeSettings({ scheduleId, counts, sound, onSound }: SettingsProps) {
  const people = peopleLeft(counts)
  return (
    <Panel className={styles.settings} aria-label={t('practice.settings.label')}>
      <SmallSwitch label={t('practice.settings.sound')} hint={t('practice.settings.aboutSound')} on={sound} onChange={onSound} />
      {(people !== '' || counts.inCall > 0) && <PatientsLink quiet />}
      <div className={styles.end}>
        <EndPractice scheduleId={scheduleId} counts={counts} />
        <p>{people === '' ? t('practice.end.nobody') : t('practice.end.confirmed', { people })}</p>
      </div>
    </Panel>
  )
}
