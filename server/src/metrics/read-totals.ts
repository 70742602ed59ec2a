import { openStatuses } from '@medconsult/contract'
import { withTimeout } from '../core/with-timeout.ts'
import type { Store } from '../store/store.ts'
import type { Instruments } from './instruments.ts'

/** How long a scrape waits for the store before it counts as away. */
const PATIENCE_MS = 2000
/** Practices whose queue counters are read by one query. */
const AT_ONCE = 256
const inQueue = ['WAITING', 'READY'] as const

interface Totals {
  readonly practices: number
  readonly queue: Readonly<Record<(typeof inQueue)[number], number>>
  readonly calls: readonly (readonly [status: string, count: number])[]
}

async function totalsOf(store: Store): Promise<Totals> {
  const calls = await Promise.all(openStatuses.map(async (status) => [status, await store.count('call_sessions', { status })] as const))
  const online = (await store.find('schedules', { status: 'ONLINE' })).map(({ id }) => id)
  const queue = { WAITING: 0, READY: 0 }
  for (let from = 0; from < online.length; from += AT_ONCE) {
    const practices = { in: online.slice(from, from + AT_ONCE) }
    for (const status of inQueue) queue[status] += await store.count('queue_entries', { scheduleId: practices, status })
  }
  return { practices: online.length, queue, calls }
}

/** Sets the gauges from the store. While it is away they are absent rather than stale or zero. */
export async function readTotals(store: Store, { practices, queue, calls, storeUp }: Instruments): Promise<void> {
  const totals = await withTimeout(
    totalsOf(store).catch(() => null),
    PATIENCE_MS,
    () => null,
  )
  for (const gauge of [practices, queue, calls]) gauge.reset()
  storeUp.set(totals === null ? 0 : 1)
  if (totals === null) return
  practices.set({ status: 'ONLINE' }, totals.practices)
  for (const status of inQueue) queue.set({ status }, totals.queue[status])
  for (const [status, count] of totals.calls) calls.set({ status }, count)
}
