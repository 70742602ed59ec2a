import type { CallStatusView, DoctorQueueEntry } from '@medconsult/contract'
import { Button } from '@mantine/core'
import { useId, useMemo, useState } from 'react'
import { useNow } from '../../server/clock.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyThread } from '../../ui/art/empty-thread.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { QueueCaption, QueueFoot, QueueList } from './rows/queue-list.tsx'
import { SoloBlock } from '../../ui/page/solo-page.tsx'
import { t } from '../../ui/words/text.ts'
import { useAnybodyYet } from './doctor-queue.ts'
import { useInvitationWatch } from './invitation-watch.tsx'
import { PatientsLink } from '../../schedules/patients-link.tsx'
import { useQueueActions, type QueueActions } from './queue-actions.tsx'
import { alreadyReminded, InCallRow, InvitedRow, LeavingRow, ReadyRow, WaitingRow } from './rows/queue-rows.tsx'
import { isInvited, nextOf } from '../next-patient.ts'
import { shownOf, type PlacedEntry, type QueueSections, type Shown } from './queue-view.ts'
import { namesakes } from './rows/queue-words.ts'
import { AskedAgain, Seen } from './rows/seen.tsx'

type LiveQueueProps = { scheduleId: string; sections: QueueSections; shown: Shown; onShowAll: () => void }

/** Everybody in the queue with the actions for each, then those who were seen. */
export function LiveQueue({ scheduleId, sections, shown, onShowAll }: LiveQueueProps) {
  const { live, askedAgain, seen } = sections
  const actions = useQueueActions(scheduleId)
  const invitation = useInvitationWatch(sections.invited)
  const [ending, setEnding] = useState<PlacedEntry | null>(null)
  const apart = useMemo(() => namesakes([...live, ...seen]), [live, seen])
  const letIn = {
    busyFor: actions.resetting,
    onLetIn: (it: DoctorQueueEntry) => actions.reset(it),
    noteOf: (it: DoctorQueueEntry) => actions.noteOf(it),
  }
  return (
    <section aria-label={t('practice.queue.label')}>
      <AskedAgain entries={askedAgain} letIn={letIn} />
      {live.length === 0 ? (
        <NobodyWaiting scheduleId={scheduleId} />
      ) : (
        <Panel pad="none" aria-label={t('practice.queue.live')}>
          {shown !== 'all' && <OnlySome shown={shown} count={sections.counts[shown]} onShowAll={onShowAll} />}
          <LiveRows sections={sections} shown={shown} apart={apart} actions={actions} invitation={invitation} onEnd={setEnding} />
        </Panel>
      )}
      <Seen entries={seen} title={t('practice.queue.seen')} apart={apart} letIn={letIn} />
      <ConfirmDialog
        opened={ending !== null}
        title={t('practice.reset.title')}
        stayLabel={t('practice.reset.stay')}
        onStay={() => setEnding(null)}
        goLabel={t('practice.row.reset')}
        onGo={() => {
          if (ending) actions.reset(ending)
          setEnding(null)
        }}
      >
        {t('practice.reset.lead', { name: ending?.patientName ?? '' })}
      </ConfirmDialog>
    </section>
  )
}

/** Says that only a part of the queue is shown, with a button for the whole. */
function OnlySome({ shown, count, onShowAll }: { shown: 'ready' | 'waiting'; count: number; onShowAll: () => void }) {
  return (
    <QueueCaption>
      {t(count === 0 ? `practice.filter.nobody.${shown}` : `practice.filter.shown.${shown}`)}{' '}
      <Button variant="subtle" size="sm" px={8} onClick={onShowAll}>
        {t('practice.filter.everyone')}
      </Button>
    </QueueCaption>
  )
}

type LiveRowsProps = {
  sections: QueueSections
  shown: Shown
  apart: ReadonlyMap<string, string>
  actions: QueueActions
  invitation: CallStatusView | null
  onEnd: (entry: PlacedEntry) => void
}

function LiveRows({ sections: { live, invited, inCall }, shown, apart, actions, invitation, onEnd }: LiveRowsProps) {
  const now = useNow(5000)
  const noteId = useId()
  const reason = reasonNotToStart(invited, inCall)
  const next = nextOf(live, now, actions.leaving)?.id
  const row = (entry: PlacedEntry) => {
    const refusal = refusalOf(entry, reason, actions.reminded)
    const onAsked = () => refusal !== null && actions.ask(entry, refusal)
    const common = { entry, apart: apart.get(entry.id), note: actions.noteOf(entry, refusal) }
    const onRemove = (why: Parameters<QueueActions['remove']>[1]) => actions.remove(entry, why)
    if (entry.status === 'IN_CALL') return <InCallRow key={entry.id} {...common} onReset={() => onEnd(entry)} />
    if (isInvited(entry)) {
      const expiresAt = invitation?.id === entry.callSessionId ? invitation.expiresAt : null
      return (
        <InvitedRow key={entry.id} {...common} expiresAt={expiresAt} busy={actions.cancelling} onCancel={() => actions.cancel(entry)} />
      )
    }
    if (actions.leaving.has(entry.id)) return <LeavingRow key={entry.id} {...common} onUndo={() => actions.keep(entry)} />
    if (entry.status === 'READY') {
      return (
        <ReadyRow
          key={entry.id}
          {...common}
          now={now}
          next={entry.id === next}
          refused={refusal === null ? null : { reason: refusal, noteId }}
          busy={actions.starting === entry.id}
          onStart={() => actions.start(entry)}
          onReset={() => actions.reset(entry)}
          onRemove={onRemove}
          onAsked={onAsked}
        />
      )
    }
    return (
      <WaitingRow
        key={entry.id}
        {...common}
        now={now}
        refused={refusal}
        busy={actions.reminding === entry.patientId}
        onRemind={() => actions.remind(entry, now)}
        onRemove={onRemove}
        onAsked={onAsked}
      />
    )
  }
  return (
    <>
      <QueueList key={shown} label={t('practice.queue.live')}>
        {shownOf(live, shown).map(row)}
      </QueueList>
      {reason !== null && (
        <QueueFoot>
          <Note id={noteId}>{reason}</Note>
        </QueueFoot>
      )}
    </>
  )
}

/** Why the button of a waiting patient is refused now; null: it is not. The row shows the reason when it is pressed. */
function refusalOf(entry: PlacedEntry, notToStart: string | null, reminded: QueueActions['reminded']): string | null {
  if (entry.status === 'READY') return notToStart
  return entry.status === 'WAITING' && reminded.has(entry.patientId) ? alreadyReminded(entry) : null
}

function reasonNotToStart(invited: PlacedEntry | null, inCall: PlacedEntry | null): string | null {
  if (invited) return t('practice.did.waitForAnswer', { name: invited.patientName })
  return inCall ? t('practice.did.waitForEnd', { name: inCall.patientName }) : null
}

function NobodyWaiting({ scheduleId }: { scheduleId: string }) {
  const anybody = useAnybodyYet(scheduleId)
  const title = t(anybody === undefined ? 'practice.queue.nobody' : anybody ? 'practice.queue.nobodyNow' : 'practice.queue.nobodyYet')
  return (
    <Panel aria-label={title}>
      <SoloBlock art={<EmptyThread />} title={title} lead={t('practice.queue.nobodyLead')} actions={<PatientsLink />} />
    </Panel>
  )
}
