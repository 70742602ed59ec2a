import type { Schedule } from '@medconsult/contract'
import { IconAlertTriangle, IconCalendarEvent, IconCheck, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { dateOf, timesOf } from '../schedule-words.ts'
import { useAnnounce } from '../../ui/dialog/announcer.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { MoreMenu } from '../../ui/dialog/more-menu.tsx'
import { Note } from '../../ui/note.tsx'
import { PlanForm } from './plan-form.tsx'

/** A plan's other actions: change it, or cancel it. */
export function PlanMenu({ schedule, all }: { schedule: Schedule; all: readonly Schedule[] }) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const [doing, setDoing] = useState<'change' | 'cancel' | null>(null)
  const words = `${dateOf(schedule)}, ${timesOf(schedule)}`
  const close = () => setDoing(null)
  const cancel = useMutation({
    mutationFn: () => api('cancelSchedule', { params: { id: schedule.id } }),
    onSuccess: async () => {
      close()
      announce('The practice is cancelled.')
      await client.invalidateQueries({ queryKey: keys.doctorSchedules })
    },
  })
  const askToCancel = () => {
    cancel.reset()
    setDoing('cancel')
  }
  const problem = useRefusalWords(cancel.error)
  return (
    <>
      <MoreMenu
        label={`More for ${words}`}
        choices={[
          { label: 'Change', icon: IconCalendarEvent, onSelect: () => setDoing('change') },
          { label: 'Cancel this practice', icon: IconX, danger: true, onSelect: askToCancel },
        ]}
      />
      <Dialog opened={doing === 'change'} onClose={close} title="Change this practice" width={440}>
        <div id={`change-${schedule.id}`} hidden>
          Change this practice
        </div>
        <PlanForm
          initial={schedule}
          others={all.filter(({ id }) => id !== schedule.id)}
          save={(body) => api('changeSchedule', { params: { id: schedule.id }, body })}
          saveLabel="Save the change"
          saveIcon={IconCheck}
          busyLabel="Saving …"
          onSaved={() => {
            close()
            announce('The practice is changed.')
          }}
          labelledBy={`change-${schedule.id}`}
        />
      </Dialog>
      <ConfirmDialog
        opened={doing === 'cancel'}
        title="Cancel this practice?"
        stayLabel="Keep it"
        onStay={close}
        goLabel="Cancel this practice"
        busyLabel="Cancelling …"
        busy={cancel.isPending}
        onGo={() => cancel.mutate()}
      >
        {words}. Patients will no longer see it. A cancelled practice cannot be opened again.
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
      </ConfirmDialog>
    </>
  )
}
