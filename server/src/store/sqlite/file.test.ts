import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { addedInVersion3, addedInVersion5 } from '../added-columns.ts'
import { openFile } from './file.ts'
import { migrations } from './migrate.ts'
import { openSqlite } from './sqlite.ts'
import { instant, samples } from '../contract/samples.ts'
import { StoreAway, StoreRefused, type Store } from '../store.ts'

const { id, counter, reminder } = samples

const folder = mkdtempSync(join(tmpdir(), 'medconsult-store-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = (): string => join(folder, `${++files}.db`)

const refused = (file: string, reason: StoreRefused['reason']): Promise<void> =>
  assert.rejects(openSqlite({ file }), (error) => {
    assert(error instanceof StoreRefused, String(error))
    assert.equal(error.reason, reason)
    assert(error.message.includes(file) && !error.message.includes('\n'), error.message)
    return true
  })

test('file: committed rows are there after a close, and no log is left', async () => {
  const file = newFile()
  {
    await using store = await openSqlite({ file })
    await store.commit([counter(1), counter(2)])
  }
  assert.throws(() => statSync(`${file}-wal`), /ENOENT/)
  await using again = await openSqlite({ file })
  assert.deepEqual(await again.get('queue_counters', id(2)), counter(2).after)
})

test('file: commits are durable, and readable only by the owner', async () => {
  const file = newFile()
  let db: DatabaseSync | undefined
  await using store = await openSqlite({ file, onPrepare: (_, it) => (db = it) })
  await store.commit([counter(1)])
  const pragma = (name: string): unknown => Object.values(db?.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  assert.deepEqual(['journal_mode', 'synchronous', 'locking_mode', 'user_version'].map(pragma), ['wal', 2, 'exclusive', 5])
  assert(Number(pragma('busy_timeout')) <= 50)
  assert.deepEqual(
    [file, `${file}-wal`].map((it) => statSync(it).mode & 0o077),
    [0, 0],
  )
})

test('file: another process is refused while it is open, accepted after kill -9, and finds everything acknowledged', async () => {
  const file = newFile()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'sqlite.child.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let acknowledged = 0
  for await (const line of createInterface(child.stdout)) {
    if (Number(line) === 1) await refused(file, 'HELD')
    if (Number(line) === 300) child.kill('SIGKILL')
    acknowledged = Number(line)
  }
  if (child.signalCode === null) await once(child, 'exit')
  assert.equal(child.signalCode, 'SIGKILL')
  assert(acknowledged >= 300)
  await using store = await openSqlite({ file })
  const rev = (await store.get('queue_counters', id(1)))?.rev ?? 0
  assert(rev === acknowledged || rev === acknowledged + 1, `${rev} stored, ${acknowledged} acknowledged`)
  assert.equal(await store.count('audit_logs', { doctorId: 'doctor' }), rev)
})

test('file: the same process is refused too, until the store is disposed of', async () => {
  const file = newFile()
  const holder = await openSqlite({ file })
  await refused(file, 'HELD')
  await holder.commit([counter(1)])
  await refused(file, 'HELD')
  await holder[Symbol.asyncDispose]()
  await using next = await openSqlite({ file })
  assert.equal(await next.count('queue_counters', { id: id(1) }), 1)
})

test('file: one written by a newer version is refused and left unchanged', async () => {
  const file = newFile()
  await (await openSqlite({ file }))[Symbol.asyncDispose]()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version=1000')
  db.close()
  await refused(file, 'NEWER')
  const later = new DatabaseSync(file)
  assert.equal(later.prepare('PRAGMA user_version').get()?.['user_version'], 1000)
  later.close()
})

test('file: an older one is migrated step by step, or left unchanged', async () => {
  const file = newFile()
  {
    await using store = await openSqlite({ file })
    await store.commit([counter(1)])
  }
  const steps = [
    [],
    [],
    [],
    [],
    ['ALTER TABLE "queue_counters" ADD COLUMN "second" INTEGER NOT NULL DEFAULT 2'],
    ['ALTER TABLE "queue_counters" ADD COLUMN "third" TEXT'],
  ]
  assert.throws(() => openFile(file, undefined, [...steps, ['ALTER TABLE "nothing" ADD COLUMN "fourth" TEXT']]), /no such table/)
  const unchanged = openFile(file)
  assert.deepEqual(unchanged.prepare('PRAGMA user_version').get()?.['user_version'], 5)
  unchanged.close()
  const db = openFile(file, undefined, steps)
  const row = db.prepare('SELECT "id", "second", "third" FROM "queue_counters"').get()
  assert.deepEqual({ ...row, ...db.prepare('PRAGMA user_version').get() }, { id: id(1), second: 2, third: null, user_version: 7 })
  db.close()
  await refused(file, 'NEWER')
})

const newInVersion5 = [
  'guest_links',
  'join_codes',
  'consents',
  'clinic',
  'clinic_texts',
  'account_links',
  'notices',
  'push_addresses',
  'tell_me',
  'server_keys',
] as const

/** Takes a new file back to an older version: undoes exactly what the steps do. */
const toVersion3 = [
  'CREATE TABLE "signal_counters" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "last" INTEGER NOT NULL) STRICT',
  'CREATE TABLE "signals" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "callSessionId" TEXT NOT NULL, "n" INTEGER NOT NULL, "from" TEXT NOT NULL, "peerId" TEXT NOT NULL, "message" TEXT NOT NULL, "senderId" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "key_signalNumber" TEXT) STRICT',
  'CREATE UNIQUE INDEX "signals_key_signalNumber" ON "signals" ("key_signalNumber")',
  'CREATE INDEX "signals_callSessionId_from_n_id" ON "signals" ("callSessionId", "from", "n", "id")',
  'CREATE INDEX "signals_createdAt" ON "signals" ("createdAt")',
  'CREATE TABLE "presences" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "subject" TEXT NOT NULL, "kind" TEXT NOT NULL, "processId" TEXT, "at" TEXT NOT NULL) STRICT',
  'CREATE INDEX "presences_subject" ON "presences" ("subject")',
  'CREATE INDEX "presences_processId" ON "presences" ("processId") WHERE "processId" IS NOT NULL',
  'CREATE INDEX "presences_kind_at" ON "presences" ("kind", "at")',
  'CREATE TABLE "processes" ("id" TEXT PRIMARY KEY NOT NULL, "version" INTEGER NOT NULL, "beatAt" TEXT NOT NULL, "startedAt" TEXT) STRICT',
  'CREATE INDEX "processes_beatAt" ON "processes" ("beatAt")',
].join(';')
const toVersion4 = [
  'ALTER TABLE "users" ALTER COLUMN "email" SET NOT NULL',
  'ALTER TABLE "users" ALTER COLUMN "passwordHash" SET NOT NULL',
  ...['users_hasJoined_createdAt_id', 'users_doctorId_hasJoined_id', 'logins_userId_status', 'users_email'].map(
    (name) => `DROP INDEX "${name}"`,
  ),
  'CREATE INDEX "users_email" ON "users" ("email")',
  ...addedInVersion5.map(({ table, column }) => `ALTER TABLE "${table}" DROP COLUMN "${column}"`),
  ...newInVersion5.map((table) => `DROP TABLE "${table}"`),
].join(';')
const toVersion2 = [
  'DROP INDEX "audit_logs_doctorId_patientId_id"',
  ...addedInVersion3.map(({ table, column }) => `ALTER TABLE "${table}" DROP COLUMN "${column}"`),
  'DROP TABLE "known_places"',
  'DROP TABLE "call_switches"',
].join(';')
const toVersion1 = `
  CREATE INDEX "queue_entries_patientId_status" ON "queue_entries" ("patientId", "status");
  DROP INDEX "audit_logs_doctorId_id"; CREATE INDEX "audit_logs_doctorId_id" ON "audit_logs" ("doctorId", "id");
  DROP INDEX "audit_logs_scheduleId_id"; CREATE INDEX "audit_logs_scheduleId_id" ON "audit_logs" ("scheduleId", "id");
  DROP INDEX "audit_logs_callSessionId_id"; CREATE INDEX "audit_logs_callSessionId_id" ON "audit_logs" ("callSessionId", "id");
  DROP INDEX "presences_processId"; CREATE INDEX "presences_processId" ON "presences" ("processId")`

const sha = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const fingerprintOf = (db: DatabaseSync): string =>
  sha(
    db
      .prepare('SELECT "sql" FROM "sqlite_schema" WHERE "sql" IS NOT NULL ORDER BY "name"')
      .all()
      .map(({ sql }) => sql)
      .join(';'),
  )

/** Names, columns and indexes; not the text of a table's statement, to which a step appends. */
function schemaOf(file: string): unknown {
  const db = openFile(file)
  const named = db.prepare(`SELECT "name", "type", iif("type" = 'index', "sql", '') "sql" FROM "sqlite_schema" ORDER BY "name"`).all()
  const columns = named
    .filter(({ type }) => type === 'table')
    .map(({ name }) =>
      db.prepare(`SELECT "name", "type", "notnull", "pk" FROM pragma_table_info('${name as string}') ORDER BY "name"`).all(),
    )
  db.close()
  return { named, columns }
}

for (const [version, back, made] of [
  [1, `${toVersion4}; ${toVersion3}; ${toVersion2}; ${toVersion1}`, '2a7f4fca3c7f4756'],
  [2, `${toVersion4}; ${toVersion3}; ${toVersion2}`, '1a93fd9edd42f8b3'],
  [3, `${toVersion4}; ${toVersion3}`, '0dc80130329b5992'],
  [4, toVersion4, 'de9f18c665516bed'],
] as const)
  test(`file: one of version ${version} is migrated to the schema of a new one, with its rows`, async () => {
    const [old, fresh] = [newFile(), newFile()]
    for (const file of [old, fresh]) {
      await using store = await openSqlite({ file })
      await store.commit([counter(1)])
    }
    const first = new DatabaseSync(old)
    first.exec(`${back}; PRAGMA user_version=${version}`)
    assert.equal(fingerprintOf(first), made, 'the statements above have to be all that differs from that version')
    first.close()
    assert.deepEqual(schemaOf(old), schemaOf(fresh))
    await using store = await openSqlite({ file: old })
    assert.deepEqual(await store.get('queue_counters', id(1)), counter(1).after)
  })

test('file: released steps are unchanged', () => {
  const released = ['0687272105020717', '3138dd30fa0326bb']
  assert.deepEqual(
    migrations.slice(0, released.length).map((step) => sha(step.join(';'))),
    released,
  )
})

test('file: a foreign file is refused and left unchanged', async () => {
  const text = newFile()
  writeFileSync(text, 'a letter, not a database, and long enough to be read as one if anybody tried to read it as one'.repeat(20))
  await refused(text, 'NOT_A_STORE')
  const foreign = newFile()
  const db = new DatabaseSync(foreign)
  db.exec('CREATE TABLE users (name TEXT)')
  db.close()
  await refused(foreign, 'NOT_A_STORE')
})

test('file: an empty one becomes a store', async () => {
  const file = newFile()
  writeFileSync(file, '')
  await using store = await openSqlite({ file })
  assert.equal(await store.commit([counter(1)]), true)
})

test('file: a folder that cannot be written is refused', async () => {
  const plain = newFile()
  writeFileSync(plain, '')
  await refused(join(folder, 'missing', 'a.db'), 'UNWRITABLE')
  await refused(join(plain, 'a.db'), 'UNWRITABLE')
  await refused(folder, 'UNWRITABLE')
})

/** Writes reminders of about 20 KB until the store refuses; returns how many were accepted. */
async function fill(store: Store, from: number): Promise<number> {
  for (let n = from; ; n++) {
    const change = reminder(n, { patientId: 'x'.repeat(20_000) })
    const taken = await store.commit([counter(n), change]).catch((error: unknown) => {
      assert(error instanceof StoreAway, String(error))
      return null
    })
    if (taken === null) return n - from
    assert.equal(taken, true)
  }
}

test('file: a full disk is StoreAway, no commit is kept in part, and the store recovers', async () => {
  const file = newFile()
  let db: DatabaseSync | undefined
  await using store = await openSqlite({ file, onPrepare: (_, it) => (db = it) })
  await store.ping()
  db?.exec('PRAGMA max_page_count=150')
  const taken = await fill(store, 1)
  assert(taken > 5)
  await store.ping()
  assert.equal(await store.get('queue_counters', id(taken + 1)), null)
  assert.equal(await store.count('reminders', {}), taken)
  assert.equal(await store.prune('reminders', { at: { lt: instant(999) } }, 5), 5)
  assert.equal(await fill(store, taken + 1), 5)
  db?.exec('PRAGMA max_page_count=1000')
  assert.equal(await store.commit([counter(900), reminder(900)]), true)
})
