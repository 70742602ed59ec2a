import { isLive, type DoctorQueueEntry } from '@medconsult/contract'
import { presentSubjects, userSubject } from '../presence.ts'
import type { QueueEntryRow } from '../store/rows.ts'
import type { Ctx } from '../use-case.ts'

/** The view of each row, by whether its patient is online: made once, since a row never changes. */
const views = { online: new WeakMap<QueueEntryRow, DoctorQueueEntry>(), offline: new WeakMap<QueueEntryRow, DoctorQueueEntry>() }

function viewOf(entry: QueueEntryRow, online: boolean): DoctorQueueEntry {
  const known = views[online ? 'online' : 'offline']
  let view = known.get(entry)
  if (view === undefined) known.set(entry, (view = Object.freeze({ ...entry, online })))
  return view
}

/** Entries as their doctor sees them; only who still waits or talks is looked up as online. */
export async function doctorsView(ctx: Ctx, entries: readonly QueueEntryRow[]): Promise<DoctorQueueEntry[]> {
  const live = entries.filter((entry) => isLive(entry.status))
  const subjects = live.map((entry) => userSubject(entry.patientId))
  const present = await presentSubjects(ctx.store, subjects, ctx.now())
  return entries.map((entry) => viewOf(entry, isLive(entry.status) && present.has(userSubject(entry.patientId))))
}
