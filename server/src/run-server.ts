import { ConfigError, readConfig } from './process/config.ts'
import { startWarnings } from './accounts/registration-door.ts'
import { RedisRefused } from './cluster/redis-connection.ts'
import { startServer, type RunningServer } from './server.ts'
import { knownTrouble } from './store/sqlite/files/refusal.ts'
import { StoreAway, StoreRefused } from './store/store.ts'

/** How long a graceful stop may take before the process exits anyway, which the store survives. */
const STOP_MS = 10_000

/** The process shell: starts, says where, and stops when asked. What prevents the start is one clear line each and exit code 1. */
export async function runServer(environment: NodeJS.ProcessEnv, words: readonly string[]): Promise<void> {
  let running: RunningServer
  try {
    const isNew = readWords(words)
    const config = readConfig(environment)
    for (const warning of startWarnings(config)) console.warn(warning)
    running = await startServer(config, { isNew })
    console.log(`MedConsult is ready: ${shown(running, config.host)}`)
  } catch (error) {
    for (const line of linesOf(error)) console.error(line)
    process.exit(1)
  }
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(130)
    stopping = true
    setTimeout(() => process.exit(1), STOP_MS).unref()
    running[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Whether an empty clinic may be started where there was data. */
function readWords(words: readonly string[]): boolean {
  const unknown = words.find((it) => it !== '--new')
  if (unknown !== undefined)
    throw new ConfigError([`${unknown}: is not an option; settings are environment variables, and the only option is --new.`])
  return words.length > 0
}

/** The address to open in a browser on this machine. */
const shown = ({ url, port }: RunningServer, host: string): string =>
  ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) && url.startsWith('http:') && url.endsWith(`:${port}`)
    ? `http://localhost:${port}`
    : url

function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.lines
  if (error instanceof StoreRefused || error instanceof RedisRefused) return [error.message]
  const trouble = knownTrouble(error instanceof StoreAway ? error.cause : error)
  if (trouble !== null) return [`DATA_DIR: ${trouble}.`]
  if (error instanceof StoreAway) return ['The store became unavailable during the start; start again when it is back.']
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === 'EADDRINUSE')
    return [`PORT: ${port} is in use by another program; stop that program, or choose another port: PORT=8001 npm start`]
  if (code === 'EACCES' && port !== undefined)
    return [`PORT: ${port} needs privileges that this user does not have; choose a port from 1024 up: PORT=8001 npm start`]
  if ((code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') && address !== null)
    return [`HOST: ${address ?? 'this name'} is not an address of this machine; use 127.0.0.1 or 0.0.0.0.`]
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}
