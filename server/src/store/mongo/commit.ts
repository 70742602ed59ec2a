import {
  MongoError,
  type AnyBulkWriteOperation,
  type ClientSession,
  type Collection,
  type MongoClient,
  type TransactionOptions,
} from 'mongodb'
import { backOff } from '../../core/back-off.ts'
import { withTimeout } from '../../core/with-timeout.ts'
import { isAway, isTaken, isUndone, unwrapped } from './errors.ts'
import { GUARDS, toDocument, type Stored } from './schema.ts'
import type { Row, Table } from '../row-types.ts'
import { schemas } from '../compiled-schema.ts'
import { assertCounted, StoreAway, type Change } from '../store.ts'

/** How long the server may take for one step of a commit, in milliseconds. */
const STEP_MS = 2000

const TRANSACTION: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', wtimeoutMS: STEP_MS },
  readPreference: 'primary',
  maxCommitTimeMS: STEP_MS,
}

/** A commit's writes to one collection, in the order of its changes, and the number of rows that must be as they were read. */
interface Writes {
  readonly table: Table
  readonly operations: AnyBulkWriteOperation<Stored>[]
  expected: number
}

/** The store's `commit`, retried for `retryMs` after a conflict, a lost primary or a cut connection. Throws `StoreAway` after the deadline, and unexpected errors of the driver. */
export function committer(
  client: MongoClient,
  collection: (table: Table) => Collection<Stored>,
  retryMs: number,
): (changes: readonly Change[]) => Promise<boolean> {
  /** Writes sequentially, since a session runs one operation at a time. False: a row is not as it was read. */
  async function write(session: ClientSession, all: readonly Writes[]): Promise<boolean> {
    for (const { table, operations, expected } of all) {
      const { matchedCount } = await collection(table).bulkWrite(operations, { session, ordered: true })
      if (matchedCount !== expected) return false
    }
    return true
  }

  async function attempt(all: readonly Writes[], deadline: number): Promise<boolean> {
    const session = client.startSession({ causalConsistency: false })
    try {
      session.startTransaction(TRANSACTION)
      const done = await write(session, all)
      if (done) await finish(session, deadline)
      await session.endSession()
      return done
    } catch (error) {
      // Ending the session aborts the transaction, whose rows would otherwise be held for a minute; it is not awaited for long.
      await withTimeout(
        session.endSession().catch(() => undefined),
        Math.max(0, deadline - performance.now()),
        () => undefined,
      )
      throw unwrapped(error)
    }
  }

  return async (changes) => {
    if (changes.length === 0) return true
    const all = writesOf(changes)
    const deadline = performance.now() + retryMs
    for (let tries = 0; ; tries++) {
      try {
        return await attempt(all, deadline)
      } catch (error) {
        if (isTaken(error)) return false
        if (!isAway(error)) throw error
        if (performance.now() > deadline) throw new StoreAway((error as Error).message, { cause: error })
        await backOff(tries)
      }
    }
  }
}

/**
 * Commits. If the reply is lost it repeats the command: the server remembers the transaction's outcome and never applies it
 * twice. Throws `StoreAway` if the outcome stays unknown.
 */
async function finish(session: ClientSession, deadline: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await session.commitTransaction()
      return
    } catch (error) {
      // An error that is not the driver's comes from a cut connection: the driver lets system errors through.
      if (error instanceof MongoError && (isUndone(error) || !isAway(error))) throw error
      if (performance.now() > deadline) throw new StoreAway('the outcome of the commit is unknown', { cause: error })
      await backOff(tries)
    }
  }
}

/** Groups changes by collection. Changes that depend on each other, such as several of a row or the keys they free, are within one. */
function writesOf(changes: readonly Change[]): readonly Writes[] {
  const all = new Map<Table, Writes>()
  for (const change of changes) {
    const { table } = change
    let writes = all.get(table)
    if (writes === undefined) all.set(table, (writes = { table, operations: [], expected: 0 }))
    writes.operations.push(operationOf(change))
    if (change.kind !== 'insert') writes.expected += 1
  }
  return [...all.values()]
}

const asRead = ({ id, version }: Row<Table>) => ({ _id: id, version })

function operationOf(change: Change): AnyBulkWriteOperation<Stored> {
  switch (change.kind) {
    case 'insert':
      return { insertOne: { document: toDocument(schemas[change.table], change.after) } }
    case 'update':
      assertCounted(change)
      return { replaceOne: { filter: asRead(change.before), replacement: toDocument(schemas[change.table], change.after) } }
    case 'guard':
      // Write skew: two commits that only read each other's rows would both pass, so a guard has to write.
      return { updateOne: { filter: asRead(change.row), update: { $inc: { [GUARDS]: 1 } } } }
  }
}
