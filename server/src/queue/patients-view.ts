import { inRoomStatuses, type PatientSchedule } from '@medconsult/contract'
import { effectiveEntry } from '../core/consultation.ts'
import type { QueueEntryRow, ScheduleRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

/** Schedules as a patient sees them, with their own entry and whether the doctor is in a call. Two reads for all of them. */
export async function patientsView(store: Store, schedules: readonly ScheduleRow[], patientId: string): Promise<PatientSchedule[]> {
  if (schedules.length === 0) return []
  const doctorId = { in: [...new Set(schedules.map((schedule) => schedule.doctorId))] }
  const calls = await store.find('call_sessions', { doctorId, status: { in: inRoomStatuses } })
  const busy = new Set(calls.map((call) => call.doctorId))
  const scheduleId = { in: schedules.map((schedule) => schedule.id) }
  const entries = await store.find('queue_entries', { scheduleId, patientId })
  const own = new Map(
    entries.toSorted((a, b) => a.queueNumber - b.queueNumber).map((entry): [string, QueueEntryRow] => [entry.scheduleId, entry]),
  )
  return schedules.map((schedule) => {
    const entry = own.get(schedule.id)
    const queueEntry = entry === undefined || isGivenUp(entry) ? null : effectiveEntry(entry, schedule.status)
    return { ...schedule, doctorBusy: busy.has(schedule.doctorId), queueEntry }
  })
}

/** An entry is hidden after its patient has left; a removed one stays visible with its reason until they join again. */
const isGivenUp = ({ status, leftReason }: QueueEntryRow): boolean => status === 'LEFT' && leftReason === null
