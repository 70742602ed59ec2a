import type { DatabaseSync } from 'node:sqlite'
import { addedInVersion3 } from '../added-columns.ts'
import { notAStore } from './files/refusal.ts'
import { addColumnStatement, createStatements } from './schema.ts'
import { StoreRefused } from '../store.ts'

/** 'MEDC', in the header of each of our files. */
const APPLICATION_ID = 0x4d454443

/**
 * The migrations: each brings a file of version n to version n + 1. A new file is created directly from `tables`;
 * a change of `tables` needs a step here. Released steps never change, and are not derived from `tables`, which does.
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
    ...addedInVersion3.map(addColumnStatement),
    'CREATE TABLE "known_places" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "at" TEXT NOT NULL) STRICT',
    'CREATE INDEX "known_places_at" ON "known_places" ("at")',
    'CREATE TABLE "call_switches" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "callSessionId" TEXT NOT NULL, "microphone" INTEGER NOT NULL, "camera" INTEGER NOT NULL, "at" TEXT NOT NULL) STRICT',
    'CREATE INDEX "call_switches_at" ON "call_switches" ("at")',
    'CREATE INDEX "audit_logs_doctorId_patientId_id" ON "audit_logs" ("doctorId", "patientId", "id") WHERE "doctorId" IS NOT NULL',
  ],
  ['DROP TABLE "signal_counters"', 'DROP TABLE "signals"', 'DROP TABLE "presences"', 'DROP TABLE "processes"'],
]

export const pragma = (db: DatabaseSync, name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name])

/** Migrates an open database to the newest version, or creates the tables of a new one; returns its former version. Throws `StoreRefused`. */
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
