import type { Counts } from './counts.ts'
import type { Attempt, Limits } from './limits.ts'
import { GUESTS, REGISTRATIONS, SIGN_INS, TAKEN } from './rates.ts'

const { freeFailures, maxWaitSeconds, rememberSeconds, ofAddress, ofAddressSeconds } = SIGN_INS
/** The shortest wait of a refusal, since 0 means allowed. */
const MOMENT = 0.001

const refusedFor = (seconds: number): Attempt<unknown, never> => ({
  wait: Math.max(seconds, MOMENT),
  settle() {
    throw new Error('a refused attempt has no outcome')
  },
})

/**
 * What a stranger may try: sign-ins that fail, registrations, and coming in as a guest. Invariant: an attempt counts (as failed, or as an account
 * made) from before it is tried until it is settled otherwise, so concurrent attempts are limited like sequential ones, and
 * one whose process dies stays counted. Only `address` and `taken` count outcomes.
 */
export function makeSignInLimits(counts: Counts): Pick<Limits, 'signIn' | 'registration' | 'guest'> {
  const failedAt = (address: string) => counts.add(`address ${address}`, 1, ofAddressSeconds)

  /** After its free failures an account has one attempt per wait (`turn`), which doubles with each failure (`steps`). */
  async function signInAfterFailures(account: string): Promise<Attempt<'right' | 'unchecked'>> {
    const { count: step } = await counts.get(`steps ${account}`)
    const wait = Math.min(2 ** step, maxWaitSeconds)
    const turn = await counts.add(`turn ${account}`, 1, wait)
    if (turn.count > 1) return refusedFor(turn.endsIn)
    const remembered = wait + rememberSeconds
    await counts.set(`steps ${account}`, step + 1, remembered)
    await counts.set(`failures ${account}`, freeFailures, remembered)
    return {
      wait: 0,
      async settle(outcome) {
        await counts.delete(`turn ${account}`)
        if (outcome === 'unchecked') return counts.set(`steps ${account}`, step, rememberSeconds)
        for (const kind of ['steps', 'failures']) await counts.delete(`${kind} ${account}`)
      },
    }
  }

  async function signInOf(account: string): Promise<Attempt<'right' | 'unchecked'>> {
    // Counted as failed until it succeeds.
    const { count } = await counts.add(`failures ${account}`, 1, rememberSeconds)
    if (count >= freeFailures) return signInAfterFailures(account)
    return {
      wait: 0,
      async settle(outcome) {
        if (outcome === 'right') await counts.delete(`failures ${account}`)
        else await counts.add(`failures ${account}`, -1, rememberSeconds)
      },
    }
  }

  return {
    async signIn(account, address, known) {
      const here = known ? null : await counts.get(`address ${address}`)
      if (here !== null && here.count >= ofAddress) return refusedFor(here.endsIn)
      const { wait, settle } = await signInOf(account)
      return { wait, settle: async (outcome) => void (await (outcome === 'wrong' ? failedAt(address) : settle(outcome))) }
    },
    async guest(address, code) {
      const key = `guests ${code} ${address}`
      const { count, endsIn } = await counts.add(key, 1, GUESTS.seconds)
      const giveBack = async (): Promise<void> => void (await counts.add(key, -1, GUESTS.seconds))
      if (count > GUESTS.most) {
        await giveBack()
        return refusedFor(endsIn)
      }
      return { wait: 0, settle: (outcome) => (outcome === 'made' ? undefined : giveBack()) }
    },
    async registration(address) {
      const taken = await counts.get(`taken ${address}`)
      if (taken.count >= TAKEN.most) return refusedFor(taken.endsIn)
      const { count, endsIn } = await counts.add(`registrations ${address}`, 1, REGISTRATIONS.seconds)
      const giveBack = () => counts.add(`registrations ${address}`, -1, REGISTRATIONS.seconds)
      if (count > REGISTRATIONS.most) {
        await giveBack()
        return refusedFor(endsIn)
      }
      return {
        wait: 0,
        async settle(outcome) {
          if (outcome === 'made') return 0
          await giveBack()
          if (outcome === 'refused') return 0
          const now = await counts.add(`taken ${address}`, 1, TAKEN.seconds)
          if (now.count > TAKEN.most) return now.endsIn
          await failedAt(address)
          return 0
        },
      }
    },
  }
}
