import { hash, compare } from 'bcrypt'
import { randomBytes } from 'node:crypto'
import { PASSWORD_MAX_BYTES } from '@medconsult/contract'
import { makeFairQueue } from '../core/fair-queue.ts'
import { Refusal } from '../core/refusal.ts'

export interface Passwords {
  /** A salted, slow hash; two at a time, with addresses (`from`) taking turns. Throws BUSY if the queue is too long. */
  readonly hashPassword: (password: string, from: string) => Promise<string>
  /** With `hash` null takes as long as a real comparison and returns false. Queues like `hashPassword`. */
  readonly verifyPassword: (password: string, hash: string | null, from: string) => Promise<boolean>
}

/** Each hash occupies one of libuv's four threads, which other work needs too. */
const AT_ONCE = 2
const MAX_WAITING = 1000
const MAX_WAIT_MS = 5000
/**
 * Salted, slow hashes, two at a time; requesting addresses take turns. BUSY if 1,000 are waiting, for the address with the
 * most of them, and after a wait of 5 s.
 */
export function makePasswords(options: { rounds: number; maxWaiting?: number; maxWaitMs?: number }): Passwords {
  const inTurn = makeTurns(options.maxWaiting ?? MAX_WAITING, options.maxWaitMs ?? MAX_WAIT_MS)
  const nobodys = hash(randomBytes(18).toString('base64'), options.rounds)
  return {
    hashPassword: (password, from) => inTurn(from, () => hash(password, options.rounds)),
    async verifyPassword(password, stored, from) {
      const possible = stored !== null && password.isWellFormed() && Buffer.byteLength(password) <= PASSWORD_MAX_BYTES
      const against = possible ? stored : await nobodys
      const equal = await inTurn(from, () => compare(password, against))
      return possible && equal
    },
  }
}

interface Waiting {
  readonly go: () => void
  readonly refuse: () => void
  readonly timer: NodeJS.Timeout
}

/** Runs `AT_ONCE` tasks at a time. Those of one key run in order; keys take turns, so that none waits for all of another's. */
function makeTurns(maxWaiting: number, maxWaitMs: number): <R>(key: string, work: () => Promise<R>) => Promise<R> {
  const queue = makeFairQueue<Waiting>()
  let running = 0

  const turn = (key: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const refuse = (): void => reject(busy())
      const giveUp = (): void => void (queue.remove(key, waiting) && waiting.refuse())
      const waiting: Waiting = { go: resolve, refuse, timer: setTimeout(giveUp, maxWaitMs) }
      queue.add(key, waiting)
      const tooMany = queue.size > maxWaiting ? queue.takeLastOfLongest() : undefined
      clearTimeout(tooMany?.timer)
      tooMany?.refuse()
    })
  const goOn = (): void => {
    const waiting = queue.next()
    clearTimeout(waiting?.timer)
    if (waiting === undefined) running--
    else waiting.go()
  }

  return async (key, work) => {
    if (running < AT_ONCE) running++
    else await turn(key)
    try {
      return await work()
    } finally {
      goOn()
    }
  }
}

const busy = (): Refusal => new Refusal('BUSY', { retryAfterSeconds: 5 })
