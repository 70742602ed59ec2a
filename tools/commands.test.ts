import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { makeClient } from '@medconsult/contract'
import { freePort } from '../testing/machine.ts'

interface Command {
  readonly child: ChildProcess
  /** All output so far. */
  output(): string
  /** Resolves once the output matches. Throws if the command exits first. */
  printed(what: RegExp): Promise<void>
  ended(): Promise<number | null>
}

/** A temporary folder, removed after the test. */
function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'medconsult-commands-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const run = (t: TestContext, file: string, env: Readonly<Record<string, string>>): Command =>
  runProgram(t, process.execPath, [join(import.meta.dirname, file)], env)

function runProgram(t: TestContext, program: string, args: readonly string[], env: Readonly<Record<string, string>>): Command {
  const { PATH = '' } = process.env
  const cwd = join(import.meta.dirname, '..')
  const child = spawn(program, args, { cwd, env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  // Kills the whole process group, in case a child outlives the command.
  t.after(() => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // The group is already gone.
    }
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  return {
    child,
    output: () => output,
    ended: () => exit,
    async printed(what) {
      while (!what.test(output)) {
        const ended = await Promise.race([once(child.stdout, 'data').then(() => false), exit.then(() => true)])
        if (ended && !what.test(output)) throw new Error(output)
      }
    },
  }
}

test('npm start serves the product and exits cleanly on SIGTERM', async (t) => {
  const port = String(await freePort())
  const start = run(t, 'start.ts', { PORT: port, DATA_DIR: folder(t) })
  await start.printed(/is ready/)
  assert.equal((await fetch(`http://localhost:${port}/health`)).status, 200)
  const page = await fetch(`http://localhost:${port}/login`, { headers: { accept: 'text/html' } })
  assert.match(await page.text(), /<div id="root">/)
  start.child.kill('SIGTERM')
  assert.equal(await start.ended(), 0)
})

test('SIGTERM to npm start stops the server itself, and acknowledged data survives', async (t) => {
  const dataDir = folder(t)
  const port = String(await freePort())
  const baseUrl = `http://localhost:${port}`
  const env = { PORT: port, DATA_DIR: dataDir, BCRYPT_ROUNDS: '4', npm_config_cache: folder(t) }
  const npm = runProgram(t, 'npm', ['start'], env)
  await npm.printed(/is ready/)
  const account = { email: 'ada@example.org', password: 'correct horse battery' }
  await makeClient({ baseUrl })('register', { body: { ...account, name: 'Ada', role: 'PATIENT' } })
  npm.child.kill('SIGTERM')
  assert.equal(await npm.ended(), 0)
  await assert.rejects(fetch(`${baseUrl}/health`))

  const again = run(t, 'start.ts', env)
  await again.printed(/is ready/)
  const { user } = await makeClient({ baseUrl })('login', { body: account })
  assert.equal(user.name, 'Ada')
  again.child.kill('SIGTERM')
  assert.equal(await again.ended(), 0)
})

test('start with an invalid setting prints one line and exits with 1', async (t) => {
  const start = run(t, 'start.ts', { PORT: 'http', DATA_DIR: folder(t) })
  assert.equal(await start.ended(), 1)
  assert.match(start.output(), /^PORT: .+\n$/)
})

test('npm run demo opens a practice with patients in its queue and removes its data on exit', async (t) => {
  const temp = folder(t)
  const port = String(await freePort())
  const demo = run(t, 'demo.ts', { PORT: port, TMPDIR: temp })
  await demo.printed(/Ctrl\+C/)
  assert.match(demo.output(), /private window/)
  const signIns = [...demo.output().matchAll(/(\S+@example\.org) +(\S+)/g)].map(([, email = '', password = '']) => ({ email, password }))
  assert.equal(signIns.length, 6)
  const baseUrl = `http://localhost:${port}`
  const { token, user } = await makeClient({ baseUrl })('login', { body: signIns[0]! })
  assert.equal(user.role, 'DOCTOR')

  const api = makeClient({ baseUrl, token: () => token })
  const open = (await api('listSchedules')).find(({ status }) => status === 'ONLINE')
  assert(open)
  const queue = await api('viewQueue', { params: { id: open.id } })
  assert.deepEqual(
    queue.map(({ status, online }) => ({ status, online })),
    ['READY', 'WAITING', 'READY', 'WAITING'].map((status) => ({ status, online: true })),
  )

  demo.child.kill('SIGINT')
  assert.equal(await demo.ended(), 0)
  assert.deepEqual(readdirSync(temp), [])
})
