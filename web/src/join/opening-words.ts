import type { JoinLook } from '@medconsult/contract'
import { dayAndTimesOf, farDayOf, isOver, nearDayOf, timeOf } from '../schedules/schedule-words.ts'
import { shortDoctor } from '../ui/words/name-tint.ts'
import { t } from '../ui/words/text.ts'

type Opening = { readonly date: string; readonly startTime: string }

/** "Dr. Quinn opens today at 14:00", "… tomorrow at 09:00", "… Tuesday at 09:00". */
export function opensWords(doctorName: string, opening: Opening, now: number): string {
  const doctor = shortDoctor(doctorName)
  const time = timeOf(opening.startTime)
  const near = nearDayOf(opening, now)
  if (near === 'today' || near === 'tomorrow') return t(`join.opens.${near}`, { doctor, time })
  return t('join.opens.later', { doctor, time, day: farDayOf(opening, now) })
}

/** The page’s first line: whether the queue is open, or when it will be. */
export function doorWords({ doctorName, schedule, nextOpening }: JoinLook, now: number): string {
  const doctor = shortDoctor(doctorName)
  if (schedule?.status === 'ONLINE') return t('join.openNow', { doctor })
  if (schedule !== null && isOver(schedule, now)) return t('join.notOpened', { doctor })
  const opening = schedule ?? nextOpening
  return opening === null ? t('join.closed.noPlan', { doctor }) : opensWords(doctorName, opening, now)
}

/** In the card: "4 people waiting", "Next: Tuesday, 09:00 – 12:00". */
export function cardWords({ schedule, nextOpening, inQueue }: JoinLook, now: number): string | null {
  if (schedule?.status === 'ONLINE') return t('join.waiting', { count: inQueue })
  if (schedule !== null) return dayAndTimesOf(schedule, now)
  return nextOpening === null ? null : t('browse.when.dayAndTime', { day: dayOf(nextOpening, now), time: timeOf(nextOpening.startTime) })
}

const dayOf = (opening: Opening, now: number): string => {
  const near = nearDayOf(opening, now)
  return near === null ? farDayOf(opening, now) : t(`browse.when.${near}`)
}
