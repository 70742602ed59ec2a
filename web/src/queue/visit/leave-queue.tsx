import { isLive, pathOf } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconDoorExit } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { livePlace, visitQuery } from '../../schedules/patient-schedules.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { Icon } from '../../ui/art/icon.tsx'
import { Note } from '../../ui/note.tsx'

/** Leaves the queue after a confirmation; nothing for somebody without a place. */
export function LeaveQueue() {
  const { scheduleId = '' } = useParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { data } = useQuery(visitQuery(scheduleId))
  const status = data && livePlace(data)?.status
  const leave = useMutation({
    mutationFn: () => api('leaveQueue', { params: { id: scheduleId } }),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: keys.browse })
      await navigate(pathOf('browse'))
      client.removeQueries({ queryKey: keys.visit(scheduleId) })
    },
  })
  const problem = useRefusalWords(leave.error)
  return (
    <>
      {status && isLive(status) && status !== 'IN_CALL' && (
        <Button
          variant="dangerQuiet"
          size="sm"
          px={12}
          leftSection={<Icon of={IconDoorExit} />}
          onClick={() => {
            leave.reset()
            setAsking(true)
          }}
        >
          Leave the queue
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title="Leave the queue?"
        stayLabel="Stay"
        onStay={() => setAsking(false)}
        goLabel="Leave the queue"
        onGo={() => leave.mutate()}
        busy={leave.isPending}
        busyLabel="Leaving …"
      >
        {data?.position ? `You lose number ${data.position}.` : 'You lose your place.'}
        {problem && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
      </ConfirmDialog>
    </>
  )
}
