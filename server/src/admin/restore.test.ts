import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { restore } from './restore.ts'
import { readConfig } from '../process/config.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { samples } from '../store/contract/samples.ts'
import { bootServer, run, temporaryFolder } from '../../../testing/programs.ts'

const { user } = samples

const config = (dataDir: string) => readConfig({ DATA_DIR: dataDir })
const fileIn = (folder: string): string => join(folder, 'medconsult.db')

/** A data folder as kill -9 leaves it, with this many people, and a backup of it. */
async function leftBehind(folder: string, people: number): Promise<string> {
  const [file, running] = [fileIn(folder), join(folder, 'running')]
  mkdirSync(running)
  const backup = join(folder, 'backup.db')
  {
    await using store = await openSqlite({ file: fileIn(running) })
    for (let n = 1; n <= people; n++) await store.commit([user(n)])
    await store.backup!(backup)
    for (const end of ['', '-wal', '-note']) copyFileSync(fileIn(running) + end, file + end)
  }
  rmSync(running, { recursive: true })
  writeFileSync(join(folder, 'jwt-secret'), 'kept')
  return backup
}

async function peopleIn(folder: string): Promise<number> {
  await using store = await openSqlite({ file: fileIn(folder) })
  return store.count('users', { role: 'PATIENT' })
}

const asideIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('replaced-'))

describe('npm run admin -- restore', () => {
  test('replaces the data with a backup, keeps the former files aside and says what it did', async () => {
    using from = temporaryFolder()
    using data = temporaryFolder()
    const backup = await leftBehind(from.path, 2)
    await leftBehind(data.path, 5)
    const { exitCode, lines } = await restore(config(data.path), backup)
    assert.equal(exitCode, 0, lines.join())
    assert.match(lines.join('\n'), /^Restored \S+backup\.db: 2 accounts.* The former files are in \S+replaced-\S+: .*Start the server\.$/)
    assert.equal(statSync(fileIn(data.path)).mode & 0o777, 0o600)
    assert.equal(await peopleIn(data.path), 2)
    assert.equal(readFileSync(join(data.path, 'jwt-secret'), 'utf8'), 'kept')
    const [aside] = asideIn(data.path)
    assert.equal(statSync(join(data.path, aside!)).mode & 0o777, 0o700)
    assert.equal(await peopleIn(join(data.path, aside!)), 5, 'what was there is whole, its log with it')
    assert.equal((await restore(config(data.path), backup)).exitCode, 0, 'and once more')
    assert.equal(asideIn(data.path).length, 2)
  })

  test('accepts a database with its own log, and an empty data folder', async () => {
    using from = temporaryFolder()
    using data = temporaryFolder()
    await leftBehind(from.path, 3)
    const { lines } = await restore(config(join(data.path, 'new')), fileIn(from.path))
    assert.match(lines.join(), /^Restored \S+: 3 accounts\. Start the server\.$/)
    assert.equal(await peopleIn(join(data.path, 'new')), 3)
    assert(existsSync(`${fileIn(from.path)}-wal`), 'what it was taken from is as it was')
  })

  test('refuses a file that is not a backup, damaged, mixed, missing or the data itself, and changes nothing', async () => {
    using from = temporaryFolder()
    using data = temporaryFolder()
    const backup = await leftBehind(from.path, 2)
    await leftBehind(data.path, 5)
    const names = readdirSync(data.path)
    const at = (name: string, content: string | Buffer): string => {
      writeFileSync(join(from.path, name), content)
      return join(from.path, name)
    }
    const whole = readFileSync(backup)
    copyFileSync(`${fileIn(from.path)}-wal`, join(from.path, 'mixed.db-wal'))
    for (const [file, line] of [
      [join(from.path, 'nowhere.db'), /does not exist/],
      ['backup.db', /not a full path/],
      [fileIn(data.path), /is the database itself/],
      [at('letter.db', 'a letter'.repeat(1000)), /letter\.db is not a MedConsult database/],
      [at('damaged.db', Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(8192, 7), whole.subarray(16384)])), /damaged\.db is damaged/],
      [at('mixed.db', whole), /mixed\.db and the log beside it/],
    ] as const) {
      const { exitCode, lines } = await restore(config(data.path), file)
      assert.equal(exitCode, 1)
      assert.equal(lines.length, 1)
      assert.match(lines[0]!, line)
    }
    assert.deepEqual(readdirSync(data.path), names)
    assert.equal(await peopleIn(data.path), 5)
  })

  test('is refused while a server runs, with and without a socket', async () => {
    using from = temporaryFolder()
    using data = temporaryFolder()
    const backup = await leftBehind(from.path, 2)
    const env = { DATA_DIR: data.path }
    await using server = await bootServer(env)
    for (const name of ['admin.sock', 'admin.sock.away']) {
      const { code, err } = await run('admin/main.ts', ['restore', backup], env)
      assert.equal(code, 1)
      assert.match(err, /^A running server is using \S+: stop it, then restore again\.\n$/)
      if (name === 'admin.sock') renameSync(join(data.path, name), join(data.path, `${name}.away`))
    }
    assert.equal((await fetch(`${server.url}/health`)).status, 200)
  })

  test('interrupted between any two steps, no server starts on half of it, and it can be started again', async () => {
    using from = temporaryFolder()
    const backup = await leftBehind(from.path, 2)
    // Its steps in order; each is tried as the last one that was done.
    const steps: ((folder: string) => void)[] = [
      (folder) => copyFileSync(backup, `${fileIn(folder)}.restoring`),
      (folder) => renameSync(fileIn(folder), join(folder, 'aside.db')),
      (folder) => renameSync(`${fileIn(folder)}-wal`, join(folder, 'aside.db-wal')),
      (folder) => renameSync(`${fileIn(folder)}.restoring`, fileIn(folder)),
      (folder) => rmSync(`${fileIn(folder)}-note`),
    ]
    const starts = [/ready/, /is missing, though/, /is missing, though/, /ready/, /ready/]
    for (let done = 1; done <= steps.length; done++) {
      using data = temporaryFolder()
      await leftBehind(data.path, 5)
      writeFileSync(join(data.path, 'jwt-secret'), 'x1y2'.repeat(12) + 'abcdefghijklmnop')
      for (const step of steps.slice(0, done)) step(data.path)
      const started = await bootServer({ DATA_DIR: data.path }).then(
        async (server) => {
          await server[Symbol.asyncDispose]()
          return 'ready'
        },
        (error: Error) => error.message,
      )
      assert.match(started, starts[done - 1]!, `after ${done} steps`)
      const { exitCode, lines } = await restore(config(data.path), backup)
      assert.equal(exitCode, 0, lines.join())
      assert.equal(await peopleIn(data.path), 2)
      assert(!readdirSync(data.path).some((name) => name.includes('restoring')))
    }
  })
})
