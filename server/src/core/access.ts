import { isLive } from '@medconsult/contract'
import { expire, isOverdue, type Place } from './consultation.ts'
import type { CallSessionRow, QueueEntryRow, ScheduleRow } from '../store/row-types.ts'
import type { Change, Store } from '../store/store.ts'
import { person, Refusal, transact, type Ctx, type Decision } from './use-case.ts'

/** The schedule, if it is the asking doctor's own. Else NOT_FOUND. */
export async function ownSchedule(ctx: Ctx, store: Store, id: string): Promise<ScheduleRow> {
  const schedule = await store.get('schedules', id)
  if (schedule === null || schedule.doctorId !== person(ctx).userId) throw new Refusal('NOT_FOUND')
  return schedule
}

/** The call and which side of it asks, if the asker is one of its two participants. Else NOT_FOUND. */
export async function ownCall(ctx: Ctx, store: Store, id: string): Promise<OwnCall> {
  const call = await store.get('call_sessions', id)
  const { userId } = person(ctx)
  if (call?.doctorId === userId) return { call, side: 'doctor' }
  if (call?.patientId === userId) return { call, side: 'patient' }
  throw new Refusal('NOT_FOUND')
}

/** A patient's live entry in a schedule, else the newest one, else null. */
export async function newestEntry(store: Store, scheduleId: string, patientId: string): Promise<QueueEntryRow | null> {
  const [entry] = await store.find('queue_entries', { scheduleId, patientId }, { by: 'queueNumber', order: 'desc', limit: 1 })
  return entry ?? null
}

/** A schedule and an entry of it, for whoever keeps that queue in order: its doctor. Else NOT_FOUND. */
export async function deskEntry(
  ctx: Ctx,
  store: Store,
  { id, entryId }: { id: string; entryId: string },
): Promise<{ schedule: ScheduleRow; entry: QueueEntryRow }> {
  const schedule = await ownSchedule(ctx, store, id)
  const entry = await store.get('queue_entries', entryId)
  if (entry?.scheduleId !== schedule.id) throw new Refusal('NOT_FOUND')
  return { schedule, entry }
}

/** An entry with its queue's counters. */
export async function placeOf(store: Store, entry: QueueEntryRow): Promise<Place> {
  const counter = await store.get('queue_counters', entry.scheduleId)
  if (counter === null) throw new Error(`queue ${entry.scheduleId} has an entry and no counters`)
  return { entry, counter }
}

/** The entry that a call is about, with its queue's counters. */
export async function placeOfCall(store: Store, call: CallSessionRow): Promise<Place> {
  const entry = await store.get('queue_entries', call.queueEntryId)
  if (entry === null) throw new Error(`call ${call.id} names an entry that is not there`)
  return placeOf(store, entry)
}

/** What the system has to do before anything is decided about this call: expire it if it is overdue. Else null. */
export async function overdue(ctx: Ctx, store: Store, call: CallSessionRow | null): Promise<{ first: Change[] } | null> {
  if (call === null || !isOverdue(call, ctx.now())) return null
  return { first: expire(call, await placeOfCall(store, call), ctx.now()) }
}

/** The same for the open call that an entry names, if it names one. */
export async function overdueOf(ctx: Ctx, store: Store, entry: QueueEntryRow | null): Promise<{ first: Change[] } | null> {
  if (entry === null || entry.callSessionId === null) return null
  return overdue(ctx, store, await store.get('call_sessions', entry.callSessionId))
}

export interface OwnCall {
  readonly call: CallSessionRow
  readonly side: 'doctor' | 'patient'
}

/** Decides about one's own call, one at a time in its practice; an overdue invitation expires first. NOT_FOUND if it is not own. */
export async function decideOnCall<R>(ctx: Ctx, id: string, decide: (store: Store, own: OwnCall) => Promise<Decision<R>>): Promise<R> {
  const { call } = await ownCall(ctx, ctx.store, id)
  return ctx.exclusive(call.scheduleId, () =>
    transact(ctx, async (store) => {
      const own = await ownCall(ctx, store, id)
      return (await overdue(ctx, store, own.call)) ?? decide(store, own)
    }),
  )
}

/** One's own call as it stands now: a late reader applies the expiry. NOT_FOUND if it is not own. */
export async function readOwnCall(ctx: Ctx, id: string): Promise<OwnCall> {
  const own = await ownCall(ctx, ctx.store, id)
  return isOverdue(own.call, ctx.now()) ? decideOnCall(ctx, id, async (_, reply) => ({ changes: [], reply })) : own
}

/** Whether a patient has a place that is still alive in a practice that has not ended. */
export const hasLiveEntry = (entry: QueueEntryRow | null, schedule: ScheduleRow): boolean =>
  entry !== null && isLive(entry.status) && schedule.status === 'ONLINE'
