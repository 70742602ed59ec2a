import { useEffect, useSyncExternalStore } from 'react'
import { observable } from '../server/observable.ts'

const holders = observable(0)

/** Says, while mounted with true, that this is no moment to load the page again: somebody is being called, or waits for it. */
export function useAtStake(is: boolean): void {
  useEffect(() => {
    if (!is) return undefined
    holders.set(holders.get() + 1)
    return () => holders.set(holders.get() - 1)
  }, [is])
}

/** Whether anything is at stake now. */
export const useIsAtStake = (): boolean => useSyncExternalStore(holders.subscribe, () => holders.get() > 0)
