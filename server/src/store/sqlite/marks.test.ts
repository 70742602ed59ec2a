import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, test } from 'node:test'
import { judge, type Marks } from './marks.ts'
import { readNote, writeNote, type Note } from './note.ts'
import { openSqlite } from './sqlite.ts'
import { samples } from '../contract/samples.ts'
import { StoreRefused, type RefusedReason, type Store } from '../store.ts'

const { id, counter } = samples

const root = mkdtempSync(join(tmpdir(), 'medconsult-marks-'))
after(() => rmSync(root, { recursive: true }))
let folders = 0

/** A folder of its own, and a database's name in it. */
function newFile(): string {
  const folder = join(root, String(++folders))
  mkdirSync(folder)
  return join(folder, 'a.db')
}

const ENDS = ['', '-wal', '-note'] as const
type End = (typeof ENDS)[number]

function copy(from: string, to: string, ends: readonly End[] = ENDS): void {
  for (const end of ends) copyFileSync(from + end, to + end)
}

/** What kill -9 leaves: file, log and note of a store that went on for a while, `rows` in it. */
async function killed(rows = 1, file = newFile()): Promise<string> {
  const running = newFile()
  if (existsSync(file))
    copy(
      file,
      running,
      ENDS.filter((end) => existsSync(file + end)),
    )
  await using store = await openSqlite({ file: running })
  for (let n = await store.count('queue_counters', { id: { in: Array.from({ length: rows }, (_, i) => id(i + 1)) } }); n < rows; n++)
    assert(await store.commit([counter(n + 1)]))
  copy(running, file)
  return file
}

/** A database that was closed as it should be. */
async function closed(rows = 1, file = newFile()): Promise<string> {
  await using store = await openSqlite({ file })
  for (let n = 0; n < rows; n++) await store.commit([counter(n + 1)])
  return file
}

async function backupOf(file: string): Promise<string> {
  const [copied, backup] = [newFile(), newFile()]
  copy(file, copied)
  await using store = await openSqlite({ file: copied })
  await store.backup!(backup)
  return backup
}

const contents = (file: string): unknown =>
  ENDS.filter((end) => existsSync(file + end)).map((end) => [end, readFileSync(file + end).toString('latin1')])

async function refused(file: string, reason: RefusedReason): Promise<void> {
  const before = contents(file)
  await assert.rejects(openSqlite({ file }), (error) => {
    assert(error instanceof StoreRefused, String(error))
    assert.equal(error.reason, reason)
    assert(error.message.includes(file) && !error.message.includes('\n') && error.message.includes('restore'), error.message)
    return true
  })
  assert.deepEqual(contents(file), before, 'nothing was changed')
}

async function holds(file: string, rows: number): Promise<void> {
  await using store = await openSqlite({ file })
  for (let n = 1; n <= rows + 1; n++) assert.equal((await store.get('queue_counters', id(n))) !== null, n <= rows, `row ${n}`)
}

const remove = (file: string, end: End): void => rmSync(file + end)

describe('a database is opened', () => {
  test('with its own log: after kill -9, copied into another folder, and with the note left behind', async () => {
    const file = await killed(3)
    const [moved, bare, onto] = [newFile(), newFile(), await killed(1)]
    copy(file, moved)
    copy(file, bare, ['', '-wal'])
    copy(file, onto, ['', '-wal'])
    for (const it of [file, moved, bare, onto]) await holds(it, 3)
  })

  test('as a backup in an empty folder, and in the former one where its log was put aside', async () => {
    const file = await killed(3)
    const backup = await backupOf(file)
    const fresh = newFile()
    copy(backup, fresh, [''])
    await holds(fresh, 3)
    const former = await killed(5)
    copy(backup, former, [''])
    remove(former, '-wal')
    await holds(former, 3)
  })

  test('with the log of a version that marked neither and noted nothing', async () => {
    const file = await killed(2)
    remove(file, '-note')
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(4), 0, 4, 48)
    closeSync(descriptor)
    await holds(file, 2)
  })

  test('when the start before was broken off before its log’s mark was in the file', async () => {
    const file = await closed(2)
    const note = readNote(file)!
    const later = await killed(2)
    // The log is there, and the file still carries the mark of the run before.
    const descriptor = openSync(later, 'r+')
    const old = Buffer.alloc(4)
    old.writeUInt32BE(note.file)
    writeSync(descriptor, old, 0, 4, 48)
    closeSync(descriptor)
    writeNote(later, { file: note.file, bytes: 0, state: 'starting' })
    await holds(later, 2)
  })

  test('whenever it was killed, at the start, at work or while it closed; and all that was acknowledged is in it', async () => {
    const file = newFile()
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'reopen.child.ts'), file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'exit')
      let [seen, acknowledged] = [0, -1]
      for await (const line of createInterface(child.stdout)) {
        acknowledged = Number(line)
        // Each time a little later after an answer: somewhere in the next closing, opening or commit.
        if (++seen === 2) setTimeout(() => child.kill('SIGKILL'), round * 7)
      }
      await ended
      await using store = await openSqlite({ file })
      const rev = (await store.get('queue_counters', id(1)))?.rev ?? -1
      assert(rev === acknowledged || rev === acknowledged + 1, `${rev} stored, ${acknowledged} acknowledged`)
    }
  })
})

