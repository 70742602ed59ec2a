import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { until } from './until.ts'

const source = join(import.meta.dirname, '../server/src')

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const environment = (env: Record<string, string>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  PORT: '0',
  BCRYPT_ROUNDS: '4',
  LOG_LEVEL: 'warn',
  ...env,
})

type Program = 'main.ts' | 'admin/main.ts'

/** A program of the server, just begun; `handles`: how many it may have. */
export function begin(file: Program, args: readonly string[], env: Record<string, string>, handles?: number) {
  const words = [process.execPath, join(source, file), ...args]
  const [command, ...rest] = handles === undefined ? words : ['/bin/sh', '-c', `ulimit -n ${handles}; exec "$@"`, 'sh', ...words]
  return spawn(command!, rest, { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
}

/** A program of the server, to its end. */
export async function run(file: Program, args: readonly string[], env: Record<string, string>): Promise<Finished> {
  const child = begin(file, args, env)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), child.exitCode ?? once(child, 'close')])
  return { code: child.exitCode, out, err }
}

/** A folder that is removed in the end. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'medconsult-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  readonly child: ChildProcess
  /** Resolves when the process has ended: its exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** So far. */
  printed(): string
}

/** The server as a process of its own, before it is ready. */
export function launch(env: Record<string, string>, args: readonly string[] = [], handles?: number): Omit<ServerProcess, 'url'> {
  const child = begin('main.ts', args, env, handles)
  const ended = once(child, 'close').then(() => child.exitCode)
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return {
    child,
    ended,
    printed: () => printed,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The server as a process of its own, ready to be asked. */
export async function bootServer(env: Record<string, string>, args: readonly string[] = [], handles?: number): Promise<ServerProcess> {
  const started = launch(env, args, handles)
  const ready = until(
    () => {
      if (started.child.exitCode !== null) throw new Error(started.printed())
      return addressIn(started.printed())
    },
    'the server to be ready',
    120_000,
  )
  const url = await ready.catch((error: unknown) => {
    started.child.kill('SIGKILL')
    throw error
  })
  return { ...started, url }
}

/** Where a server says that it is ready. */
export const addressIn = (printed: string): string | undefined => /ready: (\S+)/.exec(printed)?.[1]?.replace('localhost', '127.0.0.1')
