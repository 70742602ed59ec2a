/** How long a request and its complete answer may take, ms. */
const READ_MS = 8000
const STEP_MS = 10_000
/** Checking a password is slow, and other checks may be queued before it. */
const PASSWORD_MS = 30_000
const withPassword = /^\/auth\/(?:login|register)$/

/** The time limit of one request, ms. */
export const limitOf = (path: string, method: string): number =>
  withPassword.test(path) ? PASSWORD_MS : method === 'GET' ? READ_MS : STEP_MS

/**
 * `fetch` with a time limit, which applies until the last byte has arrived: a connection may stall at any point.
 * Throws what `fetch` throws, and a `TimeoutError` when the time is up.
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
