import { isLive, type DoctorQueueEntry } from '@medconsult/contract'
import { awayTimes, userSubject } from '../presence/who-is-present.ts'
import { memoizedByRow } from '../store/cache/memoized-by-row.ts'
import type { QueueEntryRow } from '../store/row-types.ts'
import type { Ctx } from '../core/use-case.ts'

/** The last view of each row, one while its patient is online and one while not: `awaySince` rarely changes. */
const lastViews = memoizedByRow<QueueEntryRow, { online?: DoctorQueueEntry; offline?: DoctorQueueEntry }>(() => ({}))

function viewOf(entry: QueueEntryRow, online: boolean, awaySince: string | null): DoctorQueueEntry {
  const last = lastViews(entry)
  const presence = online ? 'online' : 'offline'
  const known = last[presence]
  return known?.awaySince === awaySince ? known : (last[presence] = Object.freeze({ ...entry, online, awaySince }))
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
