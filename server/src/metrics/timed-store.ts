import type { Change, Store } from '../store/store.ts'
import type { Instruments } from './instruments.ts'

type Operation = 'get' | 'find' | 'count' | 'commit' | 'prune' | 'ping'

/** Times each operation of a store; `committed` is called after every successful commit. */
export function timedStore(
  store: Store,
  { store: durations }: Pick<Instruments, 'store'>,
  committed: (changes: readonly Change[]) => void,
): Store {
  async function timed<R>(operation: Operation, work: () => Promise<R>): Promise<R> {
    const end = durations.startTimer({ operation })
    try {
      const answer = await work()
      end({ result: operation === 'commit' && answer === false ? 'lost' : 'done' })
      return answer
    } catch (error) {
      end({ result: 'failed' })
      throw error
    }
  }
  return {
    get: (table, id) => timed('get', () => store.get(table, id)),
    find: (table, where, page) => timed('find', () => store.find(table, where, page)),
    count: (table, where) => timed('count', () => store.count(table, where)),
    commit: async (changes) => {
      const done = await timed('commit', () => store.commit(changes))
      if (done) committed(changes)
      return done
    },
    ephemeral: store.ephemeral,
    prune: (table, where, limit) => timed('prune', () => store.prune(table, where, limit)),
    ping: () => timed('ping', () => store.ping()),
    ...(store.backup && { backup: (file: string) => store.backup!(file) }),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}
