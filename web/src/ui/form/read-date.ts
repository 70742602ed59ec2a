import { pageLanguage } from '../words/language.ts'

const DAY_MS = 86_400_000
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const FIGURES = /^(\d{1,2})[./](\d{1,2})[./]?(\d{2}|\d{4})?$/
const WORDS = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})\.?\s+(\p{L}{3,})\.?(?:,?\s+(\d{4}))?$/u

const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat(pageLanguage, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 1)).toLowerCase(),
)

/**
 * A date as people write it in the page's language, as YYYY-MM-DD: "2 Dec 2026", "Wed 2 December", "2.12.", "2026-12-02".
 * Without a year it is the next such date from `today` on. Null if it is not a date.
 */
export function readDate(text: string, today: string): string | null {
  const written = text.trim()
  const [, isoYear, isoMonth, isoDay] = ISO.exec(written) ?? []
  if (isoYear !== undefined) return dayOf(Number(isoYear), Number(isoMonth), Number(isoDay))
  const [, day, figure, year] = FIGURES.exec(written) ?? []
  if (day !== undefined) return withYear(Number(figure), Number(day), year, today)
  const [, dayToo, name, yearToo] = WORDS.exec(written) ?? []
  const month = name === undefined ? -1 : months.findIndex((it) => it.startsWith(name.toLowerCase()))
  return month === -1 ? null : withYear(month + 1, Number(dayToo), yearToo, today)
}

function withYear(month: number, day: number, year: string | undefined, today: string): string | null {
  const thisYear = Number(today.slice(0, 4))
  if (year !== undefined) return dayOf(year.length === 2 ? Math.floor(thisYear / 100) * 100 + Number(year) : Number(year), month, day)
  const soon = dayOf(thisYear, month, day)
  return soon === null || soon < today ? dayOf(thisYear + 1, month, day) : soon
}

const two = (part: number): string => String(part).padStart(2, '0')

function dayOf(year: number, month: number, day: number): string | null {
  const written = `${year}-${two(month)}-${two(day)}`
  const ms = Date.parse(written)
  // A date that does not exist, like 31 June, is parsed as invalid or as one in the next month.
  return Number.isNaN(ms) || new Date(Math.floor(ms / DAY_MS) * DAY_MS).toISOString().slice(0, 10) !== written ? null : written
}