describe('a database is refused in one line, before it is opened and with nothing changed,', () => {
  test('where a backup lies beside an older log, with the note and without', async () => {
    const file = await killed(3)
    const backup = await backupOf(file)
    const target = await killed(5)
    copy(backup, target, [''])
    await refused(target, 'MIXED')
    remove(target, '-note')
    await refused(target, 'MIXED')
  })

  test('where a copy of an earlier run lies beside the log of a later one', async () => {
    const file = await closed(1)
    const earlier = newFile()
    copy(file, earlier, [''])
    const later = await killed(4, file)
    copy(earlier, later, [''])
    await refused(later, 'MIXED')
    const crashed = await killed(1)
    const kept = newFile()
    copy(crashed, kept, [''])
    const again = await killed(4, crashed)
    copy(kept, again, [''])
    await refused(again, 'MIXED')
  })

  test('where the log is another’s, where there is a log alone, and where the file is shorter than it was', async () => {
    const [file, other] = [await killed(2), await killed(2)]
    copyFileSync(`${other}-wal`, `${file}-wal`)
    await refused(file, 'MIXED')
    const alone = await killed(2)
    remove(alone, '')
    const log = readFileSync(`${alone}-wal`)
    await assert.rejects(openSqlite({ file: alone }), { reason: 'MIXED', message: /is missing, but its log/ })
    assert.deepEqual(readFileSync(`${alone}-wal`), log)
    const short = await killed(2)
    truncateSync(short, statSync(short).size - 4096)
    await refused(short, 'MIXED')
  })

  test('where it is not as the last run left it, and damaged inside', async () => {
    const file = await backupOf(await killed(2))
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(4096, 7), 0, 4096, 4096 * 3)
    closeSync(descriptor)
    await refused(file, 'DAMAGED')
  })
})

test('a start that finds all as it was left checks nothing and leaves nothing beside', async () => {
  const file = await killed(1)
  const said: string[] = []
  const open = (): Promise<Store> => openSqlite({ file, say: (line) => said.push(line) })
  await (await open())[Symbol.asyncDispose]()
  await (await open())[Symbol.asyncDispose]()
  assert.deepEqual(said, [])
  assert.deepEqual(readdirSync(join(file, '..')), ['a.db', 'a.db-note'])
})

test('every combination of file, log and note is judged', () => {
  const note = (file: number, state: Note['state'], bytes = 4096): Note => ({ file, bytes, state })
  const rows: [Marks['file'], Marks['log'], Note | null, ReturnType<typeof judge>][] = [
    // Without a log nothing can be mixed.
    [1, null, note(1, 'closed'), 'fits'],
    [1, null, note(1, 'running'), 'unsure'],
    [1, 'empty', note(1, 'running'), 'fits'],
    [2, null, note(1, 'closed'), 'unsure'],
    [2, 'empty', note(1, 'running'), 'unsure'],
    [1, null, null, 'unsure'],
    [0, null, null, 'unsure'],
    [null, null, null, 'unsure'],
    // The log's mark in the file.
    [1, 1, note(1, 'running'), 'fits'],
    [1, 1, note(1, 'closed'), 'fits'],
    [1, 1, null, 'unsure'],
    [1, 1, note(2, 'running'), 'unsure'],
    [1, 1, note(2, 'starting'), 'unsure'],
    [1, 1, note(1, 'running', 9999), 'strange'],
    // Another one in the file.
    [1, 2, note(1, 'starting', 0), 'unsure'],
    [0, 2, note(0, 'starting', 0), 'unsure'],
    [0, 2, null, 'unsure'],
    [0, 2, note(2, 'running'), 'strange'],
    [1, 2, note(1, 'running'), 'strange'],
    [1, 2, note(2, 'running'), 'strange'],
    [1, 2, note(3, 'starting', 0), 'strange'],
    [1, 2, null, 'strange'],
    [null, 2, note(2, 'running'), 'strange'],
    [null, 2, null, 'strange'],
  ]
  for (const [file, log, noted, verdict] of rows)
    assert.equal(judge({ file, log, bytes: 8192 }, noted), verdict, JSON.stringify([file, log, noted]))
})
