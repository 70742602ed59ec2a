import {
  ephemeralCounters,
  ephemeralTables,
  type EphemeralCounter,
  type EphemeralRow,
  type EphemeralRows,
  type EphemeralSpec,
  type EphemeralTable,
  type NumberedPage,
} from '../ephemeral-rows.ts'

type AnyRow = EphemeralRow<EphemeralTable>

interface Counter {
  readonly id: string
  readonly last: number
}

interface Kept<R> {
  readonly row: R
  readonly endsAt: number
}

/** Runs work like the store: refused once it is closed. */
type Answer = <R>(work: () => R) => R

/** Ephemeral rows in the memory of this process, which alone serves the store. All readers share one row, so it is frozen. */
export function makeEphemeralMemory(answer: Answer): EphemeralRows {
  const tables = Object.fromEntries(
    Object.entries(ephemeralTables).map(([table, spec]) => [table, makeTable(spec as unknown as EphemeralSpec<AnyRow>)]),
  ) as Readonly<Record<EphemeralTable, ReturnType<typeof makeTable<AnyRow>>>>
  const counters = Object.fromEntries(
    Object.entries(ephemeralCounters).map(([counter, limits]) => [counter, makeTable<Counter>({ by: 'id', order: null, ...limits })]),
  ) as Readonly<Record<EphemeralCounter, ReturnType<typeof makeTable<Counter>>>>
  return {
    async put(table, rows, now) {
      answer(() => {
        for (const row of rows) tables[table].put(row, now.getTime())
      })
    },
    async find<T extends EphemeralTable>(table: T, values: readonly string[] | null, now: Date, page?: NumberedPage) {
      return answer(() => {
        const found = tables[table].find(values, now.getTime()) as EphemeralRow<T>[]
        const { order } = ephemeralTables[table]
        return order === null ? found : paged(found, (row) => row[order] as number, page)
      })
    },
    async remove(table, values) {
      answer(() => (table in counters ? counters[table as EphemeralCounter] : tables[table as EphemeralTable]).remove(values))
    },
    async nextNumber(counter, id, now) {
      return answer(() => {
        const [known] = counters[counter].find([id], now.getTime())
        const last = Math.max((known?.last ?? 0) + 1, now.getTime())
        counters[counter].put({ id, last }, now.getTime())
        return last
      })
    },
  }
}

function paged<R>(rows: readonly R[], numberOf: (row: R) => number, { after, limit }: NumberedPage = { after: 0, limit: Infinity }): R[] {
  const above = rows.filter((row) => numberOf(row) > after)
  return above.sort((a, b) => numberOf(a) - numberOf(b)).slice(0, limit)
}

function makeTable<R extends { readonly id: string }>({ by, keptSeconds, most, sizeOf = () => 1 }: EphemeralSpec<R>) {
  /** In the order in which they were put, which is nearly the order of expiry. */
  const rows = new Map<string, Kept<R>>()
  const groups = new Map<string, Map<string, Kept<R>>>()
  let size = 0
  const groupOf = (row: R): string => row[by] as string

  function drop({ row }: Kept<R>): void {
    rows.delete(row.id)
    size -= sizeOf(row)
    const group = groups.get(groupOf(row))
    group?.delete(row.id)
    if (group?.size === 0) groups.delete(groupOf(row))
  }

  /** Drops expired rows, and the oldest ones beyond the capacity. */
  function clear(now: number): void {
    for (const kept of rows.values()) {
      if (kept.endsAt > now && size <= most) return
      drop(kept)
    }
  }

  return {
    put(row: R, now: number): void {
      const known = rows.get(row.id)
      if (known !== undefined) drop(known)
      const kept = { row: Object.freeze(row), endsAt: now + keptSeconds * 1000 }
      rows.set(row.id, kept)
      let group = groups.get(groupOf(row))
      if (group === undefined) groups.set(groupOf(row), (group = new Map()))
      group.set(row.id, kept)
      size += sizeOf(row)
      clear(now)
    },
    find(values: readonly string[] | null, now: number): R[] {
      const found: R[] = []
      for (const some of values === null ? [rows] : new Set(values).values().map((value) => groups.get(value)))
        for (const { row, endsAt } of some?.values() ?? []) if (endsAt > now) found.push(row)
      return found
    },
    remove(values: readonly string[]): void {
      for (const value of values) for (const kept of groups.get(value)?.values() ?? []) drop(kept)
    },
  }
}
