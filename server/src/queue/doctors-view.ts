import { isLive, type DoctorQueueEntry } from '@medconsult/contract'
import { awayTimes, userSubject } from '../presence/who-is-present.ts'
import type { QueueEntryRow } from '../store/row-types.ts'
import type { Ctx } from '../core/use-case.ts'

/** The last view of each row, by whether its patient is online: a row never changes, and so seldom does since when they are away. */
const views = { online: new WeakMap<QueueEntryRow, DoctorQueueEntry>(), offline: new WeakMap<QueueEntryRow, DoctorQueueEntry>() }

function viewOf(entry: QueueEntryRow, online: boolean, awaySince: string | null): DoctorQueueEntry {
  const known = views[online ? 'online' : 'offline']
  let view = known.get(entry)
  if (view?.awaySince !== awaySince) known.set(entry, (view = Object.freeze({ ...entry, online, awaySince })))
  return view
}

/** Entries as their doctor sees them; only who still waits or talks is looked up as online. Who was never seen has been away since they joined. */
export async function doctorsView(ctx: Ctx, entries: readonly QueueEntryRow[]): Promise<DoctorQueueEntry[]> {
  const subjects = entries.filter((entry) => isLive(entry.status)).map((entry) => userSubject(entry.patientId))
  const away = await awayTimes(ctx.store, subjects, ctx.now())
  return entries.map((entry) => {
    if (!isLive(entry.status)) return viewOf(entry, false, null)
    const awaySince = away.get(userSubject(entry.patientId))
    return viewOf(entry, awaySince === null, awaySince === undefined ? entry.joinedAt : awaySince)
  })
}
