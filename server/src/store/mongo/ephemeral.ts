import { ReadConcern, WriteConcern, type Collection, type Db, type Document, type IndexDescription } from 'mongodb'
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

/** The fields that find a row and expire it; the row itself is stored as text, since a document does not accept every name or depth. */
interface Kept extends Document {
  readonly _id: string
  readonly by: string
  readonly number: number
  readonly endsAt: Date
  /** Absent for a counter. */
  readonly row?: string
}

/** Acknowledged by one server, without waiting for its disk. */
const light = { readConcern: new ReadConcern('local'), writeConcern: new WriteConcern(1), readPreference: 'primary' } as const

interface Timed {
  /** The result of a read or write within the time; errors that only mean that MongoDB cannot serve now become `StoreAway`. */
  readonly answer: <R>(work: () => Promise<R>) => Promise<R>
  readonly maxTimeMS: number
}

const specs = ephemeralTables as unknown as Readonly<Record<EphemeralTable, EphemeralSpec<EphemeralRow<EphemeralTable>>>>

/** Ephemeral rows in shared collections; a TTL index removes expired ones once a minute. */
export function makeEphemeralCollections(db: Db, { answer, maxTimeMS }: Timed): EphemeralRows {
  const collection = (table: EphemeralTable | EphemeralCounter): Collection<Kept> => db.collection<Kept>(table, light)
  return {
    put: (table, rows, now) =>
      answer(async () => {
        if (rows.length === 0) return
        const operations = rows.map((row) => ({
          replaceOne: { filter: { _id: row.id }, replacement: keptOf(table, row, now), upsert: true },
        }))
        await collection(table).bulkWrite(operations, { ordered: false })
      }),
    find: <T extends EphemeralTable>(table: T, values: readonly string[] | null, now: Date, page?: NumberedPage) =>
      answer(async () => {
        const found = await collection(table)
          .find(
            {
              ...(values !== null && { by: { $in: values } }),
              ...(page && { number: { $gt: page.after } }),
              endsAt: { $gt: now },
            },
            { maxTimeMS, ...(page && { limit: page.limit }), ...(ephemeralTables[table].order !== null && { sort: { number: 1 } }) },
          )
          .toArray()
        return found.map(({ row }) => JSON.parse(row!) as EphemeralRow<T>)
      }),
    remove: (table, values) =>
      answer(async () => {
        await collection(table).deleteMany({ by: { $in: values } })
      }),
    nextNumber: (counter, id, now) =>
      answer(async () => {
        const number = { $max: [{ $add: [{ $ifNull: ['$number', 0] }, 1] }, now.getTime()] }
        const endsAt = endOf(ephemeralCounters[counter].keptSeconds, now)
        const counted = await collection(counter).findOneAndUpdate({ _id: id }, [{ $set: { by: id, number, endsAt } }], {
          upsert: true,
          returnDocument: 'after',
          maxTimeMS,
        })
        return counted!.number
      }),
  }
}

const endOf = (keptSeconds: number, now: Date): Date => new Date(now.getTime() + keptSeconds * 1000)

function keptOf(table: EphemeralTable, row: EphemeralRow<EphemeralTable>, now: Date): Kept {
  const { by, order, keptSeconds } = specs[table]
  const fields = row as unknown as Readonly<Record<string, string | number>>
  return {
    _id: row.id,
    by: fields[by] as string,
    number: order === null ? 0 : (fields[order] as number),
    endsAt: endOf(keptSeconds, now),
    row: JSON.stringify(row),
  }
}

/** Every ephemeral collection, and the indexes of each. */
export const ephemeralCollections = [...Object.keys(ephemeralTables), ...Object.keys(ephemeralCounters)]
export const ephemeralIndexes: readonly IndexDescription[] = [
  { name: 'by_number', key: { by: 1, number: 1 } },
  { name: 'endsAt', key: { endsAt: 1 }, expireAfterSeconds: 0 },
]
