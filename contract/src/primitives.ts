import { z } from 'zod'

/** A UUID of any version, lower case; ids are v7 where order helps. */
export const Id = z.uuid().meta({ id: 'Id' })

/** ISO 8601, UTC, milliseconds: what every time on the wire looks like. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant' })

export const NullableInstant = Instant.nullable()

/** PeerJS's name for one end of a call. */
export const PeerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'A peer id has 1 to 64 letters, digits, "_" or "-".')
  .meta({ id: 'PeerId' })

/** Strict: an unknown key is refused (422). */
export const ById = z.strictObject({ id: Id })

/** Rows of a page at most, and unless told. */
export const PAGE_ROWS = 200

export const Limit = z.coerce.number<string>().int().min(1).max(PAGE_ROWS)

/** A list's page: `before` is the id of the last row seen. */
export const PageQuery = z.strictObject({ before: Id.optional(), limit: Limit.optional() })
