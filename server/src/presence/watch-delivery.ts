import type { Store } from '../store/store.ts'
import { beatingProcesses } from './who-is-present.ts'

/** How events travel between this process and others. */
export interface Delivery {
  /** Whether they do now. */
  readonly isReady: boolean
  /** How often they have ceased to. */
  readonly losses: number
}

/** Of a process that has nothing to deliver events by. */
export const NO_DELIVERY: Delivery = { isReady: false, losses: 0 }

interface DeliveryOptions {
  readonly store: Store
  readonly processId: string
  readonly now: () => Date
  readonly delivery: Delivery
  /** Receives each change. */
  readonly changed: (whole: boolean) => void
}

/**
 * A look at the beats: events of other processes may be missing here while another one beats and any of them delivers
 * none. A loss that began and ended between two looks counts too: it is reported as one that has just ended.
 */
export function watchDelivery({ store, processId, now, delivery, changed }: DeliveryOptions): () => Promise<void> {
  let whole = true
  let seen: ReadonlyMap<string, number> = new Map()
  const report = (isWhole: boolean): void => {
    if (isWhole !== whole) changed(isWhole)
    whole = isWhole
  }
  async function look(): Promise<void> {
    const others = (await beatingProcesses(store, now())).filter(({ id }) => id !== processId)
    const losses = new Map([[processId, delivery.losses], ...others.map((it) => [it.id, it.losses ?? 0] as const)])
    const isWhole = others.length === 0 || (delivery.isReady && others.every((other) => other.delivers === true))
    const hasLost = others.length > 0 && [...losses].some(([id, count]) => count > (seen.get(id) ?? count))
    seen = losses
    if (hasLost) report(false)
    report(isWhole)
  }
  // One after the other: a slow look must not report what a later one has already corrected.
  let last: Promise<void> = Promise.resolve()
  return () => (last = last.catch(() => undefined).then(look))
}
