import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** A Node child process with its own temporary folder, removed on disposal. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess
  /** All output so far, for error messages. */
  readonly log: () => Promise<string>
}

const PATIENCE_MS = 10_000
/** Longer than anything that a benchmark waits for. */
const MESSAGE_MS = 60_000

/** Starts a script with this Node. Its output goes to a file, since an unread pipe would block it. */
export async function startChild(script: URL, environment: Record<string, string> = {}): Promise<Child> {
  const folder = await mkdtemp(join(tmpdir(), 'medconsult-bench-'))
  const logPath = join(folder, 'log')
  const child = fork(script, { env: { ...process.env, ...environment, FLOOR_DIR: folder }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const log = createWriteStream(logPath)
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  return {
    process: child,
    log: () => readFile(logPath, 'utf8'),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        if ((await Promise.race([gone, delay(PATIENCE_MS, null, { ref: false })])) === null) {
          child.kill('SIGKILL')
          await gone
        }
      }
      log.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The child's next message. Throws with its output if it exits or sends nothing for a minute. */
export async function messageOf<T>(child: Child): Promise<T> {
  const settled = new AbortController()
  try {
    const message = once(child.process, 'message', { signal: settled.signal }).then(([value]) => value as T)
    const ended = once(child.process, 'exit', { signal: settled.signal }).then(async () => {
      throw new Error(`${child.process.spawnargs.at(-1)} ended:\n${await child.log()}`)
    })
    const silent = delay(MESSAGE_MS, null, { signal: settled.signal }).then(async () => {
      throw new Error(`${child.process.spawnargs.at(-1)} says nothing:\n${await child.log()}`)
    })
    return await Promise.race([message, ended, silent])
  } finally {
    settled.abort()
  }
}

/** Sends a message and waits for the reply, which is the child's next message. */
export async function ask<A>(child: Child, asked: object): Promise<A> {
  child.process.send(asked)
  return messageOf<A>(child)
}

/** A floor: a script that listens on a free loopback port and sends `{origin}` to its parent. */
export async function startFloor(script: URL, environment: Record<string, string> = {}): Promise<Child & { readonly origin: string }> {
  const child = await startChild(script, environment)
  return { ...child, ...(await messageOf<{ origin: string }>(child)) }
}

/** Processor time used by some processes in total, in milliseconds; NaN where the system does not report it. */
export async function processorMs(...pids: readonly number[]): Promise<number> {
  const all = await Promise.all(pids.map(processorMsOf))
  return all.reduce((sum, ms) => sum + ms, 0)
}

async function processorMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (stat === null) return Number.NaN
  // Fields 14 and 15 are user and system time in ticks of 10 ms; the name before them may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
