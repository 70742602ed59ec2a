import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Row, Table } from './row-types.ts'
import { StoreAway, type Change, type Insert, type Store } from './store.ts'
import { tables } from './table-specs.ts'

/** Rows read, compared and written per batch. */
const BATCH = 200
/** Pause between attempts while the target is away. */
const AGAIN_MS = 500

/** Why a copy stopped; `message` is one line that says what to do. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused'
}

export interface Copied {
  readonly rows: number
  /** The audit rows among them. */
  readonly auditRows: number
}

/**
 * Copies every durable row of one store to another unchanged, table by table in the order of ids; rows that an earlier copy
 * has written are compared and kept. Then reads both again: each table must have the same rows. Nobody else may
 * write to either. While the target is away it is retried for `patienceMs`. Throws `CopyRefused`, `StoreAway`.
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

/** The number of rows of a table, all equal in both stores. Throws `CopyRefused`. */
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
