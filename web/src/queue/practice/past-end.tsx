import type { Schedule } from '@medconsult/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../server/api.ts'
import { useNow } from '../../server/clock.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { endTimeOf, isOver, timeOf } from '../../schedules/schedule-words.ts'
import { clockTime, sentences } from '../../ui/words/format.ts'
import { t } from '../../ui/words/text.ts'
import { Note } from '../../ui/note.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { EndPractice } from './end-practice.tsx'
import { endsByItself } from './late-words.ts'
import { laterEnds } from './later-ends.ts'
import styles from './past-end.module.css'
import type { QueueSections } from './queue-view.ts'

/** Past the planned end, asks the doctor to end the practice or to extend it. */
export function PastEnd({ schedule, counts }: { schedule: Schedule; counts: QueueSections['counts'] }) {
  const now = useNow(20_000)
  const client = useQueryClient()
  const [chosen, setChosen] = useState('')
  const stay = useMutation({
    mutationFn: (endTime: string) => api('changeSchedule', { params: { id: schedule.id }, body: { endTime } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.doctorSchedules }),
  })
  const problem = useRefusalWords(stay.error)
  if (!isOver(schedule, now)) return null
  const ends = laterEnds(schedule, now)
  const end = ends.includes(chosen) ? chosen : ends[0]
  return (
    <section className={styles.question} aria-label={t('practice.pastEnd.label')}>
      <div>
        <h2>{t('practice.pastEnd.title', { time: clockTime(now) })}</h2>
        <p>{sentences(t('practice.pastEnd.lead', { time: endTimeOf(schedule) }), endsByItself())}</p>
      </div>
      <div className={styles.answers}>
        {end !== undefined && (
          <>
            <SelectField
              label={t('practice.pastEnd.until')}
              value={end}
              onChange={({ currentTarget: { value } }) => setChosen(value)}
              data={ends.map((it) => ({ value: it, label: timeOf(it) }))}
            />
            <WorkButton variant="default" busy={stay.isPending} busyLabel={t('practice.pastEnd.staying')} onClick={() => stay.mutate(end)}>
              {t('practice.pastEnd.stay')}
            </WorkButton>
          </>
        )}
        <div className={styles.end}>
          <EndPractice scheduleId={schedule.id} counts={counts} />
        </div>
      </div>
      {problem !== null && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
    </section>
  )
}
