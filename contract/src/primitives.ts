import { z } from './zod.ts'
import { PAGE_ROWS } from './lists.ts'

/** A UUID of any version, lower case; ids are v7 where order helps. */
export const Id = z.uuid().meta({ id: 'Id' })

/** ISO 8601 in UTC with milliseconds: the format of every time in requests, replies and events. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant' })

export const NullableInstant = Instant.nullable()

/** The PeerJS id of one end of a call. */
export const PeerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'A peer id must have 1 to 64 letters, digits, "_" or "-".')
  .meta({ id: 'PeerId' })

/** Strict: an unknown key is refused (422). */
export const ById = z.strictObject({ id: Id })

/** An integer as a query string has it: digits only, so that 1e2, 0x1 and a blank are refused. Not for bodies or replies. */
const inDigits = (int: z.ZodInt) =>
  z.preprocess((text: string) => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null), int)

/** A count in a query, such as the revision up to which a client has read. */
export const CountInQuery = inDigits(z.int('Enter a whole number.').min(0).max(999_999_999_999_999))

export const LimitInQuery = inDigits(z.int(`Enter a whole number from 1 to ${PAGE_ROWS}.`).min(1).max(PAGE_ROWS))

/** One page of a list; `before` is the id of the last row already read. */
export const PageQuery = z.strictObject({ before: Id.optional(), limit: LimitInQuery.optional() })
