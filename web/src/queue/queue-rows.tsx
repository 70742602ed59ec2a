import { Button } from '@mantine/core'
import { IconArrowBackUp, IconBell, IconVideoFilled } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useFractionLeft } from '../calls/invitation-length.ts'
import { useSecondsLeft } from '../clock.ts'
import { secondsLong, waited } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { MoreMenu } from '../ui/more-menu.tsx'
import { Presence, QueueRow } from '../ui/queue-row.tsx'
import { RefusedButton } from '../ui/refused-button.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { WorkButton } from '../ui/work-button.tsx'
import type { PlacedEntry } from './queue-view.ts'

const Since = ({ entry, now }: { entry: PlacedEntry; now: number }) => (
  <>
    <span>{waited(entry.joinedAt, now)}</span>
    <Presence here={entry.online} />
  </>
)

type InvitedRowProps = { entry: PlacedEntry; expiresAt: string | null; busy: boolean; onCancel: () => void }

/** Ringing: the seconds left instead of the number. */
export function InvitedRow({ entry, expiresAt, busy, onCancel }: InvitedRowProps) {
  const seconds = useSecondsLeft(expiresAt)
  const fraction = useFractionLeft(entry.callSessionId, seconds)
  return (
    <QueueRow
      id={entry.id}
      number={entry.place}
      name={entry.patientName}
      state="invited"
      ring={{ seconds, fraction }}
      sub={<span>{expiresAt === null ? 'Ringing' : `Ringing, ${secondsLong(seconds)} left to answer`}</span>}
      action={
        <WorkButton variant="default" size="sm" busy={busy} busyLabel="Cancelling …" onClick={onCancel}>
          Cancel invitation<VisuallyHidden> to {entry.patientName}</VisuallyHidden>
        </WorkButton>
      }
    />
  )
}

/** In the call: the way back into it. */
export function InCallRow({ entry, onReset }: { entry: PlacedEntry; onReset: () => void }) {
  return (
    <QueueRow
      id={entry.id}
      number={null}
      name={entry.patientName}
      state="incall"
      sub={<Presence here={entry.online} />}
      action={
        <>
          <Button component={Link} to={`/call/${entry.callSessionId ?? ''}`} variant="light" size="sm" px={8}>
            Return to the call
          </Button>
          <MoreMenu
            label={`More for ${entry.patientName}`}
            choices={[{ label: 'Put back to waiting', icon: IconArrowBackUp, onSelect: onReset }]}
          />
        </>
      }
    />
  )
}

type ReadyRowProps = {
  entry: PlacedEntry
  now: number
  /** The first ready one has the page's filled button. */
  first: boolean
  /** Why no call can start, and the note that says so. */
  refused: { reason: string; noteId: string } | null
  busy: boolean
  onStart: () => void
  onReset: () => void
}

export function ReadyRow({ entry, now, first, refused, busy, onStart, onReset }: ReadyRowProps) {
  const label = (
    <>
      Start call<VisuallyHidden> with {entry.patientName}</VisuallyHidden>
    </>
  )
  return (
    <QueueRow
      id={entry.id}
      number={entry.place}
      name={entry.patientName}
      state="ready"
      sub={<Since entry={entry} now={now} />}
      action={
        <>
          {refused ? (
            <RefusedButton size="sm" {...refused}>
              {label}
            </RefusedButton>
          ) : (
            <WorkButton
              size="sm"
              variant={first ? 'filled' : 'light'}
              leftSection={<Icon of={IconVideoFilled} />}
              busy={busy}
              busyLabel="Calling …"
              onClick={onStart}
            >
              {label}
            </WorkButton>
          )}
          <MoreMenu
            label={`More for ${entry.patientName}`}
            choices={[{ label: 'Put back to waiting', icon: IconArrowBackUp, onSelect: onReset }]}
          />
        </>
      }
    />
  )
}

type WaitingRowProps = { entry: PlacedEntry; now: number; reminded: boolean; busy: boolean; onRemind: () => void }

export function WaitingRow({ entry, now, reminded, busy, onRemind }: WaitingRowProps) {
  return (
    <QueueRow
      id={entry.id}
      number={entry.place}
      name={entry.patientName}
      state="waiting"
      sub={<Since entry={entry} now={now} />}
      quietAction
      action={
        reminded ? (
          <RefusedButton size="sm" variant="subtle" reason={`You have just reminded ${entry.patientName}. Once a minute is possible.`}>
            Reminded<VisuallyHidden> {entry.patientName}</VisuallyHidden>
          </RefusedButton>
        ) : (
          <Button variant="subtle" size="sm" leftSection={<Icon of={IconBell} />} aria-busy={busy} onClick={() => busy || onRemind()}>
            Remind<VisuallyHidden> {entry.patientName}</VisuallyHidden>
          </Button>
        )
      }
    />
  )
}
