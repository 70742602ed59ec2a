import type { Change } from '../store.ts'

interface Waiting {
  readonly changes: readonly Change[]
  readonly resolve: (done: boolean) => void
  readonly reject: (error: unknown) => void
}

/** Writes all of some commits durably, or nothing, and says which; throws what the store throws, with nothing written. */
type Write = (together: readonly (readonly Change[])[]) => boolean

/**
 * Commits that come in one turn of the event loop share one durable write, which costs far more than what is in it. Each
 * is answered once it is safe, as if it had been alone: where one cannot be written, they are written one by one.
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
      // Whoever it was for hears it when each is tried alone.
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
    /** Whether it was written, once it is durable. */
    commit: (changes: readonly Change[]): Promise<boolean> =>
      new Promise((resolve, reject) => {
        // After whatever else arrived together with it has been read.
        if (waiting.push({ changes, resolve, reject }) === 1) setImmediate(flush)
      }),
    /** At once, what waits. */
    flush,
  }
}
