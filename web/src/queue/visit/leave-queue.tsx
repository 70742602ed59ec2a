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
import { t } from '../../ui/words/text.ts'

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
          {t('visit.leave.do')}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('visit.leave.title')}
        stayLabel={t('visit.leave.stay')}
        onStay={() => setAsking(false)}
        goLabel={t('visit.leave.do')}
        onGo={() => leave.mutate()}
        busy={leave.isPending}
        busyLabel={t('visit.leave.doing')}
      >
        {data?.position ? t('visit.leave.loses', { position: data.position }) : t('visit.leave.losesPlace')}
        {problem && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
      </ConfirmDialog>
    </>
  )
}
