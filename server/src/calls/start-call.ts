import { openStatuses, type CallSession } from '@medconsult/contract'
import { newestEntry, overdue, ownSchedule, placeOf } from '../core/access.ts'
import { moveEntry } from '../core/consultation.ts'
import type { CallSessionRow } from '../store/row-types.ts'
import { guard, insert, type Store } from '../store/store.ts'
import { transactInTurn } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Created, type UseCase } from '../core/use-case.ts'

/**
 * Invites a ready patient. A repeat returns this practice's open invitation to the same patient. Refusals in this order:
 * SCHEDULE_NOT_ONLINE, NOT_FOUND, DOCTOR_BUSY, PATIENT_NOT_READY, PATIENT_BUSY (with no detail).
 */
export const makeStartCall =
  (invitationSeconds: number): UseCase<'startCall'> =>
  async (ctx, { params, body }) => {
    const { userId: doctorId } = person(ctx)
    return transactInTurn<Created<CallSession>>(ctx, params.id, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      const own = await theOne(store, { doctorId })
      const first = await overdue(ctx, store, own)
      if (first !== null) return first
      if (own?.status === 'INVITED' && own.scheduleId === schedule.id && own.patientId === body.patientId)
        return { changes: [], reply: { created: false, reply: own } }

      if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
      const entry = await newestEntry(store, schedule.id, body.patientId)
      if (entry === null) throw new Refusal('NOT_FOUND')
      if (own !== null) throw new Refusal('DOCTOR_BUSY')
      if (entry.status !== 'READY') throw new Refusal('PATIENT_NOT_READY')
      const theirs = await theOne(store, { patientId: body.patientId })
      const before = await overdue(ctx, store, theirs)
      if (before !== null) return before
      if (theirs !== null) throw new Refusal('PATIENT_BUSY')

      const now = ctx.now()
      const invited = insert(
        'call_sessions',
        {
          id: ctx.newId(),
          scheduleId: schedule.id,
          doctorId,
          patientId: entry.patientId,
          queueEntryId: entry.id,
          doctorName: schedule.doctorName,
          patientName: entry.patientName,
          status: 'INVITED',
          createdAt: now.toISOString(),
          expiresAt: new Date(now.getTime() + invitationSeconds * 1000).toISOString(),
          confirmedAt: null,
          activatedAt: null,
          endedAt: null,
          endReason: null,
          doctorPeerId: body.doctorPeerId ?? null,
          patientPeerId: null,
        },
        'invite',
      )
      const moved = moveEntry(await placeOf(store, entry), 'invite', 'DOCTOR', { callSessionId: invited.after.id })
      return { changes: [guard('schedules', schedule), invited, ...moved], reply: { created: true, reply: invited.after } }
    })
  }

/** The open call of a doctor or a patient, who has at most one. */
async function theOne(store: Store, whose: { doctorId: string } | { patientId: string }): Promise<CallSessionRow | null> {
  const [call] = await store.find('call_sessions', { ...whose, status: { in: openStatuses } })
  return call ?? null
}
