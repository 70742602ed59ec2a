import type { DoctorQueueEntry } from '@medconsult/contract'
import { clinic } from '../../../ui/words/clinic.ts'
import { clockTime, duration } from '../../../ui/words/format.ts'

const timeOf = (moment: string): string => clockTime(moment, { timeZone: clinic.timeZone })

/** The last call in a patient's row if it was not answered: "Did not answer 14:35"; null: none. */
export function lastCallOf({ status, lastCall }: DoctorQueueEntry): string | null {
  if (lastCall === null || (status !== 'WAITING' && status !== 'READY')) return null
  if (lastCall.status === 'EXPIRED') return `Did not answer ${timeOf(lastCall.calledAt)}`
  return lastCall.status === 'DECLINED' ? `Chose Not now ${timeOf(lastCall.at)}` : null
}

/** What a ready patient's devices deliver; null: not reported. */
export function mediaOf({ status, media }: DoctorQueueEntry): string | null {
  if (status !== 'READY' || media === null) return null
  return { NONE: 'No camera, no sound', SOUND: 'Sound only', BOTH: 'Camera and sound' }[media]
}

/** When a patient was seen, and for how long: "09:04, 12 minutes"; if that is unknown, when they joined. */
export function seenWords({ joinedAt, lastCall }: DoctorQueueEntry): string {
  if (!lastCall?.activatedAt) return `Joined at ${timeOf(joinedAt)}`
  return `${timeOf(lastCall.activatedAt)}, ${duration(lastCall.activatedAt, lastCall.at)}`
}

/** Confirms a reminder to the doctor. */
export const remindedWords = (name: string, away: boolean): string =>
  away ? `${name} is away. They see the reminder when they are back.` : `${name} has been reminded.`

const plainName = ({ patientName }: DoctorQueueEntry): string => patientName.trim().toLocaleLowerCase()

/** By entry, what distinguishes people of the same name, "joined at 14:05"; only for those who need it. */
export function namesakes(entries: readonly DoctorQueueEntry[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(entries, plainName)
  const labels = new Map<string, string>()
  for (const same of byName.values()) {
    if (same.length === 1) continue
    const times = Map.groupBy(same, ({ joinedAt }) => timeOf(joinedAt))
    for (const [time, together] of times)
      together.forEach((entry, index) => {
        const order = together.length === 1 ? '' : `, ${index + 1} of ${together.length}`
        labels.set(entry.id, `joined at ${time}${order}`)
      })
  }
  return labels
}
