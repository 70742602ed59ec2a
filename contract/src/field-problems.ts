import { OVERNIGHT_HOURS } from './waiting/plan-times.ts'
import type { z } from './zod.ts'

/** What can be wrong with a field whose type is right, and what to do about it. */
// prettier-ignore
export const fieldProblems = {
  EMAIL_INVALID: 'Enter an e-mail address like name@example.org.',
  NAME_MISSING: 'Enter your name.',
  NAME_TOO_LONG: 'A name can have at most 100 characters.',
  NAME_INVISIBLE: 'A name cannot contain control characters.',
  NAME_LONE_ACCENT: 'A name cannot contain an accent without a letter.',
  NAME_ACCENTS: 'A letter in a name can have at most 3 accents.',
  PHONE_INVALID: 'Enter a telephone number, with its country, like +41 44 123 45 67.',
  PHONE_MISSING: 'Enter your telephone number.',
  PLACE_MISSING: 'Enter where you are.',
  PLACE_TOO_LONG: 'Use at most 200 characters.',
  PLACE_INVISIBLE: 'Use one line without control characters.',
  BIRTH_DATE_MISSING: 'Enter your date of birth.',
  DATE_FUTURE: 'The date is in the future.',
  PASSWORD_WRONG: 'This is not your password.',
  PASSWORD_BROKEN: 'The password contains a broken character.',
  PASSWORD_TOO_SHORT: 'Use at least 8 characters.',
  PASSWORD_TOO_SHORT_FOR_DOCTOR: 'A doctor’s password has at least 15 characters.',
  PASSWORD_TOO_LONG: 'The password is too long. Use at most 72 bytes.',
  PASSWORD_COMMON: 'This is one of the most common passwords. Choose another, such as a short sentence.',
  PASSWORD_EASY: 'This is easy to guess. Choose another, such as a short sentence.',
  PASSWORD_OWN: 'This holds your own name or address. Choose a password that is hard to guess.',
  PUSH_SERVICE_UNKNOWN: 'This browser’s message service is not one that the clinic uses.',
  DATE_INVALID: 'Enter a date like 2026-12-02.',
  DATE_PAST: 'The date is in the past.',
  TIME_INVALID: 'Enter a time like 09:30.',
  END_NOT_AFTER_START: 'The practice must end after it starts.',
  END_NOT_LATER: 'The end of an open practice can only be moved to later.',
  OVERNIGHT_TOO_LONG: `This end is on the next day. An overnight practice can last at most ${OVERNIGHT_HOURS} hours.`,
} as const satisfies Record<string, string>

export type FieldProblem = keyof typeof fieldProblems

/** One field that is wrong: `code` is a `FieldProblem`, or zod's own, such as INVALID_TYPE. */
export interface Fault {
  readonly path: string
  readonly code: string
  readonly message: string
}

const codes: ReadonlyMap<string, string> = new Map(Object.entries(fieldProblems).map(([code, message]) => [message, code]))

/** The fields that do not match a schema. An issue is of the table's row whose message it has. */
export const faultsOf = (error: z.ZodError | undefined): Fault[] =>
  (error?.issues ?? []).map(({ path, code, message }) => ({
    path: path.join('.'),
    code: codes.get(message) ?? code.toUpperCase(),
    message,
  }))

/** The same for what no schema can know. */
export const faultAt = (path: string, code: FieldProblem): Fault => ({ path, code, message: fieldProblems[code] })
