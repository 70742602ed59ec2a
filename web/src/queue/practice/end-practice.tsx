import { Button } from '@mantine/core'
import { IconAlertTriangle, IconDoorExit } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, isRefusal } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { Icon } from '../../ui/art/icon.tsx'
import { Note } from '../../ui/note.tsx'
import { t } from '../../ui/words/text.ts'
import { peopleLeft, type QueueSections } from './queue-view.ts'

type EndPracticeProps = { scheduleId: string; counts: QueueSections['counts'] }

/** Ends the practice after showing who is still there; asks again if a call is open. */
export function EndPractice({ scheduleId, counts }: EndPracticeProps) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: (force: boolean) => api('endPractice', { params: { id: scheduleId }, body: { force } }),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: keys.doctorSchedules })
      await client.invalidateQueries({ queryKey: keys.queue(scheduleId) })
    },
  })
  const callOpen = isRefusal(end.error, 'CALL_OPEN')
  const problem = useRefusalWords(callOpen ? null : end.error)
  const people = peopleLeft(counts)
  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<Icon of={IconDoorExit} />}
        onClick={() => {
          end.reset()
          setAsking(true)
        }}
      >
        {t('practice.end.do')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t(callOpen ? 'practice.end.callTitle' : 'practice.end.title')}
        stayLabel={t('practice.end.keep')}
        onStay={() => setAsking(false)}
        goLabel={t(callOpen ? 'practice.end.both' : 'practice.end.do')}
        busy={end.isPending}
        busyLabel={t('practice.end.doing')}
        onGo={() => end.mutate(callOpen)}
      >
        {callOpen ? t('practice.end.callLead') : people === '' ? t('practice.end.nobody') : t('practice.end.told', { people })}
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
      </ConfirmDialog>
    </>
  )
}
