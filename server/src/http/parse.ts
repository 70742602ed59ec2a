import { faultsOf, type Fault, type Operation } from '@medconsult/contract'
import type { z } from 'zod'

/** A request that does not match the route's schemas: 422 with an entry for each invalid field. */
export class Invalid extends Error {
  override readonly name = 'Invalid'
  readonly errors: readonly Fault[]

  constructor(errors: readonly Fault[]) {
    super('INVALID')
    this.errors = errors
  }
}

export interface Raw {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** At most this many invalid fields are listed. */
const NAMED = 20

/** Parses a route's params, query and body. Throws `Invalid` with the faults of all three. */
export function makeParser(route: Operation): (raw: Raw) => Raw {
  const { params, query, body } = route
  if (!params && !query && !body) return () => ({ params: undefined, query: undefined, body: undefined })
  return (raw) => {
    const faults: Fault[] = []
    const check = (schema: z.ZodType | undefined, value: unknown): unknown => {
      if (schema === undefined) return undefined
      const result = schema.safeParse(value)
      if (result.success) return result.data
      faults.push(...faultsOf(result.error))
      return undefined
    }
    const parsed: Raw = {
      params: check(params, raw.params),
      query: check(query, raw.query),
      body: check(body, raw.body === undefined && route.bodyOptional ? {} : raw.body),
    }
    if (faults.length > 0) throw new Invalid(faults.slice(0, NAMED))
    return parsed
  }
}
