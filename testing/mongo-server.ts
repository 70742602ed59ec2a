import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { freePort, onPath } from './machine.ts'

/** A MongoDB that holds transactions and lets `configureFailPoint` through, until it is disposed of. */
export interface MongoServer extends AsyncDisposable {
  readonly url: string
  /** Whether a database can be dropped. The stand-in of `.ci/mongo` stops for good where a killed process left a transaction in it. */
  readonly drops: boolean
}

export const NO_MONGO =
  'MongoDB: neither MONGO_TEST_URL nor an installed mongod, so the tests on it are passed over (CONTRIBUTING.md says how to run them).'

/** How long a server of ours may take to start, and one that is there to answer, in milliseconds. */
const DEADLINE_MS = 60_000
const ANSWER_MS = 20_000

/** The server of MONGO_TEST_URL, or an installed mongod of our own as a replica set of one; null where there is neither. Throws where nobody answers. */
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
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

/** A database of a name of its own, dropped in the end where it can be. */
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
