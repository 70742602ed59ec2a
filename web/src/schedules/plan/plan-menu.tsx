import { pathOf, type Schedule } from '@medconsult/contract'
import { IconAlertTriangle, IconCalendarEvent, IconCheck, IconLinkPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { useRefusalWords } from '../../server/refusal-words.ts'
import { dateAndTimesOf } from '../schedule-words.ts'
import { useAnnounce } from '../../ui/dialog/announcer.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { MoreMenu } from '../../ui/dialog/more-menu.tsx'
import { Note } from '../../ui/note.tsx'
import { PlanForm } from './plan-form.tsx'
import { t } from '../../ui/words/text.ts'

/** A plan's other actions: invite to it from its page, change it, or cancel it. */
export function PlanMenu({ schedule, all }: { schedule: Schedule; all: readonly Schedule[] }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const [doing, setDoing] = useState<'change' | 'cancel' | null>(null)
  const practice = dateAndTimesOf(schedule)
  const close = () => setDoing(null)
  const cancel = useMutation({
    mutationFn: () => api('cancelSchedule', { params: { id: schedule.id } }),
    onSuccess: async () => {
      close()
      announce(t('plans.cancel.done'))
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
        label={t('plans.menu.label', { practice })}
        choices={[
          {
            label: t('practice.invite.title'),
            icon: IconLinkPlus,
            onSelect: () => void navigate(pathOf('practiceRoom', { scheduleId: schedule.id })),
          },
          { label: t('plans.menu.change'), icon: IconCalendarEvent, onSelect: () => setDoing('change') },
          { label: t('plans.cancel.do'), icon: IconX, danger: true, onSelect: askToCancel },
        ]}
      />
      <Dialog opened={doing === 'change'} onClose={close} title={t('plans.change.title')} width={440}>
        <div id={`change-${schedule.id}`} hidden>
          {t('plans.change.title')}
        </div>
        <PlanForm
          initial={schedule}
          others={all.filter(({ id }) => id !== schedule.id)}
          save={(body) => api('changeSchedule', { params: { id: schedule.id }, body })}
          saveLabel={t('plans.change.do')}
          saveIcon={IconCheck}
          busyLabel={t('plans.change.doing')}
          onSaved={() => {
            close()
            announce(t('plans.change.done'))
          }}
          labelledBy={`change-${schedule.id}`}
        />
      </Dialog>
      <ConfirmDialog
        opened={doing === 'cancel'}
        title={t('plans.cancel.title')}
        stayLabel={t('plans.cancel.keep')}
        onStay={close}
        goLabel={t('plans.cancel.do')}
        busyLabel={t('plans.cancel.doing')}
        busy={cancel.isPending}
        onGo={() => cancel.mutate()}
      >
        {t('plans.cancel.lead', { practice })}
        {problem !== null && (
          <Note tone="danger" icon={IconAlertTriangle} role="alert">
            {problem}
          </Note>
        )}
      </ConfirmDialog>
    </>
  )
}
