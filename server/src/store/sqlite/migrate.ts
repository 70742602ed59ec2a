import type { DatabaseSync } from 'node:sqlite'
import { addedInVersion3, addedInVersion5 } from '../added-columns.ts'
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
  [
    'ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL',
    'ALTER TABLE "users" ALTER COLUMN "passwordHash" DROP NOT NULL',
    ...addedInVersion5.map(addColumnStatement),
    'DROP INDEX "users_email"',
    'CREATE INDEX "users_email" ON "users" ("email") WHERE "email" IS NOT NULL',
    'CREATE INDEX "users_hasJoined_createdAt_id" ON "users" ("hasJoined", "createdAt", "id")',
    'CREATE INDEX "users_doctorId_hasJoined_id" ON "users" ("doctorId", "hasJoined", "id") WHERE "doctorId" IS NOT NULL',
    'CREATE INDEX "logins_userId_status" ON "logins" ("userId", "status")',
    'CREATE TABLE "guest_links" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "kind" TEXT NOT NULL, "doctorId" TEXT NOT NULL, "scheduleId" TEXT NOT NULL, "secretHash" TEXT NOT NULL, "status" TEXT NOT NULL, "name" TEXT, "email" TEXT, "phone" TEXT, "language" TEXT, "userId" TEXT, "loginId" TEXT, "createdAt" TEXT NOT NULL, "usedAt" TEXT, "expiresAt" TEXT, "forgotten" INTEGER NOT NULL, "key_oneLinkPerSecret" TEXT, "key_oneWayBackPerGuest" TEXT) STRICT',
    'CREATE UNIQUE INDEX "guest_links_key_oneLinkPerSecret" ON "guest_links" ("key_oneLinkPerSecret")',
    'CREATE UNIQUE INDEX "guest_links_key_oneWayBackPerGuest" ON "guest_links" ("key_oneWayBackPerGuest")',
    'CREATE INDEX "guest_links_secretHash" ON "guest_links" ("secretHash")',
    'CREATE INDEX "guest_links_scheduleId_id" ON "guest_links" ("scheduleId", "id")',
    'CREATE INDEX "guest_links_scheduleId_status" ON "guest_links" ("scheduleId", "status")',
    'CREATE INDEX "guest_links_userId_id" ON "guest_links" ("userId", "id") WHERE "userId" IS NOT NULL',
    'CREATE INDEX "guest_links_forgotten_createdAt_id" ON "guest_links" ("forgotten", "createdAt", "id")',
    'CREATE TABLE "join_codes" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "code" TEXT NOT NULL, "joinBy" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "key_oneDoctorPerCode" TEXT) STRICT',
    'CREATE UNIQUE INDEX "join_codes_key_oneDoctorPerCode" ON "join_codes" ("key_oneDoctorPerCode")',
    'CREATE INDEX "join_codes_code" ON "join_codes" ("code")',
    'CREATE TABLE "consents" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "userId" TEXT NOT NULL, "textVersion" INTEGER NOT NULL, "language" TEXT NOT NULL, "isGiven" INTEGER NOT NULL, "at" TEXT NOT NULL) STRICT',
    'CREATE INDEX "consents_userId_id" ON "consents" ("userId", "id")',
    'CREATE TABLE "clinic" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "name" TEXT, "phone" TEXT, "emergencyNumber" TEXT, "languages" TEXT, "asks" TEXT, "retention" TEXT, "texts" TEXT NOT NULL) STRICT',
    'CREATE TABLE "clinic_texts" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "kind" TEXT NOT NULL, "textVersion" INTEGER NOT NULL, "texts" TEXT NOT NULL, "at" TEXT NOT NULL) STRICT',
    'CREATE INDEX "clinic_texts_kind_textVersion" ON "clinic_texts" ("kind", "textVersion")',
    'CREATE TABLE "account_links" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "kind" TEXT NOT NULL, "userId" TEXT NOT NULL, "secretHash" TEXT NOT NULL, "email" TEXT, "createdAt" TEXT NOT NULL, "usedAt" TEXT, "expiresAt" TEXT NOT NULL, "key_oneLinkPerSecret" TEXT) STRICT',
    'CREATE UNIQUE INDEX "account_links_key_oneLinkPerSecret" ON "account_links" ("key_oneLinkPerSecret")',
    'CREATE INDEX "account_links_secretHash" ON "account_links" ("secretHash")',
    'CREATE INDEX "account_links_userId_kind_id" ON "account_links" ("userId", "kind", "id")',
    'CREATE INDEX "account_links_expiresAt" ON "account_links" ("expiresAt")',
    'CREATE TABLE "notices" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "kind" TEXT NOT NULL, "channel" TEXT NOT NULL, "cause" TEXT NOT NULL, "userId" TEXT, "scheduleId" TEXT, "address" TEXT, "language" TEXT NOT NULL, "linkId" TEXT, "status" TEXT NOT NULL, "attempts" INTEGER NOT NULL, "dueAt" TEXT NOT NULL, "expiresAt" TEXT, "createdAt" TEXT NOT NULL, "settledAt" TEXT, "key_oneOfAKind" TEXT) STRICT',
    'CREATE UNIQUE INDEX "notices_key_oneOfAKind" ON "notices" ("key_oneOfAKind")',
    'CREATE INDEX "notices_status_dueAt_id" ON "notices" ("status", "dueAt", "id")',
    'CREATE INDEX "notices_linkId" ON "notices" ("linkId") WHERE "linkId" IS NOT NULL',
    'CREATE INDEX "notices_settledAt" ON "notices" ("settledAt") WHERE "settledAt" IS NOT NULL',
    'CREATE TABLE "push_addresses" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "ownerId" TEXT NOT NULL, "endpoint" TEXT NOT NULL, "p256dh" TEXT NOT NULL, "auth" TEXT NOT NULL, "createdAt" TEXT NOT NULL) STRICT',
    'CREATE INDEX "push_addresses_ownerId_id" ON "push_addresses" ("ownerId", "id")',
    'CREATE INDEX "push_addresses_createdAt" ON "push_addresses" ("createdAt")',
    'CREATE TABLE "tell_me" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "doctorId" TEXT NOT NULL, "channel" TEXT NOT NULL, "address" TEXT, "language" TEXT NOT NULL, "secretHash" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "expiresAt" TEXT NOT NULL, "key_oneLinkPerSecret" TEXT) STRICT',
    'CREATE UNIQUE INDEX "tell_me_key_oneLinkPerSecret" ON "tell_me" ("key_oneLinkPerSecret")',
    'CREATE INDEX "tell_me_doctorId_id" ON "tell_me" ("doctorId", "id")',
    'CREATE INDEX "tell_me_secretHash" ON "tell_me" ("secretHash")',
    'CREATE INDEX "tell_me_expiresAt" ON "tell_me" ("expiresAt")',
    'CREATE TABLE "server_keys" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "publicKey" TEXT NOT NULL, "privateKey" TEXT NOT NULL, "createdAt" TEXT NOT NULL) STRICT',
  ],
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
