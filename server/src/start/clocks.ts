import { every } from '../core/every.ts'
import { makeNoteSoon } from '../notices/note-soon.ts'
import { makeWatch, peerProcesses } from '../presence/peer-processes.ts'
import { NO_DELIVERY, watchDelivery } from '../presence/watch-delivery.ts'
import { makeSweep } from '../sweep.ts'
import type { Doors } from './doors.ts'
import type { Start } from './start.ts'
import type { Stores } from './stores.ts'
import type { Work } from './work.ts'

const SWEEP_MS = 1000
const BEAT_MS = 5000
const DELIVERY_MS = 1000
/** How often those are looked for whose turn is near and who have no page open. */
const SOON_MS = 10_000
/** How often what the build's pages need is noted as still in use. */
const KEEP_MS = 6 * 3_600_000

/** What happens by itself, in the system's name. */
export function startClocks(
  { config, log, now, startedAt, processId, isShared, stack, failed }: Start,
  { store, redis }: Stores,
  work: Work,
  doors: Doors,
): void {
  const { presence, ctxOf, outbox, services } = work
  const { kept, unread, announceDelivery } = doors
  const sweep = makeSweep({ startedAt, isAlone: !isShared, timeZone: config.timeZone })
  const watchOthers = makeWatch(config.jwtSecret === null, (line) => log.warn(line))
  const beat = async (): Promise<void> => {
    await presence.beat()
    if (isShared) watchOthers(await peerProcesses(store, processId, now()))
  }
  const lookAtDelivery = watchDelivery({ store, processId, now, delivery: redis ?? NO_DELIVERY, changed: announceDelivery })
  // The others have to know soon.
  redis?.onChange(() => void presence.beat().catch(failed('beat')).then(lookAtDelivery).catch(failed('delivery')))
  const clocks = [
    every(SWEEP_MS, () => sweep(ctxOf(null)), failed('sweep')),
    every(BEAT_MS, beat, failed('beat')),
    ...(isShared ? [every(DELIVERY_MS, lookAtDelivery, failed('delivery'))] : []),
    every(unread.everyMs, async () => unread.look(), failed('unread')),
    ...(kept === null ? [] : [every(KEEP_MS, kept.keep, failed('keep'))]),
  ]
  const { channels } = services
  if (channels.mail || channels.sms || channels.push !== null) {
    const noteSoon = makeNoteSoon(channels)
    clocks.push(every(SOON_MS, () => noteSoon(ctxOf(null)), failed('soon')))
    outbox.start()
  }
  stack.defer(() => outbox.stop())
  stack.defer(async () => {
    await Promise.all(clocks.map((clock) => clock.stop()))
  })
}
