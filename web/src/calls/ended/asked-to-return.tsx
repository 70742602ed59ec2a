import type { DoctorQueueEntry } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { Note } from '../../ui/note.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { Rich } from '../../ui/words/rich.tsx'
import { t } from '../../ui/words/text.ts'
import styles from './ask-again.module.css'

/** After a call: the seen patients who ask to be let in again, each with a button that does it. */
export function AskedToReturn({ scheduleId, entries }: { scheduleId: string; entries: readonly DoctorQueueEntry[] }) {
  const client = useQueryClient()
  const letIn = useMutation({
    mutationFn: (patientId: string) => api('resetPatient', { params: { id: scheduleId, patientId } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
  })
  const problem = useRefusalWords(letIn.error)
  return (
    <div role="status">
      {entries.map((entry) => (
        <div key={entry.id} className={styles.ask}>
          <p className={styles.offer}>{t('ended.returns.asks', { patient: entry.patientName })}</p>
          <WorkButton
            variant="light"
            size="sm"
            busy={letIn.isPending && letIn.variables === entry.patientId}
            busyLabel={t('ended.returns.lettingIn')}
            onClick={() => letIn.mutate(entry.patientId)}
          >
            <Rich text="ended.returns.letIn" patient={entry.patientName} hidden={(inner) => <VisuallyHidden>{inner}</VisuallyHidden>} />
          </WorkButton>
        </div>
      ))}
      {problem !== null && entries.length > 0 && (
        <Note tone="danger" role="alert">
          {problem}
        </Note>
      )}
    </div>
  )
}
