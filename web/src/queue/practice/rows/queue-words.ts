import type { DoctorQueueEntry } from '@medconsult/contract'
import { clinic } from '../../../ui/words/clinic.ts'
import { clockTime, duration } from '../../../ui/words/format.ts'

const timeOf = (moment: string): string => clockTime(moment, { timeZone: clinic.timeZone })

/** What stays in the row of somebody whom the doctor did not reach: "Did not answer 14:35"; null: nothing to say. */
export function lastCallOf({ status, lastCall }: DoctorQueueEntry): string | null {
  if (lastCall === null || (status !== 'WAITING' && status !== 'READY')) return null
  if (lastCall.status === 'EXPIRED') return `Did not answer ${timeOf(lastCall.calledAt)}`
  return lastCall.status === 'DECLINED' ? `Chose Not now ${timeOf(lastCall.at)}` : null
}

/** What the devices of who is ready deliver; null: nobody has said. */
export function mediaOf({ status, media }: DoctorQueueEntry): string | null {
  if (status !== 'READY' || media === null) return null
  return { NONE: 'No camera, no sound', SOUND: 'Sound only', BOTH: 'Camera and sound' }[media]
}

/** When somebody was seen, and for how long: "09:04, 12 minutes"; when they joined where that is not known. */
export function seenWords({ joinedAt, lastCall }: DoctorQueueEntry): string {
  if (!lastCall?.activatedAt) return `Joined at ${timeOf(joinedAt)}`
  return `${timeOf(lastCall.activatedAt)}, ${duration(lastCall.activatedAt, lastCall.at)}`
}

/** To a doctor who reminds somebody. */
export const remindedWords = (name: string, away: boolean): string =>
  away ? `${name} is away. They see the reminder when they are back.` : `${name} has been reminded.`

const plainName = ({ patientName }: DoctorQueueEntry): string => patientName.trim().toLocaleLowerCase()

/** By entry: how somebody is told apart from others of the same name, "joined at 14:05"; only those who need it. */
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
