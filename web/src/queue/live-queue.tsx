import type { DoctorQueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { isRefusal, sentenceOf } from '../api.ts'
import { useNow } from '../clock.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyThread } from '../ui/empty-thread.tsx'
import { clockTime } from '../ui/format.ts'
import { Note } from '../ui/note.tsx'
import { Panel } from '../ui/panel.tsx'
import { QueueCaption, QueueFoot, QueueList } from '../ui/queue-list.tsx'
import { QueueRow } from '../ui/queue-row.tsx'
import { SoloBlock } from '../ui/solo-page.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { useAnybodyYet } from './doctor-queue.ts'
import { useCancelInvitation, useInvitationWatch, useStartCall } from './invitation-watch.ts'
import { useRemind, useResetPatient } from './queue-actions.ts'
import { PatientsLink } from './patients-link.tsx'
import { InCallRow, InvitedRow, ReadyRow, WaitingRow } from './queue-rows.tsx'
import { isInvited, type PlacedEntry, type QueueSections } from './queue-view.ts'

type LiveQueueProps = { scheduleId: string; sections: QueueSections }

/** Everybody in the queue with what can be done for each, then who was seen. */
export function LiveQueue({ scheduleId, sections }: LiveQueueProps) {
  const { live, seen, invited, inCall } = sections
  const now = useNow(15_000)
  const noteId = useId()
  const announce = useAnnounce()
  const invitation = useInvitationWatch(invited)
  const start = useStartCall(scheduleId)
  const cancel = useCancelInvitation(scheduleId)
  const reset = useResetPatient(scheduleId)
  const remind = useRemind(scheduleId)
  const [cancelled, setCancelled] = useState<string | null>(null)
  const [ending, setEnding] = useState<PlacedEntry | null>(null)

  const reason = reasonNotToStart(invited, inCall)
  const error = start.error ?? cancel.error ?? reset.error ?? (isRefusal(remind.error, 'REMINDED_ALREADY') ? null : remind.error)
  const firstReady = live.find((entry) => entry.status === 'READY' && !isInvited(entry))?.id

  const onStart = (entry: PlacedEntry) => {
    setCancelled(null)
    reset.reset()
    cancel.reset()
    start.mutate(entry, { onSuccess: () => announce(`Ringing ${entry.patientName}.`) })
  }
  const onCancel = (entry: PlacedEntry) => {
    start.reset()
    cancel.mutate(entry.callSessionId ?? '', {
      onSuccess: () => setCancelled(`You cancelled the invitation. ${entry.patientName} is still ready.`),
    })
  }
  const row = (entry: PlacedEntry) => {
    if (entry.status === 'IN_CALL') return <InCallRow key={entry.id} entry={entry} onReset={() => setEnding(entry)} />
    if (isInvited(entry)) {
      const expiresAt = invitation?.id === entry.callSessionId ? invitation.expiresAt : null
      return <InvitedRow key={entry.id} entry={entry} expiresAt={expiresAt} busy={cancel.isPending} onCancel={() => onCancel(entry)} />
    }
    if (entry.status === 'READY') {
      return (
        <ReadyRow
          key={entry.id}
          entry={entry}
          now={now}
          first={entry.id === firstReady}
          refused={reason === null ? null : { reason, noteId }}
          busy={start.isPending && start.variables.id === entry.id}
          onStart={() => onStart(entry)}
          onReset={() => reset.mutate(entry.patientId)}
        />
      )
    }
    return (
      <WaitingRow
        key={entry.id}
        entry={entry}
        now={now}
        reminded={remind.reminded.has(entry.patientId)}
        busy={remind.isPending && remind.variables === entry.patientId}
        onRemind={() => remind.mutate(entry.patientId, { onSuccess: () => announce(`${entry.patientName} is reminded.`) })}
      />
    )
  }

  return (
    <section aria-label="Queue">
      {live.length === 0 ? (
        <NobodyWaiting scheduleId={scheduleId} />
      ) : (
        <Panel pad="none" aria-label="In the queue">
          <QueueList label="In the queue">{live.map(row)}</QueueList>
          {(reason !== null || error !== null || cancelled !== null) && (
            <QueueFoot>
              {error !== null ? (
                <Note tone="danger" icon={IconAlertTriangle} role="alert">
                  {sentenceOf(error)}
                </Note>
              ) : reason !== null ? (
                <Note id={noteId}>{reason}</Note>
              ) : (
                <Note role="status">{cancelled}</Note>
              )}
            </QueueFoot>
          )}
        </Panel>
      )}
      {seen.length > 0 && <Seen seen={seen} busyFor={reset.isPending ? reset.variables : null} onLetIn={(id) => reset.mutate(id)} />}
      <ConfirmDialog
        opened={ending !== null}
        title="End the call and put back to waiting?"
        stayLabel="Stay"
        onStay={() => setEnding(null)}
        goLabel="Put back to waiting"
        onGo={() => {
          if (ending) reset.mutate(ending.patientId)
          setEnding(null)
        }}
      >
        The call with {ending?.patientName} ends for both of you. {ending?.patientName} keeps the place in the queue.
      </ConfirmDialog>
    </section>
  )
}

function reasonNotToStart(invited: PlacedEntry | null, inCall: PlacedEntry | null): string | null {
  if (invited) return `You can start the next call when ${invited.patientName} has answered, or after you cancel the invitation.`
  return inCall ? `You can start the next call when the one with ${inCall.patientName} has ended.` : null
}

type SeenProps = { seen: readonly DoctorQueueEntry[]; busyFor: string | null; onLetIn: (patientId: string) => void }

function Seen({ seen, busyFor, onLetIn }: SeenProps) {
  return (
    <Panel pad="none" aria-label="Seen today" style={{ marginTop: 22 }}>
      <QueueCaption>Seen today</QueueCaption>
      <QueueList label="Seen today">
        {seen.map((entry) => (
          <QueueRow
            key={entry.id}
            id={entry.id}
            number={entry.queueNumber}
            name={entry.patientName}
            state="done"
            sub={<span>Joined at {clockTime(entry.joinedAt)}</span>}
            quietAction
            action={
              <Button
                variant="subtle"
                size="sm"
                aria-busy={busyFor === entry.patientId}
                onClick={() => busyFor === null && onLetIn(entry.patientId)}
              >
                Let in again<VisuallyHidden>: {entry.patientName}</VisuallyHidden>
              </Button>
            }
          />
        ))}
      </QueueList>
    </Panel>
  )
}

function NobodyWaiting({ scheduleId }: { scheduleId: string }) {
  const anybody = useAnybodyYet(scheduleId)
  const title = `Nobody is waiting${anybody === undefined ? '' : anybody ? ' now' : ' yet'}`
  return (
    <Panel aria-label={title}>
      <SoloBlock
        art={<EmptyThread />}
        title={title}
        lead="Patients see that you are here. Whoever joins appears in this place, with a sound."
        actions={<PatientsLink scheduleId={scheduleId} />}
      />
    </Panel>
  )
}
