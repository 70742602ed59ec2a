import { MongoServerError, type Db } from 'mongodb'
import { addedInVersion3, addedInVersion5, type AddedColumn } from '../added-columns.ts'
import { ephemeralCollections, ephemeralIndexes } from './ephemeral.ts'
import { indexesOf } from './schema.ts'
import { schemas } from '../compiled-schema.ts'
import { StoreRefused } from '../store.ts'

/** The database’s own description, in the collection `meta`. */
interface Mark {
  readonly _id: 'schema'
  readonly application: 'medconsult'
  readonly version: number
  /** Set only while a copy is being written: an incomplete copy is not served. */
  readonly copying?: true
}

const MARK = { _id: 'schema' } as const

/**
 * The migrations: each brings a database of version n to version n + 1. New indexes need none: they are created at every
 * start. Several processes may run a step at once, so repeating one changes nothing.
 */
export type Step = (db: Db) => Promise<void>
const migrations: readonly Step[] = [
  (db) => addColumns(db, addedInVersion3),
  async (db) => {
    for (const name of ephemeralCollections) await forgetDurable(db, name)
  },
  (db) => addColumns(db, addedInVersion5),
]

async function addColumns(db: Db, added: readonly AddedColumn[]): Promise<void> {
  for (const { table, column, value } of added)
    await db.collection(table).updateMany({ [column]: { $exists: false } }, { $set: { [column]: value } })
}

/** Removes the rows that versions 1 and 2 stored durably, which never expire, and their unused indexes. */
async function forgetDurable(db: Db, name: string): Promise<void> {
  const collection = db.collection(name)
  await collection.deleteMany({ endsAt: { $exists: false } })
  const kept = new Set(['_id_', ...ephemeralIndexes.map((index) => index.name)])
  for (const index of await collection.indexes())
    if (!kept.has(index.name)) await collection.dropIndex(index.name!).catch(ifThere(INDEX_NOT_FOUND))
}

const INDEX_NOT_FOUND = 27
const NAMESPACE_EXISTS = 48

/** Another process may have done the same just before. */
const ifThere =
  (code: number) =>
  (error: unknown): void => {
    if (!(error instanceof MongoServerError && error.code === code)) throw error
  }

const marksOf = (db: Db) => db.collection<Mark>('meta')

/** Creates collections, indexes and the marks; safe on several processes at once. Throws `StoreRefused`. */
export async function prepare(db: Db, steps = migrations): Promise<void> {
  const mark = await knownMark(db, 1 + steps.length)
  if (mark?.copying) throw unfinished(db)
  await makeCollections(db)
  if (mark === null)
    await marksOf(db).updateOne(MARK, { $setOnInsert: { application: 'medconsult', version: 1 + steps.length } }, { upsert: true })
  else await migrate(db, mark.version, steps)
}

/** Prepares a copy, in an empty database or one that holds the first part of it. Throws `StoreRefused`. */
export async function prepareForCopy(db: Db): Promise<void> {
  const mark = await knownMark(db, 1 + migrations.length)
  if (!mark?.copying && (await holdsRows(db)))
    throw new StoreRefused('NOT_EMPTY', `DB_NAME: ${db.databaseName} already holds data; name another database, or drop it.`)
  await makeCollections(db)
  const copying = { application: 'medconsult', version: 1 + migrations.length, copying: true } as const
  await marksOf(db).updateOne(MARK, { $set: copying }, { upsert: true })
}

/** Marks the database as complete, so that it may be served. */
export async function endCopy(db: Db): Promise<void> {
  await marksOf(db).updateOne(MARK, { $unset: { copying: true } })
}

/** The database's mark; null if it is new. */
async function knownMark(db: Db, newest: number): Promise<Mark | null> {
  const marks = marksOf(db)
  // Another process may write its mark and first rows in between, so the mark is read once more.
  const mark = (await marks.findOne(MARK)) ?? ((await holdsRows(db)) ? await marks.findOne(MARK) : undefined)
  if (mark === undefined) return null
  if (mark?.application !== 'medconsult')
    throw new StoreRefused('NOT_A_STORE', `DB_NAME: ${db.databaseName} is not a MedConsult database: name another one.`)
  if (mark.version > newest)
    throw new StoreRefused(
      'NEWER',
      `DB_NAME: ${db.databaseName} was written by a newer version of MedConsult: start that version, or name another database.`,
    )
  return mark
}

const unfinished = (db: Db): StoreRefused =>
  new StoreRefused(
    'UNFINISHED',
    `DB_NAME: ${db.databaseName} holds part of a copy: finish “npm run admin -- copy-store”, or name another database.`,
  )

async function holdsRows(db: Db): Promise<boolean> {
  for (const { table } of Object.values(schemas))
    if ((await db.collection(table).findOne({}, { projection: { _id: 1 } })) !== null) return true
  return false
}

async function makeCollections(db: Db): Promise<void> {
  const durable = Object.values(schemas).map((schema) => [schema.table, indexesOf(schema)] as const)
  const ephemeral = ephemeralCollections.map((name) => [name, ephemeralIndexes] as const)
  await Promise.all(
    [...durable, ...ephemeral].map(async ([name, indexes]) => {
      await db.createCollection(name).catch(ifThere(NAMESPACE_EXISTS))
      if (indexes.length > 0) await db.collection(name).createIndexes([...indexes])
    }),
  )
}

async function migrate(db: Db, from: number, steps: readonly Step[]): Promise<void> {
  for (let version = from; version <= steps.length; version++) {
    await steps[version - 1]!(db)
    await marksOf(db).updateOne({ ...MARK, version }, { $set: { version: version + 1 } })
  }
}
