import type { Store } from '../store/store.ts'
import { beatingProcesses } from './who-is-present.ts'

interface DeliveryOptions {
  readonly store: Store
  readonly processId: string
  readonly now: () => Date
  /** Whether events travel between this process and others now. */
  readonly delivers: () => boolean
  /** Receives each change. */
  readonly changed: (whole: boolean) => void
}

/** A look at the beats: events of other processes may be missing here while another one beats and any of them delivers none. */
export function watchDelivery({ store, processId, now, delivers, changed }: DeliveryOptions): () => Promise<void> {
  let whole = true
  return async () => {
    const others = (await beatingProcesses(store, now())).filter(({ id }) => id !== processId)
    const isWhole = others.length === 0 || (delivers() && others.every((other) => other.delivers === true))
    if (isWhole === whole) return
    whole = isWhole
    changed(whole)
  }
}
