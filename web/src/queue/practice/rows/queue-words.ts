import type { DoctorQueueEntry } from '@medconsult/contract'
import type { PlainKey } from '@medconsult/words'
import { clinic } from '../../../ui/words/clinic.ts'
import { clockTime, duration } from '../../../ui/words/format.ts'
import { t } from '../../../ui/words/text.ts'

const timeOf = (moment: string): string => clockTime(moment, { timeZone: clinic.timeZone })

/** The last call in a patient's row if it was not answered: "Did not answer 14:35"; null: none. */
export function lastCallOf({ status, lastCall }: DoctorQueueEntry): string | null {
  if (lastCall === null || (status !== 'WAITING' && status !== 'READY')) return null
  if (lastCall.status === 'EXPIRED') return t('practice.row.noAnswer', { time: timeOf(lastCall.calledAt) })
  return lastCall.status === 'DECLINED' ? t('practice.row.notNow', { time: timeOf(lastCall.at) }) : null
}

const mediaWords = {
  NONE: 'practice.row.mediaNone',
  SOUND: 'practice.row.mediaSound',
  BOTH: 'practice.row.mediaBoth',
} as const satisfies Record<string, PlainKey>

/** What a ready patient's devices deliver; null: not reported. */
export function mediaOf({ status, media }: DoctorQueueEntry): string | null {
  if (status !== 'READY' || media === null) return null
  return t(mediaWords[media])
}

/** When a patient was seen, and for how long: "09:04, 12 minutes"; if that is unknown, when they joined. */
export function seenWords({ joinedAt, lastCall }: DoctorQueueEntry): string {
  if (!lastCall?.activatedAt) return t('practice.row.joined', { time: timeOf(joinedAt) })
  return t('practice.row.seen', { time: timeOf(lastCall.activatedAt), length: duration(lastCall.activatedAt, lastCall.at) })
}

/** Confirms a reminder to the doctor. */
export const remindedWords = (name: string, away: boolean): string =>
  t(away ? 'practice.did.remindedAway' : 'practice.did.reminded', { name })

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
        const isOnly = together.length === 1
        const order = { time, nth: index + 1, count: together.length }
        labels.set(entry.id, isOnly ? t('practice.row.joinedAt', { time }) : t('practice.row.joinedAtOneOf', order))
      })
  }
  return labels
}
