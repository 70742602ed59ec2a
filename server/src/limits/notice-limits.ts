import type { Counts } from './counts.ts'
import type { Limits } from './limits.ts'
import { NOTICES_TO, STRANGERS_NOTICES } from './rates.ts'

/** Notices to addresses that somebody typed: so many in a window that starts with the first, and none more before it ends. */
export function makeNoticeLimits(counts: Counts): Pick<Limits, 'noticeTo' | 'strangersNotice'> {
  const take = async (key: string, { most, seconds }: { readonly most: number; readonly seconds: number }): Promise<number> => {
    const { count, endsIn } = await counts.add(key, 1, seconds)
    return count > most ? endsIn : 0
  }
  return {
    noticeTo: (address) => take(`notices to ${address}`, NOTICES_TO),
    strangersNotice: (address) => take(`notices of ${address}`, STRANGERS_NOTICES),
  }
}
