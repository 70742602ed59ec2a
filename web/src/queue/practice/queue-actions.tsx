import { REMIND_AGAIN_SECONDS, type DoctorQueueEntry, type RemoveReason } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { api, isRefusal } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'
import { pendingRemovals, usePendingRemovals } from '../pending-removals.ts'
import { useAnnounce } from '../../ui/dialog/announcer.tsx'
import { t } from '../../ui/words/text.ts'
import { useCancelInvitation, useStartCall } from './invitation-watch.tsx'
import { remindedWords } from './rows/queue-words.ts'
import { isAway, isInvited } from '../next-patient.ts'
import type { PlacedEntry } from './queue-view.ts'
import { RowNote } from './rows/row-note.tsx'
import { useRowNotes, whileRefused } from './rows/row-notes.ts'

/** What the doctor can do for a patient in the queue, and the result of the last action. */
export type QueueActions = ReturnType<typeof useQueueActions>

export function useQueueActions(scheduleId: string) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const start = useStartCall(scheduleId)
  const cancel = useCancelInvitation(scheduleId)
  const reset = useResetPatient(scheduleId)
  const remind = useRemind(scheduleId)
  const { say, fail, saidOf, quiet } = useRowNotes()
  return {
    /** The note about the last press in this row; `refusal` is why its button is refused now. */
    noteOf(entry: DoctorQueueEntry, refusal: string | null = null): ReactNode {
      const said = saidOf(entry, refusal)
      return said === null ? undefined : <RowNote {...said} />
    },
    /** A refused button was pressed. */
    ask: (entry: DoctorQueueEntry, reason: string): void => say(entry, reason, whileRefused(reason)),
    starting: start.isPending ? start.variables.id : null,
    start(entry: PlacedEntry): void {
      quiet()
      start.mutate(entry, {
        onSuccess: () => announce(t('practice.did.ringing', { name: entry.patientName })),
        onError: (error) => fail(entry, error),
      })
    },
    cancelling: cancel.isPending,
    cancel(entry: PlacedEntry): void {
      const words = t('practice.did.cancelled', { name: entry.patientName })
      cancel.mutate(entry.callSessionId ?? '', {
        onSuccess: () => say(entry, words, (it) => it.status === 'READY' && !isInvited(it)),
        onError: (error) => fail(entry, error),
      })
    },
    resetting: reset.isPending ? reset.variables : null,
    reset(entry: DoctorQueueEntry): void {
      quiet()
      reset.mutate(entry.patientId, { onError: (error) => fail(entry, error) })
    },
    reminded: remind.reminded,
    reminding: remind.isPending ? remind.variables : null,
    remind(entry: PlacedEntry, now: number): void {
      quiet()
      const words = remindedWords(entry.patientName, isAway(entry, now) || !entry.online)
      remind.mutate(entry.patientId, {
        onSuccess: () => (entry.online ? announce(words) : say(entry, words, (it) => it.status === 'WAITING' && !it.online)),
        onError: (error) => isRefusal(error, 'REMINDED_ALREADY') || fail(entry, error),
      })
    },
    leaving: usePendingRemovals(),
    remove(entry: PlacedEntry, reason: RemoveReason): void {
      quiet()
      announce(t('practice.did.removing', { name: entry.patientName }))
      pendingRemovals.remove(scheduleId, entry.id, reason, {
        done: () => client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
        failed: (error) => fail(entry, error),
      })
    },
    keep(entry: PlacedEntry): void {
      pendingRemovals.undo(entry.id)
      announce(t('practice.did.kept', { name: entry.patientName }))
    },
  }
}

/** Puts a patient back to waiting, even out of a call or after one. */
function useResetPatient(scheduleId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (patientId: string) => api('resetPatient', { params: { id: scheduleId, patientId } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.queue(scheduleId) }),
  })
}

/** Asks waiting patients to get ready; `reminded` holds those of the last minute. */
function useRemind(scheduleId: string) {
  const [reminded, setReminded] = useState<ReadonlyMap<string, number>>(new Map())
  const note = (patientId: string, seconds: number) => setReminded((old) => new Map(old).set(patientId, Date.now() + seconds * 1000))
  const remind = useMutation({
    mutationFn: (patientId: string) => api('remind', { params: { id: scheduleId, patientId } }),
    onSuccess: (_, patientId) => note(patientId, REMIND_AGAIN_SECONDS),
    onError: (error, patientId) => {
      if (isRefusal(error, 'REMINDED_ALREADY')) note(patientId, error.retryAfterSeconds ?? REMIND_AGAIN_SECONDS)
    },
  })
  useEffect(() => {
    const next = Math.min(...reminded.values())
    if (!Number.isFinite(next)) return undefined
    const timer = setTimeout(
      () => setReminded((old) => new Map([...old].filter(([, until]) => until > Date.now()))),
      Math.max(0, next - Date.now()) + 50,
    )
    return () => clearTimeout(timer)
  }, [reminded])
  return { ...remind, reminded }
}
