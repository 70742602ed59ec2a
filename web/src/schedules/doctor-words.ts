import type { NextPractice, PatientSchedule } from '@medconsult/contract'
import { isReached, useLive } from '../server/live.ts'
import { farDayOf, endMomentOf, isOver, nearDayOf, timeOf } from './schedule-words.ts'
import { clinic } from '../ui/words/clinic.ts'
import { clockTime, daysAway, shortDate } from '../ui/words/format.ts'
import { t } from '../ui/words/text.ts'

/** The doctor's state while their practice is open. `unknown`: the server does not answer. */
type DoctorState = 'available' | 'busy' | 'away' | 'unknown'

type Doctor = Pick<PatientSchedule, 'doctorBusy' | 'doctorAwaySince'>

export function doctorStateOf({ doctorBusy, doctorAwaySince }: Doctor, isReached: boolean): DoctorState {
  if (!isReached) return 'unknown'
  if (doctorAwaySince !== null) return 'away'
  return doctorBusy ? 'busy' : 'available'
}

export const useDoctorState = (doctor: Doctor): DoctorState => doctorStateOf(doctor, isReached(useLive()))

/** "15:40"; with the day if it is not today. */
function sinceOf(since: string, now: number): string {
  const time = clockTime(since)
  const isToday = daysAway(since, now, { timeZone: clinic.timeZone }) === 0
  return isToday ? time : t('browse.when.dayAndTime', { day: shortDate(since, { now }), time })
}

/** "away since 15:40"; with the day if it is not today. */
export const awaySince = (since: string, now: number): string => t('browse.doctor.away', { since: sinceOf(since, now) })

type Hours = Pick<PatientSchedule, 'date' | 'startTime' | 'endTime' | 'doctorAwaySince'>

/** "Open until 16:00", "Away since 15:40 · open until 16:00", "Away since 15:40 · planned until 16:00, still open". */
export function openWords(schedule: Hours, state: DoctorState, now: number): string {
  const end = endMomentOf(schedule, now)
  const late = isOver(schedule, now)
  if (state !== 'away' || schedule.doctorAwaySince === null) return t(late ? 'browse.hours.late' : 'browse.hours.open', { end })
  return t(late ? 'browse.hours.lateAway' : 'browse.hours.away', { since: sinceOf(schedule.doctorAwaySince, now), end })
}

/** The same where nothing else says that the doctor is busy: "Open until 16:00, with a patient". */
export function openOrBusyWords(schedule: Hours, state: DoctorState, now: number): string {
  if (state !== 'busy') return openWords(schedule, state, now)
  return t(isOver(schedule, now) ? 'browse.hours.lateBusy' : 'browse.hours.openBusy', { end: endMomentOf(schedule, now) })
}

/** What to know before joining; null: nothing. */
export const joinWords = (doctor: string, state: DoctorState): string | null =>
  state === 'away' ? t('browse.doctor.joinAway', { doctor }) : null

/** Why consultation hours ended automatically; null if their doctor ended them. */
export const endedWords = (doctor: string, reason: PatientSchedule['endReason']): string | null =>
  reason === 'DOCTOR_AWAY' ? t('browse.doctor.endedAway', { doctor }) : reason === 'TOO_LONG' ? t('browse.doctor.ended') : null

/** "Next: tomorrow, 14:00" */
export function nextWords(next: NextPractice, now: number): string {
  const near = nearDayOf(next, now)
  const time = timeOf(next.startTime)
  return near === null ? t('browse.doctor.next.later', { day: farDayOf(next, now), time }) : t(`browse.doctor.next.${near}`, { time })
}

/** What a ready patient can expect; `since` is when the doctor went away. */
export function readyWords(doctor: string, state: DoctorState, since: string | null, now: number): string {
  switch (state) {
    case 'available':
      return t('browse.ready.available', { doctor })
    case 'busy':
      return t('browse.ready.busy', { doctor })
    case 'away':
      return since === null ? t('browse.ready.away', { doctor }) : t('browse.ready.awaySince', { doctor, since: sinceOf(since, now) })
    case 'unknown':
      return t('browse.ready.unreached')
  }
}
