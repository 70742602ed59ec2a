import { pathOf, type Invitation } from '@medconsult/contract'
import { IconVideoFilled } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { serverNow, useSecondsLeft } from '../../server/clock.ts'
import { keys } from '../../server/keys.ts'
import { useServerEvent } from '../../server/live.ts'
import { useTitle } from '../../ui/page/title.ts'
import { AlertSheet } from '../../ui/dialog/alert-sheet.tsx'
import { Icon } from '../../ui/art/icon.tsx'
import { shortDoctor } from '../../ui/words/name-tint.ts'
import { RingFace } from '../../ui/art/ring.tsx'
import { useToast } from '../../ui/dialog/toasts.tsx'
import { WorkButton } from '../../ui/form/work-button.tsx'
import { visitQuery, wasSeen } from '../../schedules/patient-schedules.ts'
import { useAnswerInvitation } from './answer-invitation.ts'
import { showNotice } from './visit-notice.ts'
import { useFractionLeft } from './invitation-length.ts'
import { announcementAt } from './invitation-words.ts'
import { invitationQuery, useInvitation } from './pending-invitation.ts'
import { useReminder } from './reminder.ts'
import { ringToGetReady, startRinging } from './ring-sound.ts'
import { showSystemNotice } from './system-notice.ts'
import { Rich } from '../../ui/words/rich.tsx'
import { t } from '../../ui/words/text.ts'

/** What a doctor sends a patient, shown on every page: a call, a reminder, a return to waiting. */
export function Invitations() {
  const client = useQueryClient()
  const toast = useToast()
  const { invitation, answered } = useInvitation()
  const { pathname } = useLocation()
  useReminder()
  useServerEvent('ready_reminder', ({ scheduleId }) => {
    void client.invalidateQueries({ queryKey: keys.visit(scheduleId) })
    showNotice({ scheduleId, kind: 'reminded' })
    if (pathname !== pathOf('visit', { scheduleId }))
      toast({ text: t('invitation.toast.getReady'), detail: t('invitation.toast.turnReadyOn') })
  })
  const notifyReset = async (scheduleId: string): Promise<void> => {
    const again = wasSeen(client, scheduleId)
    // The event does not say how the place has changed.
    const visit = await client.fetchQuery({ ...visitQuery(scheduleId), staleTime: 0 })
    const removed = visit.queueEntry?.leftReason === 'REMOVED'
    showNotice(removed || again ? null : { scheduleId, kind: 'reset' })
    if (again && !removed) ringToGetReady()
    if (pathname === pathOf('visit', { scheduleId })) return
    if (removed) toast({ text: t('invitation.toast.removed'), detail: t('invitation.toast.joinAgain') })
    else {
      const text = t(again ? 'invitation.toast.letIn' : 'invitation.toast.putBack')
      toast({ text, detail: t('invitation.toast.turnReadyOn') })
    }
  }
  useServerEvent('status_reset', ({ scheduleId }) => void notifyReset(scheduleId).catch(() => undefined))
  if (!invitation) return null
  return (
    <InvitationSheet
      key={invitation.callSessionId}
      invitation={invitation}
      onAnswered={() => answered(invitation)}
      onOver={() => void client.invalidateQueries({ queryKey: invitationQuery.queryKey })}
    />
  )
}

type SheetProps = { invitation: Invitation; onAnswered: () => void; onOver: () => void }

/** An incoming call. */
function InvitationSheet({ invitation, onAnswered, onOver }: SheetProps) {
  const { callSessionId, doctorName, expiresAt } = invitation
  const { join, decline, problem } = useAnswerInvitation(invitation, onAnswered, onOver)
  const seconds = useSecondsLeft(expiresAt)
  const fraction = useFractionLeft(callSessionId, seconds)
  const [spoken, setSpoken] = useState({ seconds, words: announcementAt(null, seconds, doctorName) })
  if (spoken.seconds !== seconds) setSpoken({ seconds, words: announcementAt(spoken.seconds, seconds, doctorName) || spoken.words })
  const doctor = shortDoctor(doctorName)
  useTitle(t('invitation.tab', { doctor, seconds }), true)

  useEffect(() => startRinging(() => (Date.parse(expiresAt) - serverNow()) / 1000), [expiresAt])
  useEffect(() => showSystemNotice(t('invitation.calling', { doctor }), t('invitation.notice.open')), [doctor])
  const over = useEffectEvent(onOver)
  useEffect(() => {
    if (seconds > 0) return undefined
    over()
    const timer = setInterval(() => over(), 1000)
    return () => clearInterval(timer)
  }, [seconds])

  if (seconds === 0 && !join.isPending) return null
  return (
    <AlertSheet
      title={t('invitation.calling', { doctor: doctorName })}
      description={
        <Rich text={seconds <= 10 ? 'invitation.leftLast' : 'invitation.left'} seconds={seconds} b={(inner) => <b>{inner}</b>} />
      }
      art={<RingFace name={doctorName} fraction={fraction} last={seconds <= 10} />}
      announcement={spoken.words}
      actions={
        <>
          <WorkButton
            variant="go"
            size="lg"
            leftSection={<Icon of={IconVideoFilled} size={22} />}
            busy={join.isPending}
            busyLabel={t('invitation.joining')}
            onClick={() => join.mutate()}
          >
            {t('invitation.join')}
          </WorkButton>
          <WorkButton
            variant="quiet"
            size="lg"
            busy={decline.isPending}
            busyLabel={t('invitation.declining')}
            onClick={() => decline.mutate()}
          >
            {t('invitation.decline')}
          </WorkButton>
        </>
      }
      foot={problem !== null ? <span role="alert">{problem}</span> : t('invitation.keepsPlace')}
    />
  )
}
