import { isLive, type DoctorQueueEntry } from '@medconsult/contract'
import { awayTimes, userSubject } from '../presence/who-is-present.ts'
import type { QueueEntryRow } from '../store/row-types.ts'
import type { Ctx } from '../core/use-case.ts'

/** Memoized views per row and presence: rows are immutable, and `awaySince` rarely changes. */
const views = { online: new WeakMap<QueueEntryRow, DoctorQueueEntry>(), offline: new WeakMap<QueueEntryRow, DoctorQueueEntry>() }

function viewOf(entry: QueueEntryRow, online: boolean, awaySince: string | null): DoctorQueueEntry {
  const known = views[online ? 'online' : 'offline']
  let view = known.get(entry)
  if (view?.awaySince !== awaySince) known.set(entry, (view = Object.freeze({ ...entry, online, awaySince })))
  return view
}

/** Entries as their doctor sees them; presence is read only for live entries. A patient never present counts as away since joining. */
export async function doctorsView(ctx: Ctx, entries: readonly QueueEntryRow[]): Promise<DoctorQueueEntry[]> {
  const subjects = entries.filter((entry) => isLive(entry.status)).map((entry) => userSubject(entry.patientId))
  const away = await awayTimes(ctx.store, subjects, ctx.now())
  return entries.map((entry) => {
    if (!isLive(entry.status)) return viewOf(entry, false, null)
    const awaySince = away.get(userSubject(entry.patientId))
    return viewOf(entry, awaySince === null, awaySince === undefined ? entry.joinedAt : awaySince)
  })
}
