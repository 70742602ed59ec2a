import assert from 'node:assert/strict'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  openSync,
  closeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { openSqlite } from './sqlite.ts'
import { instant, samples } from '../contract/samples.ts'
import { StoreAway, type Store, type Trouble } from '../store.ts'

const { id, counter, audit, reminder } = samples

const folder = mkdtempSync(join(tmpdir(), 'medconsult-watch-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = (): string => join(folder, `${++files}.db`)

interface Watched extends AsyncDisposable {
  readonly store: Store
  readonly file: string
  readonly alarms: string[]
}

async function watched(): Promise<Watched> {
  const file = newFile()
  const alarms: string[] = []
  const store = await openSqlite({ file, alarm: (line) => alarms.push(line) })
  await store.commit([counter(1)])
  return { store, file, alarms, [Symbol.asyncDispose]: async () => store[Symbol.asyncDispose]() }
}

async function isIn(trouble: Trouble, { store, alarms }: Watched): Promise<void> {
  const because = (error: unknown): boolean => error instanceof StoreAway && error.trouble === trouble
  await assert.rejects(store.ping(), because)
  await assert.rejects(store.commit([counter(99)]), because)
  await assert.rejects(store.prune('reminders', { at: { lt: instant(9) } }, 1), because)
  assert.equal(alarms.length, 1, 'it is said once')
  assert.match(alarms[0]!, /Nothing more is written.*admin -- restore/)
}

const ways: Readonly<Record<string, (file: string) => void>> = {
  'its file is deleted': (file) => rmSync(file),
  'its log is deleted': (file) => rmSync(`${file}-wal`),
  'its file is moved away': (file) => renameSync(file, `${file}.away`),
  'another file is put in its place': (file) => {
    writeFileSync(`${file}.other`, readFileSync(file))
    renameSync(`${file}.other`, file)
  },
}

for (const [what, happens] of Object.entries(ways))
  test(`open: that ${what} is noticed and reported once, nothing more is written, and the data can still be copied`, async () => {
    await using it = await watched()
    happens(it.file)
    await isIn('missing', it)
    assert.deepEqual(await it.store.get('queue_counters', id(1)), counter(1).after, 'it can be read')
    const saved = newFile()
    await it.store.backup!(saved)
    await using copy = await openSqlite({ file: saved })
    assert.deepEqual(await copy.get('queue_counters', id(1)), counter(1).after)
    assert.equal(await copy.get('queue_counters', id(99)), null)
  })

/** Overwrites pages of the file, starting at one of them. */
function overwrite(file: string, page: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, page * 4096)
  closeSync(descriptor)
}

test('open: that its file is overwritten in place is noticed', async () => {
  await using it = await watched()
  const other = newFile()
  await it.store.backup!(other)
  overwrite(it.file, 0, readFileSync(other))
  await isIn('damaged', it)
})

/** A store whose file has one damaged page that its start does not read. */
async function damagedInside(): Promise<Watched> {
  const file = newFile()
  {
    await using store = await openSqlite({ file })
    for (let n = 1; n <= 200; n++) await store.commit([audit(n)])
  }
  const db = new DatabaseSync(file)
  const { pageno } = db.prepare(`SELECT max("pageno") "pageno" FROM "dbstat" WHERE "name" = 'audit_logs' AND "pagetype" = 'leaf'`).get()!
  db.close()
  overwrite(file, Number(pageno) - 1, Buffer.alloc(4096, 7))
  const alarms: string[] = []
  const store = await openSqlite({ file, alarm: (line) => alarms.push(line) })
  return { store, file, alarms, [Symbol.asyncDispose]: async () => store[Symbol.asyncDispose]() }
}

test('open: damage found during work is reported once, and nothing more is written', async () => {
  await using it = await damagedInside()
  await it.store.ping()
  assert.equal(await it.store.commit([counter(1)]), true, 'nobody has met it')
  await assert.rejects(it.store.find('audit_logs', {}, { by: 'id', order: 'asc' }), StoreAway)
  await isIn('damaged', it)
})

test('open: damage found by a copy: the copy is not kept, and nothing more is written', async () => {
  await using it = await damagedInside()
  const target = newFile()
  await assert.rejects(it.store.backup!(target), { reason: 'DAMAGED', message: /no copy was kept/ })
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith(target.slice(folder.length + 1))),
    [],
  )
  await isIn('damaged', it)
})

test('pruned data is neither in the file nor in its log, and a copy has no free pages', async () => {
  const file = newFile()
  await using store = await openSqlite({ file, eraseMs: 0 })
  const secret = 'the name of one patient at home '
  for (let n = 1; n <= 20; n++) await store.commit([reminder(n, { patientId: secret.repeat(n % 2 ? 600 : 3) })])
  const everywhere = (): boolean => [file, `${file}-wal`].some((path) => readFileSync(path).includes(secret))
  assert(everywhere())
  assert.equal(await store.prune('reminders', { at: { lt: instant(99) } }, 500), 20)
  assert(!everywhere())
  const copy = newFile()
  await store.backup!(copy)
  const db = new DatabaseSync(copy)
  assert.equal(db.prepare('PRAGMA freelist_count').get()?.['freelist_count'], 0)
  db.close()
})

test('an emptied log keeps its length, and later commits survive kill -9', async () => {
  const file = newFile()
  await using store = await openSqlite({ file, eraseMs: 0 })
  const left = async (rows: number): Promise<void> => {
    const copy = newFile()
    for (const end of ['', '-wal', '-note']) writeFileSync(copy + end, readFileSync(file + end))
    const said: string[] = []
    await using again = await openSqlite({ file: copy, say: (line) => said.push(line) })
    for (let n = 1; n <= rows; n++) assert.notEqual(await again.get('queue_counters', id(n)), null)
    assert.deepEqual(said, [])
  }
  for (let n = 1; n <= 30; n++) await store.commit([counter(n), reminder(n)])
  const { size } = statSync(`${file}-wal`)
  assert.equal(await store.prune('reminders', { at: { lt: instant(99) } }, 500), 30)
  assert.equal(statSync(`${file}-wal`).size >= size, true)
  await left(30)
  await store.commit([counter(31)])
  await left(31)
  for (let n = 32; n <= 60; n++) await store.commit([counter(n)])
  await left(60)
})
