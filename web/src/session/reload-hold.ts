import { useEffect, useSyncExternalStore } from 'react'
import { observable } from '../server/observable.ts'

const holders = observable(0)

/** While mounted with true, keeps the page from offering to reload: somebody is being called, or is waiting to be. */
export function useHoldReload(held: boolean): void {
  useEffect(() => {
    if (!held) return undefined
    holders.set(holders.get() + 1)
    return () => holders.set(holders.get() - 1)
  }, [held])
}

/** Whether a part of the page holds the reload back now. */
export const useIsReloadHeld = (): boolean => useSyncExternalStore(holders.subscribe, () => holders.get() > 0)
