import type { Redis } from '../cluster/redis.ts'
import type { Limits } from './limits.ts'
import { LOGINS, REGISTRATIONS, REQUESTS, SIGNALS, SIGN_INS, TAKEN, type BucketRate } from './rates.ts'
import { COUNT, REGISTER, SETTLE, SETTLE_REGISTER, SIGN_IN, TAKE } from './scripts.ts'

export interface SharedOptions {
  readonly redis: Redis
  /** What holds while Redis is away, or does not answer in time. */
  readonly local: Limits
  /** Unless given, Redis's own: one for all processes. */
  readonly clock?: () => Date
}

/** A request waits no longer for Redis. */
const DEADLINE_MS = 150
/** After an answer that did not come, Redis is not asked for so long. */
const LEFT_ALONE_MS = 1000

/** Limits that all processes of an installation count together; each by itself while Redis is away. */
export function makeSharedLimits({ redis, local, clock }: SharedOptions): Limits {
  let leaveUntil = 0
  const time = (): string => (clock === undefined ? '' : String(clock().getTime()))

  /** The script's answer; null where there is none in time. */
  async function ask(script: string, keys: readonly string[], ...args: readonly (string | number)[]): Promise<unknown> {
    if (!redis.isReady || performance.now() < leaveUntil) return null
    let timer: NodeJS.Timeout | undefined
    try {
      const late = new Promise<never>((_, reject) => {
        // What came while this process was busy is read before it counts as late.
        timer = setTimeout(() => setImmediate(() => reject(new Error('Redis is late'))), DEADLINE_MS)
      })
      const answer = redis.run(script, keys, [time(), ...args])
      answer.catch(() => undefined)
      return await Promise.race([answer, late])
    } catch {
      leaveUntil = performance.now() + LEFT_ALONE_MS
      return null
    } finally {
      clearTimeout(timer)
    }
  }

  /** `here`: what this process has counted itself, so that its own count is no fresh one when Redis goes. */
  const seconds = async (here: number | Promise<number>, script: string, key: string, ...args: readonly number[]): Promise<number> => {
    const answer = await ask(script, [key], ...args)
    return answer === null ? here : Number(answer)
  }
  const take = (kind: string, name: string, { perSecond, burst }: BucketRate, here: number | Promise<number>): Promise<number> =>
    seconds(here, TAKE, redis.key(kind, name), perSecond, burst)
  const addressKey = (address: string): string => redis.key('address', address)

  return {
    person: local.person,
    move: local.move,
    stranger: local.stranger,
    file: local.file,
    request: (kind, loginId) => take(kind, loginId, REQUESTS[kind], local.request(kind, loginId)),
    login: (email) => take('logins', email, LOGINS, local.login(email)),
    signalBytes: local.signalBytes,
    signal: (userId, callSessionId) =>
      seconds(
        local.signal(userId, callSessionId),
        COUNT,
        redis.key('signals', `${callSessionId} ${userId}`),
        SIGNALS.most,
        SIGNALS.windowMs,
      ),
    async registration(address) {
      const keys = [redis.key('registrations', address), redis.key('taken', address)]
      const { perSecond, burst } = REGISTRATIONS
      const here = await local.registration(address)
      const answer = await ask(REGISTER, keys, perSecond, burst, TAKEN.most)
      if (answer === null) return here
      return {
        wait: Number(answer),
        settle: async (outcome) => {
          const left = await here.settle(outcome)
          const told = await ask(SETTLE_REGISTER, [...keys, addressKey(address)], outcome, perSecond, burst, TAKEN.most, TAKEN.windowMs)
          return told === null ? left : Number(told)
        },
      }
    },
    async signIn(account, address, known) {
      const keys = [redis.key('sign-in', account), addressKey(address)]
      const { ofAddress, ofAddressMs, freeFailures, maxWaitSeconds, rememberMs } = SIGN_INS
      const here = await local.signIn(account, address, known)
      const answer = await ask(SIGN_IN, keys, ofAddress, freeFailures, maxWaitSeconds, rememberMs, known ? 1 : 0)
      if (answer === null) return here
      const [wait, before] = answer as [string, string]
      return {
        wait: Number(wait),
        settle: async (outcome) => {
          await here.settle(outcome)
          await ask(SETTLE, keys, outcome, before, ofAddressMs)
        },
      }
    },
  }
}
