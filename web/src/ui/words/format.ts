import { clinic } from './clinic.ts'
import { language, machineLocale, pageLanguage } from './language.ts'
import { t } from './text.ts'

const minute = 60_000

/** By default the clinic's zone and the page's language. With `now`, a date in another year includes the year. */
type Where = { timeZone?: string; locale?: string; now?: Moment }
export type Moment = Date | string | number

const at = (moment: Moment): Date => new Date(moment)
const formats = new Map<string, Intl.DateTimeFormat>()

function format(moment: Moment, { locale = pageLanguage, timeZone = clinic.timeZone }: Where, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, timeZone, options])
  let known = formats.get(key)
  if (known === undefined) formats.set(key, (known = new Intl.DateTimeFormat(locale, { timeZone, ...options })))
  return known.format(at(moment))
}

/** The year, unless it is the current one. */
const yearOf = (moment: Moment, where: Where): { year?: 'numeric' } => {
  const year = (when: Moment): string => format(when, { ...where, locale: machineLocale }, { year: 'numeric' })
  return year(moment) === year(where.now ?? Date.now()) ? {} : { year: 'numeric' }
}

/** "09:31". */
export const clockTime = (moment: Moment, where: Where = {}): string => format(moment, where, { hour: '2-digit', minute: '2-digit' })

/** "09:31:08". */
export const exactTime = (moment: Moment, where: Where = {}): string =>
  format(moment, where, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Two times as a range. With a dash it never wraps, neither at its spaces nor after the dash; in words it wraps between them. */
export function timesJoined(from: string, until: string): string {
  const range = t('time.range', { from, until })
  return range.includes('–') ? range.replaceAll(' ', '\u00A0').replace('–', '–\u2060') : range
}

/** With a capital where it stands alone: many languages write days and months small. */
export const atStart = (text: string): string => text.replace(/^\p{L}/u, (first) => first.toLocaleUpperCase(language))

/** British English writes no comma after a weekday; Intl puts one there in some versions. Other languages keep theirs. */
const withoutComma = (date: string, { locale = pageLanguage }: Where): string =>
  locale.startsWith('en') ? date.replace(/^([^\d,]+),/, '$1') : date

/** "Monday 23 November", "Monday 4 January 2027". */
export const longDate = (moment: Moment, where: Where = {}): string =>
  withoutComma(format(moment, where, { weekday: 'long', day: 'numeric', month: 'long', ...yearOf(moment, where) }), where)

/** "Mon 23 Nov". */
export const shortDate = (moment: Moment, where: Where = {}): string =>
  withoutComma(format(moment, where, { weekday: 'short', day: 'numeric', month: 'short', ...yearOf(moment, where) }), where)

/** "Monday". */
export const weekday = (moment: Moment, where: Where = {}): string => format(moment, where, { weekday: 'long' })

/** "26 November". */
export const dayAndMonth = (moment: Moment, where: Where = {}): string =>
  format(moment, where, { day: 'numeric', month: 'long', ...yearOf(moment, where) })

function calendarDay(moment: Moment, where: Where): number {
  const written = format(moment, { ...where, locale: machineLocale }, { year: 'numeric', month: '2-digit', day: '2-digit' })
  const [day, month, year] = written.split('/').map(Number)
  return Date.UTC(year!, month! - 1, day)
}

/** Whole days from `now` to `moment` as the calendar of the zone counts them; negative in the past. */
export const daysAway = (moment: Moment, now: Moment, where: Where = {}): number =>
  Math.round((calendarDay(moment, where) - calendarDay(now, where)) / (1440 * minute))

/** "Good morning" before noon, "Good afternoon" until 18, then "Good evening". */
export function greeting(now: Moment, where: Where = {}): string {
  const hour = Number(format(now, { ...where, locale: machineLocale }, { hour: '2-digit', hourCycle: 'h23' }))
  if (hour < 12) return t('time.greeting.morning')
  return t(hour < 18 ? 'time.greeting.afternoon' : 'time.greeting.evening')
}

const wholeMinutes = (from: Moment, until: Moment): number => Math.max(0, Math.floor((at(until).getTime() - at(from).getTime()) / minute))

/** "Just arrived", "Waited 14 min", "Waited 1 h 5 min". */
export function waited(since: Moment, now: Moment): string {
  const minutes = wholeMinutes(since, now)
  if (minutes < 1) return t('time.waited.none')
  if (minutes < 60) return t('time.waited.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? t('time.waited.hours', { hours }) : t('time.waited.hoursAndMinutes', { hours, minutes: minutes % 60 })
}

/** "1 minute", "12 minutes". */
export const minutesLong = (count: number): string => t('time.minutes', { count })

/** "1 second", "48 seconds". */
export const secondsLong = (count: number): string => t('time.seconds', { count })

/** "1 person", "3 people". */
export const people = (count: number): string => t('time.people', { count })

/** "8 hours", "1 hour 30 minutes", "5 minutes". */
export function hoursAndMinutes(minutes: number): string {
  if (minutes < 60) return minutesLong(minutes)
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? t('time.hours', { count: hours }) : t('time.hoursAndMinutes', { hours, minutes: minutes % 60 })
}

/** How long a call was: "12 minutes", "40 seconds", "1 hour 5 minutes". */
export function duration(from: Moment, until: Moment): string {
  const minutes = wholeMinutes(from, until)
  if (minutes < 1) return secondsLong(Math.max(0, Math.round((at(until).getTime() - at(from).getTime()) / 1000)))
  return hoursAndMinutes(minutes)
}

const two = (part: number): string => String(part).padStart(2, '0')

/** The running clock of a call from its whole seconds: "04:12", "1:04:12". */
export function callClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return whole < 3600 ? rest : `${Math.floor(whole / 3600)}:${rest}`
}

/** "You are next", "1 person ahead of you", "2 people ahead of you". */
export const peopleAhead = (count: number): string => t('time.ahead', { count: Math.max(0, count) })

/** "1 invited, 2 ready, 3 waiting". */
export const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat(pageLanguage, { type: 'conjunction', style: 'narrow' }).format(parts)

/** Joins sentences; null ones are omitted. */
export const sentences = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).reduce((before, next) => (before === '' ? next : t('common.sentences', { before, next })), '')

/** A language’s name in the page’s language. */
export const nameOfLanguage = (name: string): string => new Intl.DisplayNames([pageLanguage], { type: 'language' }).of(name) ?? name

const long = (unit: 'day' | 'hour', count: number): string =>
  new Intl.NumberFormat(pageLanguage, { style: 'unit', unit, unitDisplay: 'long' }).format(count)

/** "90 days". */
export const daysLong = (count: number): string => long('day', count)

/** "24 hours". */
export const hoursLong = (count: number): string => long('hour', count)
