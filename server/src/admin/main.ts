import { existsSync } from 'node:fs'
import { copy, isCopy, type Kind } from './copy.ts'
import { isCommand, runCommand, USAGE, type Answer, type Operator } from './commands.ts'
import { withContent } from './clinic-commands.ts'
import { isRestore, restore } from './restore.ts'
import { adminSocketPath, askServer } from './socket.ts'
import { ConfigError, readConfig, type Config } from '../process/config.ts'
import { makeIds } from '../core/ids.ts'
import { openStore, storeFile } from '../process/open-store.ts'
import { makeAnnounce } from '../core/announce.ts'
import { backOff } from '../core/back-off.ts'
import { makeEventBus } from '../core/event-bus.ts'
import { makeLinkSecret } from '../core/link-secret.ts'
import { keptSecret } from '../process/jwt-secret.ts'
import { makeKeyedMutex } from '../core/keyed-mutex.ts'
import { StoreRefused, type Store } from '../store/store.ts'

/** How long a command waits for MongoDB, in milliseconds. */
const PATIENCE_MS = 5000

/** The operator's command line: on MongoDB directly, else through the running server, or on the file if none runs. */
async function admin(written: readonly string[]): Promise<Answer> {
  if (![isCommand, isCopy, isRestore].some((it) => it(written))) return { exitCode: 2, lines: USAGE }
  const args = withContent(written)
  if ('line' in args) return { exitCode: 1, lines: [args.line] }
  const config = readConfig(process.env)
  if (isRestore(args)) return restore(config, args[1]!)
  if (isCopy(args)) return copy(config, args[1] as Kind, args[2] as Kind)
  if (config.mongo !== null) {
    await using store = await openStore(config, { patienceMs: PATIENCE_MS })
    return await runCommand(operator(store, config), args)
  }
  const path = adminSocketPath(config.dataDir)
  const answer = path === null ? null : await askServer(path, args)
  if (answer !== null) return answer
  const file = storeFile(config.dataDir)
  if (!existsSync(file))
    return { exitCode: 1, lines: [`DATA_DIR: there is no data in ${config.dataDir} yet; start the server once, or name its folder.`] }
  try {
    await using store = await openStore(config, { waiting: console.error, alarm: console.error })
    return await runCommand(operator(store, config), args)
  } catch (error) {
    if (!(error instanceof StoreRefused) || error.reason !== 'HELD') throw error
    const why =
      path === null
        ? 'DATA_DIR’s path is too long for admin.sock. Choose a shorter one, or stop the server first.'
        : 'It does not answer; try again when it is ready.'
    return { exitCode: 1, lines: [`A running server is using ${config.dataDir}. ${why}`] }
  }
}

const now = (): Date => new Date()

function operator(store: Store, config: Config): Operator {
  const { newId, follow } = makeIds(now)
  // On a bus with no sockets: the pages read what has changed when they next ask.
  const transactions = { keyedMutex: makeKeyedMutex(), pause: backOff, follow, noticesOf: null, announce: makeAnnounce(makeEventBus()) }
  const linkSecret = makeLinkSecret(config.jwtSecret ?? keptSecret(config.dataDir))
  return {
    ctx: { store, actor: null, now, newId, transactions },
    defaults: config,
    mail: config.smtpUrl !== null,
    publicOrigin: config.publicOrigin,
    linkSecret,
  }
}

try {
  const { exitCode, lines } = await admin(process.argv.slice(2))
  for (const line of lines) (exitCode === 0 ? console.log : console.error)(line)
  process.exitCode = exitCode
} catch (error) {
  const lines = error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : String(error)]
  for (const line of lines) console.error(line)
  process.exitCode = 1
}
