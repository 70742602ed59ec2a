import type { PatientScheduleDetail } from '@medconsult/contract'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { clockTime } from '../../ui/words/format.ts'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { Note } from '../../ui/note.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './ask-again.module.css'

/** Whether this patient has been seen and the doctor can let them in again. */
const canReturn = ({ status, queueEntry }: PatientScheduleDetail): boolean => status === 'ONLINE' && queueEntry?.status === 'DONE'

/** Lets a patient who was seen ask once to be let in again, then shows since when the doctor can see it. Nothing for anybody else. */
export function AskAgain({ schedule }: { schedule: PatientScheduleDetail }) {
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () => api('askAgain', { params: { id: schedule.id } }),
    onSuccess: (queueEntry) => client.setQueryData<PatientScheduleDetail>(keys.visit(schedule.id), (old) => old && { ...old, queueEntry }),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.visit(schedule.id) }),
  })
  const problem = useRefusalWords(ask.error)
  if (!canReturn(schedule)) return null
  const doctor = shortDoctor(schedule.doctorName)
  const askedAt = schedule.queueEntry?.askedAgainAt
  return (
    <div className={styles.ask} role="status">
      {askedAt ? (
        <Note icon={IconCircleCheck}>{t('ended.again.asked', { doctor, time: clockTime(askedAt) })}</Note>
      ) : (
        <>
          <p className={styles.offer}>{t('ended.again.offer', { doctor })}</p>
          <WorkButton variant="default" busy={ask.isPending} busyLabel={t('ended.again.doing')} onClick={() => ask.mutate()}>
            {t('ended.again.do')}
          </WorkButton>
        </>
      )}
      {problem && !askedAt && (
        <Note tone="danger" icon={IconAlertTriangle} role="alert">
          {problem}
        </Note>
      )}
    </div>
  )
}
