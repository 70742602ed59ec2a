import type { Server } from 'node:http'

/** Once `server` is closing: idle connections end at once, those with a request under way after at most `ms`. */
export function drain(server: Server, ms: number): void {
  // A connection whose last request ends after the stop began would otherwise be kept for the next one.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const last = setTimeout(() => server.closeAllConnections(), ms)
  server.once('close', () => {
    clearInterval(idle)
    clearTimeout(last)
  })
}
