import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { freePort, onPath } from './machine.ts'
import { until } from './until.ts'

/** A Redis server for one test, which can be stopped, restarted or frozen. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string
  start(): Promise<void>
  /** Kills it; its data is lost. */
  stop(): Promise<void>
  /** Suspends the process: connections stay open and nothing is answered, until `goOn`. */
  freeze(): void
  goOn(): void
}

export const NO_REDIS = 'Redis: no redis-server is installed, so its tests are skipped (CONTRIBUTING.md says how to run them).'

/** Starts an installed redis-server on a free port; null if none is installed. */
export async function provideRedis(): Promise<RedisServer | null> {
  const program = onPath('redis-server')
  if (program === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'medconsult-redis-'))
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let child: ChildProcess | null = null

  const answers = async (): Promise<boolean> => {
    const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 1000 } })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.ping()) === 'PONG'
    } catch {
      return false
    } finally {
      client.destroy()
    }
  }
  const server: RedisServer = {
    url,
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
      child = spawn(program, options, { stdio: 'ignore' })
      await until(answers, 'Redis to answer')
    },
    async stop() {
      const ending = child
      child = null
      if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return
      const exit = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await exit
    },
    freeze: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await server.start()
  } catch (error) {
    await server[Symbol.asyncDispose]()
    throw error
  }
  return server
}

/** A secret unique to a test, so that tests can share one Redis without seeing each other's data. */
export const secretOf = (title: string): string => createHash('sha256').update(`${title} ${process.pid}`).digest('hex')
