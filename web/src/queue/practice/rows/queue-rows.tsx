import { Button } from '@mantine/core'
import { pathOf, type RemoveReason } from '@medconsult/contract'
import { IconArrowBackUp, IconBell, IconDoorExit, IconHandStop, IconUserOff, IconVideoFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFractionLeft } from '../../../calls/invitation/invitation-length.ts'
import { useSecondsLeft } from '../../../server/clock.ts'
import { clinic } from '../../../ui/words/clinic.ts'
import { clockTime, waited } from '../../../ui/words/format.ts'
import { Rich } from '../../../ui/words/rich.tsx'
import { t } from '../../../ui/words/text.ts'
import { Icon } from '../../../ui/art/icon.tsx'
import { MoreMenu } from '../../../ui/dialog/more-menu.tsx'
import { AboutGuest, hasFacts } from './about-guest.tsx'
import { Presence, QueueRow } from './queue-row.tsx'
import { RefusedButton } from '../../../ui/form/refused-button.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { WorkButton } from '../../../ui/form/work-button.tsx'
import { lastCallOf, mediaOf } from './queue-words.ts'
import { isAway } from '../../next-patient.ts'
import type { PlacedEntry } from '../queue-view.ts'

/** Props of every row: `apart` distinguishes people of the same name, `note` is the result of the last press in it. */
type RowProps = { entry: PlacedEntry; apart: string | undefined; note: ReactNode }

const labelOf = ({ entry, apart }: Pick<RowProps, 'entry' | 'apart'>): string =>
  apart === undefined ? entry.patientName : t('practice.row.name', { name: entry.patientName, apart })

const hidden = (words: ReactNode) => <VisuallyHidden>{words}</VisuallyHidden>

const commonOf = ({ entry, note }: RowProps) => ({
  id: entry.id,
  number: entry.place,
  name: entry.patientName,
  ...(hasFacts(entry) && { about: <AboutGuest entry={entry} /> }),
  note,
})

function Since({ entry, apart, now }: { entry: PlacedEntry; apart: string | undefined; now: number }) {
  const media = mediaOf(entry)
  const lastCall = lastCallOf(entry)
  const since = isAway(entry, now) && entry.awaySince !== null ? clockTime(entry.awaySince, { timeZone: clinic.timeZone }) : undefined
  return (
    <>
      <span>{waited(entry.joinedAt, now)}</span>
      {apart !== undefined && <span>{apart}</span>}
      <Presence here={entry.online} {...(since !== undefined && { since })} />
      {media !== null && <span>{media}</span>}
      {lastCall !== null && <span>{lastCall}</span>}
    </>
  )
}

type InvitedRowProps = RowProps & { expiresAt: string | null; busy: boolean; onCancel: () => void }

/** Invited: the seconds left instead of the number. */
export function InvitedRow({ expiresAt, busy, onCancel, ...row }: InvitedRowProps) {
  const seconds = useSecondsLeft(expiresAt)
  const fraction = useFractionLeft(row.entry.callSessionId, seconds)
  return (
    <QueueRow
      {...commonOf(row)}
      state="invited"
      ring={{ seconds, fraction }}
      sub={<span>{expiresAt === null ? t('practice.row.ringing') : t('practice.row.ringingFor', { seconds })}</span>}
      action={
        <WorkButton variant="default" size="sm" busy={busy} busyLabel={t('practice.row.cancelling')} onClick={onCancel}>
          <Rich text="practice.row.cancel" name={labelOf(row)} hidden={hidden} />
        </WorkButton>
      }
    />
  )
}

/** In the call: a button that returns to it. */
export function InCallRow({ onReset, ...row }: RowProps & { onReset: () => void }) {
  return (
    <QueueRow
      {...commonOf(row)}
      number={null}
      state="incall"
      sub={<Presence here={row.entry.online} />}
      action={
        <>
          <Button component={Link} to={pathOf('call', { callSessionId: row.entry.callSessionId ?? '' })} variant="light" size="sm" px={8}>
            {t('practice.row.returnToCall')}
          </Button>
          <MoreMenu
            label={t('practice.row.more', { name: labelOf(row) })}
            choices={[{ label: t('practice.row.reset'), icon: IconArrowBackUp, onSelect: onReset }]}
          />
        </>
      }
    />
  )
}

