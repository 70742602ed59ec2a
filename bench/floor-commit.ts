import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeIds } from '../server/src/core/ids.ts'
import type { Row, Table } from '../server/src/store/row-types.ts'
import { schemas } from '../server/src/store/compiled-schema.ts'
import { openSqlite } from '../server/src/store/sqlite/sqlite.ts'
import { openFile } from '../server/src/store/sqlite/file.ts'
import { quoted } from '../server/src/store/sqlite/schema.ts'
import { makeSeed } from './seed.ts'

/** Durably writes a practice's next change; returns the number of changes so far. */
export type Commit = (practice: number, isReady: boolean) => number

/** SQLite's log grows until its first checkpoint and is then overwritten, which is cheaper. Both floors are measured in that state. */
const UNTIL_OVERWRITTEN = 1_100

function overwriting(commit: Commit): Commit {
  for (let n = 0; n < UNTIL_OVERWRITTEN; n++) commit(0, n % 2 === 0)
  return commit
}

/** The least that “durable” can mean: one row of three fields into one table. */
export function oneRow(folder: string): Commit {
  const database = new DatabaseSync(join(folder, 'floor.db'))
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE entries (id INTEGER PRIMARY KEY, isReady INTEGER, at TEXT) STRICT;
  `)
  const insert = database.prepare('INSERT INTO entries (isReady, at) VALUES (?, ?)')
  return overwriting((_practice, isReady) => Number(insert.run(Number(isReady), new Date().toISOString()).lastInsertRowid))
}

interface Place {
  readonly entry: Row<'queue_entries'>
  readonly doctorId: string
  version: number
}

/**
 * Exactly what the product commits when a patient gets ready: the same rows, tables and indexes, by prepared statements.
 * Nothing is read, compared or decided.
 */
export async function sameRows(folder: string, practices: number, patients: number): Promise<Commit> {
  const file = join(folder, 'floor.db')
  const places: Place[] = []
  {
    await using store = await openSqlite({ file })
    const seed = makeSeed(store)
    for (let n = 0; n < practices; n++) {
      const { doctor, scheduleId } = await seed.practice({ waiting: patients })
      await seed.flush()
      const [, , , , entry] = await store.find('queue_entries', { scheduleId }, { by: 'queueNumber', order: 'asc' })
      places.push({ entry: entry!, doctorId: doctor.id, version: 1 })
    }
  }
  const database = openFile(file)
  const [begin, end] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')]
  const move = database.prepare('UPDATE "queue_entries" SET "version" = ?, "status" = ?, "isReady" = ?, "rev" = ? WHERE "id" = ?')
  const count = database.prepare('UPDATE "queue_counters" SET "version" = ?, "rev" = ? WHERE "id" = ?')
  const columns = schemas['audit_logs' satisfies Table].columns.map(({ name }) => name)
  const audit = database.prepare(
    `INSERT INTO "audit_logs" (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const { newId } = makeIds(() => new Date())
  return overwriting((practice, isReady) => {
    const place = places[practice % places.length]!
    const { entry, doctorId } = place
    const version = ++place.version
    const rev = patients + version
    begin.run()
    move.run(version, isReady ? 'READY' : 'WAITING', Number(isReady), rev, entry.id)
    count.run(version, rev, entry.scheduleId)
    const about: Record<string, string | number | null> = {
      id: newId(),
      version: 1,
      actorUserId: entry.patientId,
      actionType: isReady ? 'QUEUE_READY' : 'QUEUE_NOT_READY',
      doctorId,
      scheduleId: entry.scheduleId,
      patientId: entry.patientId,
      callSessionId: null,
      timestamp: new Date().toISOString(),
      metadata: '{"from":"WAITING","to":"READY","queueNumber":5}',
    }
    audit.run(...columns.map((name) => about[name]!))
    end.run()
    return rev
  })
}
