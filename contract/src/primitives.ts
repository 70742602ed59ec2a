import { z } from './zod.ts'
import { PAGE_ROWS } from './lists.ts'

/** A UUID of any version, lower case; ids are v7 where order helps. */
export const Id = z.uuid().meta({ id: 'Id' })

/** ISO 8601, UTC, milliseconds: what every time on the wire looks like. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant' })

export const NullableInstant = Instant.nullable()

/** PeerJS's name for one end of a call. */
export const PeerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'A peer id must have 1 to 64 letters, digits, "_" or "-".')
  .meta({ id: 'PeerId' })

/** Strict: an unknown key is refused (422). */
export const ById = z.strictObject({ id: Id })

/** A whole number in a query: digits and nothing else, so that 1e2, 0x1 and a blank are none. */
const inDigits = (int: z.ZodInt) =>
  z.preprocess((text: string) => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null), int)

/** How far a reader has come. */
export const Count = inDigits(z.int('Enter a whole number.').min(0).max(999_999_999_999_999))

export const Limit = inDigits(z.int(`Enter a whole number from 1 to ${PAGE_ROWS}.`).min(1).max(PAGE_ROWS))

/** A list's page: `before` is the id of the last row seen. */
export const PageQuery = z.strictObject({ before: Id.optional(), limit: Limit.optional() })
