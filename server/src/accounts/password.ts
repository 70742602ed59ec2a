import { hash, compare } from 'bcrypt'
import { randomBytes } from 'node:crypto'
import { Refusal, type AccountServices } from '../use-case.ts'

/** bcrypt fills a thread of libuv's four each, and everything else needs them too. */
const AT_ONCE = 2
const MAX_WAITING = 1000
const MAX_WAIT_MS = 5000
/** bcrypt reads so many bytes and no more: a longer password would equal its own beginning. */
const MAX_BYTES = 72

/**
 * Salted and slow hashes, two at a time; the addresses they are asked `from` take turns. BUSY where 1,000 wait already,
 * to the address that waits for most of them, and where one has waited 5 s.
 */
export function makePasswords(options: {
  rounds: number
  maxWaiting?: number
  maxWaitMs?: number
}): Pick<AccountServices, 'hashPassword' | 'verifyPassword'> {
  const inTurn = makeTurns(options.maxWaiting ?? MAX_WAITING, options.maxWaitMs ?? MAX_WAIT_MS)
  const nobodys = hash(randomBytes(18).toString('base64'), options.rounds)
  return {
    hashPassword: (password, from) => inTurn(from, () => hash(password, options.rounds)),
    async verifyPassword(password, stored, from) {
      const possible = stored !== null && password.isWellFormed() && Buffer.byteLength(password) <= MAX_BYTES
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

/** Runs `AT_ONCE` works at a time. Those of one key wait in their order; keys take turns, so that none waits for all of another's. */
function makeTurns(maxWaiting: number, maxWaitMs: number): <R>(key: string, work: () => Promise<R>) => Promise<R> {
  // The key whose turn is next stands first.
  const lines = new Map<string, Set<Waiting>>()
  let running = 0
  let size = 0

  const leave = (key: string, waiting: Waiting): void => {
    const line = lines.get(key)
    if (line?.delete(waiting) !== true) return
    size--
    clearTimeout(waiting.timer)
    if (line.size === 0) lines.delete(key)
  }
  const refuseLastOfLongest = (): void => {
    let [key, longest] = ['', new Set<Waiting>()]
    for (const [each, line] of lines) if (line.size >= longest.size) [key, longest] = [each, line]
    const last = [...longest].at(-1)
    if (last === undefined) return
    leave(key, last)
    last.refuse()
  }
  const turn = (key: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const refuse = (): void => reject(busy())
      const giveUp = (): void => {
        leave(key, waiting)
        refuse()
      }
      const waiting: Waiting = { go: resolve, refuse, timer: setTimeout(giveUp, maxWaitMs) }
      lines.set(key, (lines.get(key) ?? new Set()).add(waiting))
      if (++size > maxWaiting) refuseLastOfLongest()
    })
  const goOn = (): void => {
    const [next] = lines
    if (next === undefined) {
      running--
      return
    }
    const [key, line] = next
    const [waiting] = line
    leave(key, waiting!)
    if (lines.delete(key)) lines.set(key, line)
    waiting!.go()
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
