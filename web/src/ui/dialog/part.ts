import { ApiError } from '@medconsult/contract'

/** Whose pages need a part; `BOTH`: everybody's. */
type For = 'DOCTOR' | 'PATIENT' | 'BOTH'

export interface Part<T> {
  (): Promise<T>
  /** The same where nothing waits for it yet: a failure is no reason to load the page again. */
  readonly ahead: () => Promise<T>
}

/** Browsers' words for code that could not be fetched; what broke while it ran is another matter. */
const isNotFetched = (error: unknown): boolean => error instanceof TypeError && /import|fetch|load/i.test(error.message)

const ahead = new Map<() => Promise<unknown>, For>()
let lost: () => Promise<boolean> = () => Promise.resolve(false)

/** What to do about a part that is wanted and cannot be had: true where the page is about to be loaded again. */
export function whenLost(handler: () => Promise<boolean>): void {
  lost = handler
}

function kept<T>(load: () => Promise<T>): () => Promise<T> {
  let here: Promise<T> | null = null
  return () => {
    here ??= load().catch((error: unknown) => {
      here = null
      throw error
    })
    return here
  }
}

/**
 * Code that comes apart from the page, and is fetched once. `fetchAhead` brings it before it is needed, so that an upgrade
 * of the server takes nothing from an open page. Where it is wanted and cannot be had, the page is loaded again,
 * once; else the promise rejects with an `ApiError`, UNREACHABLE. Code that breaks as it runs rejects with its own error.
 */
export function part<T>(load: () => Promise<T>, role: For = 'BOTH'): Part<T> {
  const get = kept(load)
  ahead.set(get, role)
  const wanted = async (): Promise<T> => {
    try {
      return await get()
    } catch (cause) {
      if (!isNotFetched(cause)) throw cause
      if (await lost()) return new Promise<never>(() => undefined)
      throw new ApiError('A part of the page cannot be fetched.', null, null, { cause })
    }
  }
  return Object.assign(wanted, { ahead: get })
}

/** Fetches every part that this role's pages may ever need, those too that parts bring along. What fails is asked for at the next time. */
export async function fetchAhead(role: 'DOCTOR' | 'PATIENT'): Promise<void> {
  const asked = new Set<() => Promise<unknown>>()
  for (;;) {
    const next = [...ahead].filter(([get, whose]) => !asked.has(get) && (whose === 'BOTH' || whose === role))
    if (next.length === 0) return
    next.forEach(([get]) => asked.add(get))
    await Promise.allSettled(next.map(([get]) => get()))
  }
}
