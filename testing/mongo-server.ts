import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { freePort, onPath } from './machine.ts'

/** A MongoDB with transactions and `configureFailPoint`; disposing of it stops it if the tests started it. */
export interface MongoServer extends AsyncDisposable {
  readonly url: string
  /** Whether databases can be dropped. The stand-in of `.ci/mongo` hangs on one in which a killed process left a transaction open. */
  readonly drops: boolean
}

export const NO_MONGO =
  'MongoDB: neither MONGO_TEST_URL nor an installed mongod, so its tests are skipped (CONTRIBUTING.md says how to run them).'

/** How long, in milliseconds, a mongod that we start may take to become primary, and a running server to answer. */
const DEADLINE_MS = 60_000
const ANSWER_MS = 20_000

/** The server of MONGO_TEST_URL, or an installed mongod started as a one-member replica set, or null. Throws if it does not answer. */
export async function provideMongo(): Promise<MongoServer | null> {
  const url = process.env['MONGO_TEST_URL']
  if (url !== undefined && url !== '') {
    await using client = new MongoClient(url, { serverSelectionTimeoutMS: ANSWER_MS })
    const { secantusVersion } = await client.db('admin').command({ buildInfo: 1 })
    return { url, drops: secantusVersion === undefined, [Symbol.asyncDispose]: () => Promise.resolve() }
  }
  const mongod = onPath('mongod')
  return mongod === null ? null : startMongod(mongod)
}

async function startMongod(mongod: string): Promise<MongoServer> {
  const data = mkdtempSync(join(tmpdir(), 'medconsult-mongod-'))
  const port = await freePort()
  const options = ['--replSet', 'rs0', '--setParameter', 'enableTestCommands=1', '--bind_ip', '127.0.0.1', '--port', String(port)]
  const child = spawn(mongod, [...options, '--dbpath', data, '--quiet'], { stdio: 'ignore' })
  const stop = async (): Promise<void> => {
    await ended(child)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await initiate(port, child)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`, drops: true, [Symbol.asyncDispose]: stop }
}

async function initiate(port: number, child: ChildProcess): Promise<void> {
  const url = `mongodb://127.0.0.1:${port}/?directConnection=true`
  await using client = new MongoClient(url, { serverSelectionTimeoutMS: DEADLINE_MS })
  const admin = client.db('admin')
  await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } })
  const deadline = performance.now() + DEADLINE_MS
  while ((await admin.command({ hello: 1 }))['isWritablePrimary'] !== true) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('mongod did not become a primary')
    await pause(50)
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

/** A database with a unique name, dropped on disposal where that is possible. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  readonly dbName: string
}

export function newDatabase({ url, drops }: MongoServer): TestDatabase {
  const dbName = `medconsult-${randomUUID()}`
  return {
    url,
    dbName,
    async [Symbol.asyncDispose]() {
      if (!drops) return
      await using client = new MongoClient(url)
      await client.db(dbName).dropDatabase()
    },
  }
}
