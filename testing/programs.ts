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
  ...(process.env['NODE_COMPILE_CACHE'] && { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }),
  PORT: '0',
  BCRYPT_ROUNDS: '4',
  LOG_LEVEL: 'warn',
  ...env,
})

type Program = 'main.ts' | 'admin/main.ts'

/** Spawns one of the server's programs; `handles` limits its open files. */
export function begin(file: Program, args: readonly string[], env: Record<string, string>, handles?: number) {
  const words = [process.execPath, join(source, file), ...args]
  const [command, ...rest] = handles === undefined ? words : ['/bin/sh', '-c', `ulimit -n ${handles}; exec "$@"`, 'sh', ...words]
  return spawn(command!, rest, { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs one of the server's programs to its end. */
export async function run(file: Program, args: readonly string[], env: Record<string, string>): Promise<Finished> {
  const child = begin(file, args, env)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), child.exitCode ?? once(child, 'close')])
  return { code: child.exitCode, out, err }
}

/** A folder that is removed on disposal. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'medconsult-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  readonly child: ChildProcess
  /** Resolves when the process has exited: its exit code, or null if a signal killed it. */
  readonly ended: Promise<number | null>
  /** All output so far. */
  printed(): string
}

/** Spawns the server without waiting until it is ready. */
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

/** Spawns the server and waits until it is ready. */
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

/** The address in the line by which a server says that it is ready. */
export const addressIn = (printed: string): string | undefined => /ready: (\S+)/.exec(printed)?.[1]?.replace('localhost', '127.0.0.1')
