import { on } from 'node:events'
import { waitUntil } from './wait-until.ts'
import { Connection, requestBytes } from './connection.ts'

/** A request to a reader process: the same GET every `everyMs`, however long the responses take. */
export interface Reading {
  readonly origin: string
  readonly path: string
  readonly headers: readonly string[]
  readonly everyMs: number
  readonly count: number
}

/** Milliseconds until each response, from when its request was due, so that the delay a slow response causes for later ones counts. */
export interface ReadingDone {
  readonly times: readonly number[]
}

const CONNECTIONS = 16

async function read({ origin, path, headers, everyMs, count }: Reading): Promise<ReadingDone> {
  const bytes = requestBytes('GET', new URL(origin).host, path, headers)
  const times: number[] = []
  let next = 0
  const begin = performance.now()
  async function oneOfMany(): Promise<void> {
    using connection = await Connection.open(origin)
    for (let n = next++; n < count; n = next++) {
      const at = begin + n * everyMs
      await waitUntil(at)
      // A timer fires up to a millisecond late, which is not the server's fault.
      const since = Math.max(at, Math.min(performance.now(), at + 1))
      await connection.done(bytes)
      times.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, oneOfMany))
  return { times }
}

process.on('disconnect', () => process.exit())
for await (const [reading] of on(process, 'message')) process.send?.(await read(reading as Reading))
