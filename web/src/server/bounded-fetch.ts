/** How long a request and the whole of its answer may take, ms. */
const READ_MS = 8000
const STEP_MS = 10_000
/** A password takes its time to check, and others may be before it. */
const PASSWORD_MS = 30_000
const withPassword = /^\/auth\/(?:login|register)$/

/** The time limit of one request, ms. */
export const limitOf = (path: string, method: string): number =>
  withPassword.test(path) ? PASSWORD_MS : method === 'GET' ? READ_MS : STEP_MS

/**
 * `fetch` with a time limit, which holds until the last byte is here: a network may stop in silence at any of them.
 * Throws what `fetch` throws, a `TimeoutError` once the time is over.
 */
export async function boundedFetch(input: string, init: RequestInit = {}, ms = limitOf(input, init.method ?? 'GET')): Promise<Response> {
  const limit = new AbortController()
  const giveUp = (): void => limit.abort(init.signal?.reason)
  if (init.signal?.aborted) giveUp()
  init.signal?.addEventListener('abort', giveUp)
  const timer = setTimeout(() => limit.abort(new DOMException('The answer did not come in time.', 'TimeoutError')), ms)
  try {
    const response = await globalThis.fetch(input, { ...init, signal: limit.signal })
    const body = await response.arrayBuffer()
    return new Response(body.byteLength === 0 ? null : body, response)
  } finally {
    clearTimeout(timer)
    init.signal?.removeEventListener('abort', giveUp)
  }
}
