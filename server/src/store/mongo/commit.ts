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

/** How long a conflict, a lost primary or a cut connection is tried again. */
const DEADLINE_MS = 2000
/** How long a server may take over one step of a commit, in milliseconds. */
const STEP_MS = 2000

const TRANSACTION: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', wtimeoutMS: STEP_MS },
  readPreference: 'primary',
  maxCommitTimeMS: STEP_MS,
}

/** What a commit writes to one collection, in the order of its changes, and how many rows have to be as they were read. */
interface Writes {
  readonly table: Table
  readonly operations: AnyBulkWriteOperation<Stored>[]
  expected: number
}

/** The store's `commit`. Throws `StoreAway` once the deadline is over, and what it does not expect of the driver. */
export function committer(
  client: MongoClient,
  collection: (table: Table) => Collection<Stored>,
): (changes: readonly Change[]) => Promise<boolean> {
  /** One after the other, since a session does one thing at a time. False: a row is not as it was read. */
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
      // Ending aborts, or else the server would hold the rows for a minute; it goes on by itself where nobody answers.
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
    const deadline = performance.now() + DEADLINE_MS
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
 * Commits. Where the answer is lost it asks again: the server remembers the transaction, so a repeated commit is answered
 * and never applied twice. Throws `StoreAway` where the outcome stays unknown.
 */
async function finish(session: ClientSession, deadline: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await session.commitTransaction()
      return
    } catch (error) {
      // What is no error of the driver's comes of a cut wire: the driver stumbles over the system's own.
      if (error instanceof MongoError && (isUndone(error) || !isAway(error))) throw error
      if (performance.now() > deadline) throw new StoreAway('whether it is committed is not known', { cause: error })
      await backOff(tries)
    }
  }
}

/** The changes by collection. What hangs together, several changes of a row and the keys they free, is within one. */
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
      // Two that only read each other's rows would both pass: a guard has to write.
      return { updateOne: { filter: asRead(change.row), update: { $inc: { [GUARDS]: 1 } } } }
  }
}
