import type { Store } from '../../store/store.ts'

/** What somebody does, through the store it is given. */
export type Work = (store: Store) => Promise<unknown>

/** Work whose store operations each wait for `step`. */
interface StepByStep {
  /** Lets one operation go on, and comes back when the next one waits. False: the work was over. */
  step(): Promise<boolean>
  readonly result: Promise<PromiseSettledResult<unknown>>
}

function stepByStep(store: Store, work: Work): StepByStep {
  let over = false
  let goOn: (() => void) | undefined
  let arrived = Promise.withResolvers<void>()
  const turn = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    goOn = resolve
    arrived.resolve()
    return promise
  }
  const inTurn: Store = {
    get: (...args) => turn().then(() => store.get(...args)),
    find: (...args) => turn().then(() => store.find(...args)),
    count: (...args) => turn().then(() => store.count(...args)),
    commit: (...args) => turn().then(() => store.commit(...args)),
    prune: (...args) => turn().then(() => store.prune(...args)),
    ephemeral: store.ephemeral,
    ping: () => store.ping(),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
  const result = Promise.allSettled([work(inTurn)]).then(([settled]) => {
    over = true
    arrived.resolve()
    return settled
  })
  return {
    result,
    async step() {
      await arrived.promise
      if (over) return false
      arrived = Promise.withResolvers<void>()
      goOn?.()
      await arrived.promise
      return true
    },
  }
}

/**
 * The one does so many store operations, then the other all of its, then the one goes on. False: the one was over before.
 * Each commits once, so that these are all orders that differ: what is read before the first commit is read alike in any.
 */
export async function interrupt(store: Store, one: Work, other: Work, operations: number): Promise<boolean> {
  const [first, second] = [stepByStep(store, one), stepByStep(store, other)]
  let interrupted = true
  for (let i = 0; i < operations && interrupted; i++) interrupted = await first.step()
  for (const it of [second, first]) {
    while (await it.step()) continue
    await it.result
  }
  return interrupted
}
