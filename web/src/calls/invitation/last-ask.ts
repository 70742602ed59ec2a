import type { PatientSchedule } from '@medconsult/contract'
import { livePlace } from '../../schedules/patient-schedules.ts'

/** A doctor's request to get ready. */
export interface Ask {
  readonly doctorName: string
  readonly at: string
}

/** The newest request to get ready among the places in which this patient still waits; null: none. */
export function lastAsk(places: readonly PatientSchedule[]): Ask | null {
  const asks = places.flatMap((place): Ask[] => {
    const entry = livePlace(place)
    return entry?.status === 'WAITING' && entry.remindedAt !== null ? [{ doctorName: place.doctorName, at: entry.remindedAt }] : []
  })
  return asks.reduce<Ask | null>((last, ask) => (last !== null && Date.parse(last.at) >= Date.parse(ask.at) ? last : ask), null)
}
