import type { Store } from '../store/store.ts'

interface Read {
  readonly again: () => Promise<unknown>
  readonly answer: unknown
}

/**
 * A store that records its answers. `changed` reads everything again: true if another process has written in between,
 * so that the rows that were read may never have been true together.
 */
export function detectTornReads(store: Store): { readonly store: Store; readonly changed: () => Promise<boolean> } {
  const reads: Read[] = []
  const remember = async <R>(again: () => Promise<R>): Promise<R> => {
    const answer = await again()
    reads.push({ again, answer })
    return answer
  }
  return {
    store: {
      get: (table, id) => remember(() => store.get(table, id)),
      find: (table, where, page) => remember(() => store.find(table, where, page)),
      count: (table, where) => remember(() => store.count(table, where)),
      commit: (changes) => store.commit(changes),
      ephemeral: store.ephemeral,
      prune: (table, where, limit) => store.prune(table, where, limit),
      ping: () => store.ping(),
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    },
    changed: async () => {
      for (const { again, answer } of reads) if (JSON.stringify(await again()) !== JSON.stringify(answer)) return true
      return false
    },
  }
}
