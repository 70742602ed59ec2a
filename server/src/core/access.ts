import { isLive } from '@medconsult/contract'
import { afterOf, expire, isOverdue, type Place } from './consultation.ts'
import type { CallSessionRow, QueueEntryRow, ScheduleRow } from '../store/row-types.ts'
import { guard, type Change, type Store } from '../store/store.ts'
import { transactInTurn, type Decision } from './transact.ts'
import { Refusal } from './refusal.ts'
import { person, type Ctx } from './use-case.ts'

/** The schedule if it is the calling doctor's own, else NOT_FOUND. */
export async function ownSchedule(ctx: Ctx, store: Store, id: string): Promise<ScheduleRow> {
  const schedule = await store.get('schedules', id)
  if (schedule === null || schedule.doctorId !== person(ctx).userId) throw new Refusal('NOT_FOUND')
  return schedule
}

/** A schedule that the calling patient may see: a guest only their own. NOT_FOUND. */
export async function reachableSchedule(ctx: Ctx, store: Store, id: string): Promise<ScheduleRow> {
  const schedule = await store.get('schedules', id)
  const { scheduleId } = person(ctx)
  if (schedule === null || (scheduleId !== null && schedule.id !== scheduleId)) throw new Refusal('NOT_FOUND')
  return schedule
}

/** The call and the caller's side, if the caller is a participant, else NOT_FOUND. */
export async function ownCall(ctx: Ctx, store: Store, id: string): Promise<OwnCall> {
  const call = await store.get('call_sessions', id)
  const { userId } = person(ctx)
  if (call?.doctorId === userId) return { call, side: 'doctor' }
  if (call?.patientId === userId) return { call, side: 'patient' }
  throw new Refusal('NOT_FOUND')
}

/** A patient's live entry in a schedule, else the latest one, else null. */
export async function newestEntry(store: Store, scheduleId: string, patientId: string): Promise<QueueEntryRow | null> {
  const [entry] = await store.find('queue_entries', { scheduleId, patientId }, { by: 'queueNumber', order: 'desc', limit: 1 })
  return entry ?? null
}

/** An entry with its practice. */
export interface EntryInPractice {
  readonly schedule: ScheduleRow
  readonly entry: QueueEntryRow
}

/** The calling patient's entry in a practice, as in `newestEntry`, else NOT_FOUND. */
export async function ownEntry(ctx: Ctx, store: Store, { id }: { id: string }): Promise<EntryInPractice> {
  const schedule = await reachableSchedule(ctx, store, id)
  const entry = await newestEntry(store, id, person(ctx).userId)
  if (entry === null) throw new Refusal('NOT_FOUND')
  return { schedule, entry }
}

/** A patient's entry in the calling doctor's own practice. SCHEDULE_NOT_ONLINE unless it is open. NOT_FOUND. */
export async function patientsEntry(
  ctx: Ctx,
  store: Store,
  { id, patientId }: { id: string; patientId: string },
): Promise<EntryInPractice> {
  const schedule = await ownSchedule(ctx, store, id)
  if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
  const entry = await newestEntry(store, schedule.id, patientId)
  if (entry === null) throw new Refusal('NOT_FOUND')
  return { schedule, entry }
}

/** A schedule and one of its entries, for its doctor, else NOT_FOUND. */
export async function deskEntry(ctx: Ctx, store: Store, { id, entryId }: { id: string; entryId: string }): Promise<EntryInPractice> {
  const schedule = await ownSchedule(ctx, store, id)
  const entry = await store.get('queue_entries', entryId)
  if (entry?.scheduleId !== schedule.id) throw new Refusal('NOT_FOUND')
  return { schedule, entry }
}

/** An entry with its queue's counters. */
export async function placeOf(store: Store, entry: QueueEntryRow): Promise<Place> {
  const counter = await store.get('queue_counters', entry.scheduleId)
  if (counter === null) throw new Error(`queue ${entry.scheduleId} has an entry but no counters`)
  return { entry, counter }
}

/** A call's entry, with its queue's counters. */
export async function placeOfCall(store: Store, call: CallSessionRow): Promise<Place> {
  const entry = await store.get('queue_entries', call.queueEntryId)
  if (entry === null) throw new Error(`call ${call.id} refers to a missing entry`)
  return placeOf(store, entry)
}

/** The system's step before any decision about this call: expire it if it is overdue; else null. */
export async function overdue(ctx: Ctx, store: Store, call: CallSessionRow | null): Promise<{ first: Change[] } | null> {
  if (call === null || !isOverdue(call, ctx.now())) return null
  return { first: expire(call, await placeOfCall(store, call), ctx.now()) }
}

/** The same for an entry's open call, if it has one. */
async function overdueOf(ctx: Ctx, store: Store, entry: QueueEntryRow | null): Promise<{ first: Change[] } | null> {
  if (entry === null || entry.callSessionId === null) return null
  return overdue(ctx, store, await store.get('call_sessions', entry.callSessionId))
}

export interface OwnCall {
  readonly call: CallSessionRow
  readonly side: 'doctor' | 'patient'
}

/** Decides on the entry that `find` reads (null: none yet), one decision at a time per practice; its overdue invitation expires first. */
export const decideOnEntry = async <P extends { readonly id: string }, F extends { readonly entry: QueueEntryRow | null }, R>(
  ctx: Ctx,
  params: P,
  find: (ctx: Ctx, store: Store, params: P) => Promise<F>,
  decide: (store: Store, found: F) => Promise<Decision<R>>,
): Promise<R> =>
  transactInTurn(ctx, params.id, async (store) => {
    const found = await find(ctx, store, params)
    return (await overdueOf(ctx, store, found.entry)) ?? decide(store, found)
  })

/** The decision to make these changes of an entry; it holds only while the practice is as it was read. */
export const movedEntry = ({ schedule, entry }: EntryInPractice, changes: readonly Change[]): Decision<QueueEntryRow> => ({
  changes: [guard('schedules', schedule), ...changes],
  reply: afterOf(changes, 'queue_entries', entry),
})

/** Decides on the caller’s own call, one decision at a time per practice; an overdue invitation expires first. NOT_FOUND if it is not theirs. */
export async function decideOnCall<R>(ctx: Ctx, id: string, decide: (store: Store, own: OwnCall) => Promise<Decision<R>>): Promise<R> {
  const { call } = await ownCall(ctx, ctx.store, id)
  return transactInTurn(ctx, call.scheduleId, async (store) => {
    const own = await ownCall(ctx, store, id)
    return (await overdue(ctx, store, own.call)) ?? decide(store, own)
  })
}

/** The caller's own call as of now: a late reader applies the expiry. NOT_FOUND if it is not their own. */
export async function readOwnCall(ctx: Ctx, id: string): Promise<OwnCall> {
  const own = await ownCall(ctx, ctx.store, id)
  return isOverdue(own.call, ctx.now()) ? decideOnCall(ctx, id, async (_, reply) => ({ changes: [], reply })) : own
}

/** Whether a patient has a live entry in a practice that has not ended. */
export const hasLiveEntry = (entry: QueueEntryRow | null, schedule: ScheduleRow): boolean =>
  entry !== null && isLive(entry.status) && schedule.status === 'ONLINE'
