import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Row, Table } from './row-types.ts'
import { StoreAway, type Change, type Insert, type Store } from './store.ts'
import { tables } from './table-specs.ts'

/** Rows read, compared and written at once. */
const BATCH = 200
/** Between two tries of a target that is away. */
const AGAIN_MS = 500

/** Why a copy stopped; `message` is one line that says what to do. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused'
}

export interface Copied {
  readonly rows: number
  /** The audit's part of them. */
  readonly auditRows: number
}

/**
 * Copies every durable row of one store to another, as it is, table by table and in the order of ids; what an earlier copy has
 * brought already is compared and left. Then reads both once more: every table has to have the same rows. Nobody else may
 * write to either. A target that is away is tried again for `patienceMs`. Throws `CopyRefused`, `StoreAway`.
 */
export async function copyStore(source: Store, target: Store, patienceMs = 0): Promise<Copied> {
  const all = Object.keys(tables) as Table[]
  for (const table of all) for await (const rows of batches(source, table)) await patiently(patienceMs, () => bring(target, table, rows))
  const counts = new Map<Table, number>()
  for (const table of all) counts.set(table, await verify(source, target, table))
  return { rows: [...counts.values()].reduce((sum, count) => sum + count, 0), auditRows: counts.get('audit_logs') ?? 0 }
}

async function patiently(patienceMs: number, work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StoreAway) || performance.now() > deadline) throw error
      await pause(AGAIN_MS)
    }
}

async function* batches<T extends Table>(store: Store, table: T): AsyncGenerator<Row<T>[]> {
  for (let after: Row<T> | undefined; ;) {
    const rows: Row<T>[] = await store.find(table, {}, { by: 'id', order: 'asc', limit: BATCH, ...(after && { after }) })
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
    after = rows.at(-1)
  }
}

async function bring<T extends Table>(target: Store, table: T, rows: readonly Row<T>[]): Promise<void> {
  const there = await target.find(table, { id: { in: rows.map(({ id }) => id) } } as never)
  const known = new Map(there.map((row) => [row.id, row]))
  for (const row of rows) if (known.has(row.id) && !isDeepStrictEqual(known.get(row.id), row)) throw differs(table)
  const missing = rows.filter(({ id }) => !known.has(id)).map((after) => ({ kind: 'insert', table, after }) as Insert<T> as Change)
  if (!(await target.commit(missing))) throw differs(table)
}

/** How many rows the table has: as many in both stores, each equal to its copy. */
async function verify(source: Store, target: Store, table: Table): Promise<number> {
  const copies = batches(target, table)
  let count = 0
  for await (const rows of batches(source, table)) {
    if (!isDeepStrictEqual((await copies.next()).value, rows)) throw differs(table)
    count += rows.length
  }
  if ((await copies.next()).done !== true) throw differs(table)
  return count
}

const differs = (table: Table): CopyRefused =>
  new CopyRefused(`The two stores differ in ${table}: something else has written to one of them. Stop it, empty the target and copy again.`)
