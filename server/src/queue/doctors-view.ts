import { isLive, type DoctorQueueEntry } from '@medconsult/contract'
import { presentSubjects, userSubject } from '../presence.ts'
import type { QueueEntryRow } from '../store/rows.ts'
import type { Ctx } from '../use-case.ts'

/** Entries as their doctor sees them; only who still waits or talks is looked up as online. */
export async function doctorsView(ctx: Ctx, entries: readonly QueueEntryRow[]): Promise<DoctorQueueEntry[]> {
  const live = entries.filter((entry) => isLive(entry.status))
  const subjects = live.map((entry) => userSubject(entry.patientId))
  const present = await presentSubjects(ctx.store, subjects, ctx.now())
  return entries.map((entry) => ({ ...entry, online: isLive(entry.status) && present.has(userSubject(entry.patientId)) }))
}
