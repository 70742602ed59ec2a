import { ApiError } from '@medconsult/contract'

/** Whose pages use the code; `BOTH`: everybody's. `NOBODY`: it is never loaded in advance. */
type For = 'DOCTOR' | 'PATIENT' | 'BOTH' | 'NOBODY'

export interface LazyCode<T> {
  /** Loads code that is needed now. */
  (): Promise<T>
  /** Loads it before it is needed: a failure does not reload the page. */
  readonly prefetch: () => Promise<T>
}

/** Whether the code could not be fetched, by the browsers' messages; an error thrown while it ran is not of this kind. */
const isFetchFailure = (error: unknown): boolean => error instanceof TypeError && /import|fetch|load/i.test(error.message)

const registered = new Map<() => Promise<unknown>, For>()
let unavailable: () => Promise<boolean> = () => Promise.resolve(false)

/** Sets what happens when code that is needed cannot be fetched. The handler resolves to true if the page is about to reload. */
export function onCodeUnavailable(handler: () => Promise<boolean>): void {
  unavailable = handler
}

/** Shares one load among all callers; a failed load is tried again by the next. */
function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}

/**
 * Code loaded separately from its page, once. `prefetchCode` loads it in advance, so that a page that is open during an upgrade of
 * the server keeps working. If it is needed and cannot be fetched, the page reloads once; otherwise the promise rejects with an
 * `ApiError`, UNREACHABLE. An error thrown by the code itself is passed on.
 */
export function lazyCode<T>(load: () => Promise<T>, role: For = 'BOTH'): LazyCode<T> {
  const prefetch = loadOnce(load)
  registered.set(prefetch, role)
  const get = async (): Promise<T> => {
    try {
      return await prefetch()
    } catch (cause) {
      if (!isFetchFailure(cause)) throw cause
      if (await unavailable()) return new Promise<never>(() => undefined)
      throw new ApiError('A part of the page cannot be fetched.', null, null, { cause })
    }
  }
  return Object.assign(get, { prefetch })
}

/** Loads all code that this role's pages may need, including what that code registers in turn. A failed load is tried again on the next call. */
export async function prefetchCode(role: 'DOCTOR' | 'PATIENT'): Promise<void> {
  const requested = new Set<() => Promise<unknown>>()
  for (;;) {
    const next = [...registered].filter(([load, whose]) => !requested.has(load) && (whose === 'BOTH' || whose === role))
    if (next.length === 0) return
    next.forEach(([load]) => requested.add(load))
    await Promise.allSettled(next.map(([load]) => load()))
  }
}
