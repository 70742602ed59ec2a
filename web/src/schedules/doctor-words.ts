import type { NextPractice, PatientSchedule } from '@medconsult/contract'
import { isReached, useLive } from '../server/live.ts'
import { dayNameOf, timeOf, untilWords } from './schedule-words.ts'
import { clinic } from '../ui/words/clinic.ts'
import { clockTime, daysAway, shortDate } from '../ui/words/format.ts'

/** The doctor's state while their practice is open. `unknown`: the server does not answer. */
type DoctorState = 'available' | 'busy' | 'away' | 'unknown'

type Doctor = Pick<PatientSchedule, 'doctorBusy' | 'doctorAwaySince'>

export function doctorStateOf({ doctorBusy, doctorAwaySince }: Doctor, isReached: boolean): DoctorState {
  if (!isReached) return 'unknown'
  if (doctorAwaySince !== null) return 'away'
  return doctorBusy ? 'busy' : 'available'
}

export const useDoctorState = (doctor: Doctor): DoctorState => doctorStateOf(doctor, isReached(useLive()))

/** "away since 15:40"; with the day if it is not today. */
export function awaySince(since: string, now: number): string {
  const day = daysAway(since, now, { timeZone: clinic.timeZone }) === 0 ? '' : `${shortDate(since, { now })}, `
  return `away since ${day}${clockTime(since)}`
}

/** "Open until 16:00", "Away since 15:40 · open until 16:00", "Away since 15:40 · planned until 16:00, still open". */
export function openWords(
  schedule: Pick<PatientSchedule, 'date' | 'startTime' | 'endTime' | 'doctorAwaySince'>,
  state: DoctorState,
  now: number,
): string {
  const until = untilWords(schedule, now)
  const open = until.startsWith('until') ? `open ${until}` : until
  return capital(state === 'away' && schedule.doctorAwaySince !== null ? `${awaySince(schedule.doctorAwaySince, now)} · ${open}` : open)
}

/** What to know before joining; null: nothing. */
export const joinWords = (doctor: string, state: DoctorState): string | null =>
  state === 'away' ? `You can join and keep your place until ${doctor} is back.` : null

/** Why consultation hours ended automatically; null if their doctor ended them. */
export const endedWords = (doctor: string, reason: PatientSchedule['endReason']): string | null =>
  reason === 'DOCTOR_AWAY'
    ? `They ended automatically because ${doctor} was away.`
    : reason === 'TOO_LONG'
      ? 'They ended automatically.'
      : null

/** "Next: tomorrow, 14:00" */
export function nextWords(next: NextPractice, now: number): string {
  const day = dayNameOf(next, now)
  return `Next: ${/^(Today|Tomorrow|Yesterday)$/.test(day) ? day.toLowerCase() : day}, ${timeOf(next.startTime)}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What a ready patient can expect; `since` is when the doctor went away. */
export function readyWords(doctor: string, state: DoctorState, since: string | null, now: number): string {
  switch (state) {
    case 'available':
      return `${doctor} can call you now. Keep this page open.`
    case 'busy':
      return `${doctor} is with a patient and can call you after that. Keep this page open.`
    case 'away':
      return `${doctor} is ${since === null ? 'away' : awaySince(since, now)}. You keep your place. Keep this page open.`
    case 'unknown':
      return 'We cannot reach the clinic. You keep your place; you cannot be called until you are back.'
  }
}
