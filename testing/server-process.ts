import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './machine.ts'

const root = join(import.meta.dirname, '..')
const START_SECONDS = 60

/** The product's server in its own process and data folder; it can be killed and restarted on the same port. */
export class ServerProcess implements AsyncDisposable {
  readonly port: number
  readonly dataDir: string
  readonly #env: Readonly<Record<string, string>>
  readonly #ownsData: boolean
  #program: readonly string[] = ['server/src/main.ts']
  #child: ChildProcess | null = null
  #output = ''

  private constructor(port: number, env: Readonly<Record<string, string>>) {
    this.port = port
    this.#env = env
    this.#ownsData = env['DATA_DIR'] === undefined
    this.dataDir = env['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'medconsult-'))
  }

  /** Adds `env` to the caller's PATH. By default PORT is a free one and DATA_DIR a new folder, removed on disposal. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const server = new ServerProcess(Number(env['PORT']) || (await freePort()), env)
    await server.start()
    return server
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** Undefined before the first start. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** All output so far, stdout and stderr. */
  get output(): string {
    return this.#output
  }

  /** From the next start on, runs this program with these arguments instead: another build of the product. */
  becomes(...program: readonly string[]): void {
    this.#program = program
  }

  /** Resolves once the server answers. Throws with its output if it exits instead. */
  async start(): Promise<void> {
    const { PATH = '', TZ = '', NODE_COMPILE_CACHE = '' } = process.env
    const env = {
      PATH,
      ...(TZ && { TZ }),
      ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }),
      ...this.#env,
      PORT: String(this.port),
      DATA_DIR: this.dataDir,
    }
    const child = spawn(process.execPath, [...this.#program], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    const orphan = (): void => void child.kill('SIGKILL')
    process.once('exit', orphan)
    child.once('exit', () => process.off('exit', orphan))
    child.stdout.on('data', (text: Buffer) => (this.#output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (this.#output += text.toString()))
    const deadline = performance.now() + START_SECONDS * 1000
    while (!(await this.#answers())) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server exited during start-up:\n${this.#output}`)
      if (performance.now() > deadline) throw new Error(`The server did not answer within ${START_SECONDS} s:\n${this.#output}`)
      await pause(25)
    }
  }

  /** Resolves when the process exits for any reason; to an empty list, unlike a signal event in the same race. */
  async ended(): Promise<[]> {
    if (this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
    return []
  }

  /** Resolves once the process is gone, with its exit code, or null if the signal killed it. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    child.kill(signal)
    await once(child, 'exit')
    return child.exitCode
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill('SIGKILL')
    if (this.#ownsData) rmSync(this.dataDir, { recursive: true, force: true })
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/health`)).ok
    } catch {
      return false
    }
  }
}
