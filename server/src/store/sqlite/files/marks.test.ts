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
import { openSqlite } from '../sqlite.ts'
import { samples } from '../../contract/samples.ts'
import { StoreRefused, type RefusedReason, type Store } from '../../store.ts'

const { id, counter } = samples

const root = mkdtempSync(join(tmpdir(), 'medconsult-marks-'))
after(() => rmSync(root, { recursive: true }))
let folders = 0

/** A database path in a new folder. */
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

/** Leaves what kill -9 leaves: file, log and note of a store with `rows`. */
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

/** A database that was closed cleanly. */
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
  test('with its own log: after kill -9, copied to another folder, and without its note', async () => {
    const file = await killed(3)
    const [moved, bare, onto] = [newFile(), newFile(), await killed(1)]
    copy(file, moved)
    copy(file, bare, ['', '-wal'])
    copy(file, onto, ['', '-wal'])
    for (const it of [file, moved, bare, onto]) await holds(it, 3)
  })

  test('as a backup in an empty folder, or in the original folder without the old log', async () => {
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

  test('with the log of a version that wrote no marks or note', async () => {
    const file = await killed(2)
    remove(file, '-note')
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(4), 0, 4, 48)
    closeSync(descriptor)
    await holds(file, 2)
  })

  test('after a start that was interrupted before the log’s mark was in the file', async () => {
    const file = await closed(2)
    const note = readNote(file)!
    const later = await killed(2)
    // The log exists, but the file still has the mark of the previous run.
    const descriptor = openSync(later, 'r+')
    const old = Buffer.alloc(4)
    old.writeUInt32BE(note.file)
    writeSync(descriptor, old, 0, 4, 48)
    closeSync(descriptor)
    writeNote(later, { file: note.file, bytes: 0, state: 'starting' })
    await holds(later, 2)
  })

  test('whenever it was killed (starting, running or closing), with everything that was acknowledged', async () => {
    const file = newFile()
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'reopen.child.ts'), file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'exit')
      let [seen, acknowledged] = [0, -1]
      for await (const line of createInterface(child.stdout)) {
        acknowledged = Number(line)
        // Killed a little later each round: during the next close, open or commit.
        if (++seen === 2) setTimeout(() => child.kill('SIGKILL'), round * 7)
      }
      await ended
      await using store = await openSqlite({ file })
      const rev = (await store.get('queue_counters', id(1)))?.rev ?? -1
      assert(rev === acknowledged || rev === acknowledged + 1, `${rev} stored, ${acknowledged} acknowledged`)
    }
  })
})

describe('a database is refused in one line, before it is opened and without changes,', () => {
  test('if a backup is next to an older log, with and without the note', async () => {
    const file = await killed(3)
    const backup = await backupOf(file)
    const target = await killed(5)
    copy(backup, target, [''])
    await refused(target, 'MIXED')
    remove(target, '-note')
    await refused(target, 'MIXED')
  })

  test('if a copy from an earlier run is next to a later run’s log', async () => {
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

  test('if the log belongs to another file, if there is only a log, or if the file has shrunk', async () => {
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

  test('if it was changed since the last run and is damaged inside', async () => {
    const file = await backupOf(await killed(2))
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(4096, 7), 0, 4096, 4096 * 3)
    closeSync(descriptor)
    await refused(file, 'DAMAGED')
  })
})

test('a start after a clean run skips the check and leaves no extra files', async () => {
  const file = await killed(1)
  const said: string[] = []
  const open = (): Promise<Store> => openSqlite({ file, say: (line) => said.push(line) })
  await (await open())[Symbol.asyncDispose]()
  await (await open())[Symbol.asyncDispose]()
  assert.deepEqual(said, [])
  assert.deepEqual(readdirSync(join(file, '..')), ['a.db', 'a.db-note'])
})

test('judge: every combination of file, log and note', () => {
  const note = (file: number, state: Note['state'], bytes = 4096): Note => ({ file, bytes, state })
  const rows: [Marks['file'], Marks['log'], Note | null, ReturnType<typeof judge>][] = [
    // Without a log nothing can be mixed up.
    [1, null, note(1, 'closed'), 'fits'],
    [1, null, note(1, 'running'), 'unsure'],
    [1, 'empty', note(1, 'running'), 'fits'],
    [2, null, note(1, 'closed'), 'unsure'],
    [2, 'empty', note(1, 'running'), 'unsure'],
    [1, null, null, 'unsure'],
    [0, null, null, 'unsure'],
    [null, null, null, 'unsure'],
    // The file has the log's mark.
    [1, 1, note(1, 'running'), 'fits'],
    [1, 1, note(1, 'closed'), 'fits'],
    [1, 1, null, 'unsure'],
    [1, 1, note(2, 'running'), 'unsure'],
    [1, 1, note(2, 'starting'), 'unsure'],
    [1, 1, note(1, 'running', 9999), 'strange'],
    // The file has another mark.
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
