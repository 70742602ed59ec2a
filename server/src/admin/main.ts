import { existsSync } from 'node:fs'
import { copy, isCopy, type Kind } from './copy.ts'
import { isCommand, runCommand, USAGE, type Answer } from './commands.ts'
import { isRestore, restore } from './restore.ts'
import { adminSocketPath, askServer } from './socket.ts'
import { ConfigError, readConfig, type Config } from '../process/config.ts'
import { makeIds } from '../core/ids.ts'
import { openStore, storeFile } from '../process/open-store.ts'
import { backOff } from '../core/back-off.ts'
import { StoreRefused, type Store } from '../store/store.ts'
import type { Ctx } from '../core/use-case.ts'

/** How long a command waits for MongoDB, in milliseconds. */
const PATIENCE_MS = 5000

/** The operator's command line: on MongoDB, else through the running server, or on the file itself while none runs. */
async function admin(args: readonly string[]): Promise<Answer> {
  if (![isCommand, isCopy, isRestore].some((it) => it(args))) return { exitCode: 2, lines: USAGE }
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

const no = (): never => {
  throw new Error('no operator does this')
}

function operator(store: Store, settings: Config): Ctx {
  return {
    store,
    settings,
    actor: null,
    now: () => new Date(),
    ...makeIds(() => new Date()),
    pause: backOff,
    keyedMutex: (_, __, work) => work(),
    announce: () => undefined,
    accounts: { hashPassword: no, verifyPassword: no, issueToken: no, issueCallToken: no, trySignIn: no, tryRegister: no, hashPlace: no },
    takeSignal: no,
    takeMove: no,
    request: { address: '', browser: null, openRegistration: false },
    startedAt: new Date(),
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
