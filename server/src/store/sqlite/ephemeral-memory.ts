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

interface Group<R> {
  readonly rows: Map<string, Kept<R>>
  size: number
}

function makeTable<R extends { readonly id: string }>({ by, keptSeconds, most, mostOfGroup, sizeOf = () => 1 }: EphemeralSpec<R>) {
  /** In the order in which they were put, which is nearly the order of expiry. */
  const rows = new Map<string, Kept<R>>()
  const groups = new Map<string, Group<R>>()
  let size = 0

  function groupOf(row: R): Group<R> {
    const value = row[by] as string
    let group = groups.get(value)
    if (group === undefined) groups.set(value, (group = { rows: new Map(), size: 0 }))
    return group
  }

  function keep(kept: Kept<R>): void {
    const group = groupOf(kept.row)
    rows.set(kept.row.id, kept)
    group.rows.set(kept.row.id, kept)
    size += sizeOf(kept.row)
    group.size += sizeOf(kept.row)
  }

  function drop({ row }: Kept<R>): void {
    const group = groupOf(row)
    rows.delete(row.id)
    group.rows.delete(row.id)
    size -= sizeOf(row)
    group.size -= sizeOf(row)
    if (group.rows.size === 0) groups.delete(row[by] as string)
  }

  /** Drops expired rows, and the oldest ones beyond a capacity. */
  function clear(some: ReadonlyMap<string, Kept<R>>, now: number, isFull: () => boolean): void {
    for (const kept of some.values()) {
      if (kept.endsAt > now && !isFull()) return
      drop(kept)
    }
  }

  return {
    put(row: R, now: number): void {
      const known = rows.get(row.id)
      if (known !== undefined) drop(known)
      keep({ row: Object.freeze(row), endsAt: now + keptSeconds * 1000 })
      const group = groupOf(row)
      clear(group.rows, now, () => mostOfGroup !== undefined && group.size > mostOfGroup)
      clear(rows, now, () => size > most)
    },
    find(values: readonly string[] | null, now: number): R[] {
      const found: R[] = []
      for (const some of values === null ? [rows] : new Set(values).values().map((value) => groups.get(value)?.rows))
        for (const { row, endsAt } of some?.values() ?? []) if (endsAt > now) found.push(row)
      return found
    },
    remove(values: readonly string[]): void {
      for (const value of values) for (const kept of groups.get(value)?.rows.values() ?? []) drop(kept)
    },
  }
}
