import { hash, compare } from 'bcrypt'
import { randomBytes } from 'node:crypto'
import { Refusal, type AccountServices } from '../use-case.ts'

/** bcrypt fills a thread of libuv's four each, and everything else needs them too. */
const AT_ONCE = 2
const MAX_WAITING = 1000
const MAX_WAIT_MS = 5000
/** bcrypt reads so many bytes and no more: a longer password would equal its own beginning. */
const MAX_BYTES = 72

/** Salted and slow hashes, two at a time. BUSY where 1,000 wait already or one has waited 5 s. */
export function makePasswords(options: {
  rounds: number
  maxWaiting?: number
  maxWaitMs?: number
}): Pick<AccountServices, 'hashPassword' | 'verifyPassword'> {
  const inTurn = makeTurns(options.maxWaiting ?? MAX_WAITING, options.maxWaitMs ?? MAX_WAIT_MS)
  const nobodys = hash(randomBytes(18).toString('base64'), options.rounds)
  return {
    hashPassword: (password) => inTurn(() => hash(password, options.rounds)),
    async verifyPassword(password, stored) {
      const possible = stored !== null && Buffer.byteLength(password) <= MAX_BYTES
      const against = possible ? stored : await nobodys
      const equal = await inTurn(() => compare(password, against))
      return possible && equal
    },
  }
}

interface Waiting {
  readonly go: () => void
  readonly timer: NodeJS.Timeout
}

/** Runs `AT_ONCE` works at a time, the others in their order. */
function makeTurns(maxWaiting: number, maxWaitMs: number): <R>(work: () => Promise<R>) => Promise<R> {
  const line = new Set<Waiting>()
  let running = 0

  const turn = (): Promise<void> =>
    new Promise((resolve, reject) => {
      if (line.size >= maxWaiting) {
        reject(busy())
        return
      }
      const giveUp = (): void => {
        line.delete(waiting)
        reject(busy())
      }
      const waiting: Waiting = { go: resolve, timer: setTimeout(giveUp, maxWaitMs) }
      line.add(waiting)
    })

  return async (work) => {
    if (running < AT_ONCE) running++
    else await turn()
    try {
      return await work()
    } finally {
      const [next] = line
      if (next === undefined) running--
      else {
        line.delete(next)
        clearTimeout(next.timer)
        next.go()
      }
    }
  }
}

const busy = (): Refusal => new Refusal('BUSY', { retryAfterSeconds: 5 })
