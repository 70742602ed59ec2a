import { pathOf } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { browseQuery } from '../schedules/patient-schedules.ts'
import { api } from '../server/api.ts'
import { noteSignedIn } from '../session/session-flag.ts'
import { ConfirmDialog } from '../ui/dialog/confirm-dialog.tsx'
import { t } from '../ui/words/text.ts'
import { keepWayBack, wayBack } from './way-back.ts'

/** A guest who signs out leaves the queue, and this browser forgets the way back. */
export function LeaveAsGuest({ opened, onStay }: { opened: boolean; onStay: () => void }) {
  const client = useQueryClient()
  const leave = useMutation({
    mutationFn: async () => {
      const [own] = await client.fetchQuery(browseQuery).catch(() => [])
      const way = own ? wayBack(own.id) : null
      if (own) {
        keepWayBack(own.id, null)
        await api('leaveQueue', { params: { id: own.id } }).catch(() => undefined)
      }
      await api('logout').catch(() => undefined)
      // The page that follows does not ask who is signed in; loaded anew, it knows nothing of this guest.
      noteSignedIn(false)
      window.location.replace(way?.joinCode ? pathOf('join', { joinCode: way.joinCode }) : pathOf('login'))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('visit.leave.title')}
      stayLabel={t('visit.leave.stay')}
      onStay={onStay}
      goLabel={t('visit.leave.do')}
      onGo={() => leave.mutate()}
      busy={leave.isPending}
      busyLabel={t('visit.leave.doing')}
    >
      {t('visit.leave.losesPlace')}
    </ConfirmDialog>
  )
}
