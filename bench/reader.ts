import { on } from 'node:events'
import { due } from './due.ts'
import { Connection, requestBytes } from './connection.ts'

/** What a process of a reader is asked for: one GET again and again, `everyMs`, however long the answers take. */
export interface Reading {
  readonly origin: string
  readonly path: string
  readonly headers: readonly string[]
  readonly everyMs: number
  readonly count: number
}

/** Milliseconds of each answer, from when its request was due: a late one keeps those after it waiting, and that counts. */
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
      await due(at)
      // A timer rings up to a millisecond late, which is not the server's doing.
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
