import type { Change } from '../store.ts'

interface Waiting {
  readonly changes: readonly Change[]
  readonly resolve: (done: boolean) => void
  readonly reject: (error: unknown) => void
}

/** Durably writes all given commits or none; returns which. Throws the store's errors, with nothing written. */
type Write = (together: readonly (readonly Change[])[]) => boolean

/**
 * Group commit: commits from one turn of the event loop share one durable write, whose fsync costs far more than its
 * content. Each resolves once durable, as if it were alone: if one is refused, all are written one by one.
 */
export function makeGroupCommit(write: Write) {
  let waiting: Waiting[] = []

  function alone({ changes, resolve, reject }: Waiting): void {
    try {
      resolve(write([changes]))
    } catch (error) {
      reject(error)
    }
  }

  function shared(all: readonly Waiting[]): boolean {
    try {
      return write(all.map(({ changes }) => changes))
    } catch {
      // The error recurs for the commit that causes it when each is tried alone.
      return false
    }
  }

  function flush(): void {
    const all = waiting
    waiting = []
    if (all.length > 1 && shared(all)) for (const { resolve } of all) resolve(true)
    else for (const each of all) alone(each)
  }

  return {
    /** Resolves to whether the changes were written, once they are durable. */
    commit: (changes: readonly Change[]): Promise<boolean> =>
      new Promise((resolve, reject) => {
        // setImmediate runs after the other requests of this turn have been read.
        if (waiting.push({ changes, resolve, reject }) === 1) setImmediate(flush)
      }),
    /** Writes waiting commits immediately. */
    flush,
  }
}