type RemoveProps = { onRemove: (reason: RemoveReason) => void }

/** The reasons for a removal, as the audit record has them. */
const removals = (onRemove: RemoveProps['onRemove']) => [
  { label: t('practice.row.notHere'), icon: IconUserOff, onSelect: () => onRemove('NOT_HERE') },
  { label: t('practice.row.asked'), icon: IconDoorExit, onSelect: () => onRemove('ASKED') },
  { label: t('practice.row.abuse'), icon: IconHandStop, danger: true, onSelect: () => onRemove('ABUSE') },
]

type ReadyRowProps = RowProps &
  RemoveProps & {
    now: number
    /** The next patient to call has the page's filled button. */
    next: boolean
    /** Why no call can start, and the note that says so. */
    refused: { reason: string; noteId: string } | null
    busy: boolean
    onStart: () => void
    onReset: () => void
    /** A refused button was pressed. */
    onAsked: () => void
  }

export function ReadyRow({ now, next, refused, busy, onStart, onReset, onRemove, onAsked, ...row }: ReadyRowProps) {
  const label = <Rich text="practice.row.start" name={labelOf(row)} hidden={hidden} />
  return (
    <QueueRow
      {...commonOf(row)}
      state="ready"
      sub={<Since entry={row.entry} apart={row.apart} now={now} />}
      action={
        <>
          {refused ? (
            <RefusedButton size="sm" {...refused} onAsked={onAsked}>
              {label}
            </RefusedButton>
          ) : (
            <WorkButton
              size="sm"
              variant={next ? 'filled' : 'light'}
              leftSection={<Icon of={IconVideoFilled} />}
              busy={busy}
              busyLabel={t('practice.row.starting')}
              onClick={onStart}
            >
              {label}
            </WorkButton>
          )}
          <MoreMenu
            label={t('practice.row.more', { name: labelOf(row) })}
            choices={[{ label: t('practice.row.reset'), icon: IconArrowBackUp, onSelect: onReset }, ...removals(onRemove)]}
          />
        </>
      }
    />
  )
}

type WaitingRowProps = RowProps &
  RemoveProps & { now: number; refused: string | null; busy: boolean; onRemind: () => void; onAsked: () => void }

export function WaitingRow({ now, refused, busy, onRemind, onRemove, onAsked, ...row }: WaitingRowProps) {
  return (
    <QueueRow
      {...commonOf(row)}
      state="waiting"
      sub={<Since entry={row.entry} apart={row.apart} now={now} />}
      quietAction
      action={
        <>
          {refused !== null ? (
            <RefusedButton size="sm" variant="subtle" reason={refused} onAsked={onAsked}>
              <Rich text="practice.row.reminded" name={labelOf(row)} hidden={hidden} />
            </RefusedButton>
          ) : (
            <Button variant="subtle" size="sm" leftSection={<Icon of={IconBell} />} aria-busy={busy} onClick={() => busy || onRemind()}>
              <Rich text="practice.row.remind" name={labelOf(row)} hidden={hidden} />
            </Button>
          )}
          <MoreMenu label={t('practice.row.more', { name: labelOf(row) })} choices={removals(onRemove)} />
        </>
      }
    />
  )
}

/** Why a patient cannot be reminded again yet. */
export const alreadyReminded = ({ patientName }: PlacedEntry): string => t('practice.did.alreadyReminded', { name: patientName })

/** A pending removal, which can be undone. */
export function LeavingRow({ onUndo, ...row }: RowProps & { onUndo: () => void }) {
  return (
    <QueueRow
      {...commonOf(row)}
      state={row.entry.status === 'READY' ? 'ready' : 'waiting'}
      sub={<span>{t('practice.row.leaving')}</span>}
      quietAction
      action={
        <Button variant="subtle" size="sm" leftSection={<Icon of={IconArrowBackUp} />} onClick={onUndo}>
          <Rich text="practice.row.undo" name={labelOf(row)} hidden={hidden} />
        </Button>
      }
    />
  )
}
