import type { DatabaseSync } from 'node:sqlite'
import { addedColumns, addedIndexes, addedTables } from './added-columns.ts'
import { schemas } from './schema.ts'
import { notAStore } from './sqlite-refusal.ts'
import { addColumnStatement, createIndexStatement, createStatements } from './sqlite-schema.ts'
import { StoreRefused } from './store.ts'

/** 'MEDC', in the header of every file of ours. */
const APPLICATION_ID = 0x4d454443

/**
 * What brings a file of version n to version n + 1, from version 1 on. A new file is made whole from `tables`;
 * a change of `tables` needs its step here.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    'DROP INDEX "queue_entries_patientId_status"',
    'DROP INDEX "audit_logs_doctorId_id"',
    'DROP INDEX "audit_logs_scheduleId_id"',
    'DROP INDEX "audit_logs_callSessionId_id"',
    'DROP INDEX "presences_processId"',
    'CREATE INDEX "audit_logs_doctorId_id" ON "audit_logs" ("doctorId", "id") WHERE "doctorId" IS NOT NULL',
    'CREATE INDEX "audit_logs_scheduleId_id" ON "audit_logs" ("scheduleId", "id") WHERE "scheduleId" IS NOT NULL',
    'CREATE INDEX "audit_logs_callSessionId_id" ON "audit_logs" ("callSessionId", "id") WHERE "callSessionId" IS NOT NULL',
    'CREATE INDEX "presences_processId" ON "presences" ("processId") WHERE "processId" IS NOT NULL',
  ],
  [
    ...addedColumns.map(addColumnStatement),
    ...createStatements(addedTables),
    ...addedIndexes.map(({ table, index }) => createIndexStatement(schemas[table], index)),
  ],
]

export const pragma = (db: DatabaseSync, name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name])

/** Brings an open database to the newest version, or makes a new one; answers which version it was of. Throws `StoreRefused`. */
export function migrate(db: DatabaseSync, file: string, steps: typeof migrations): number {
  const newest = 1 + steps.length
  const version = pragma(db, 'user_version')
  const empty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (!empty && pragma(db, 'application_id') !== APPLICATION_ID) throw notAStore(file)
  if (version > newest)
    throw new StoreRefused('NEWER', `${file} was written by a newer version of MedConsult: start that version, or name another DATA_DIR.`)
  if (!empty && version === newest) return version
  const statements = empty ? createStatements() : steps.slice(version - 1).flat()
  for (const statement of statements) db.exec(statement)
  db.exec(`PRAGMA user_version=${newest}; PRAGMA application_id=${APPLICATION_ID}`)
  return empty ? newest : version
}
