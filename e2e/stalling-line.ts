import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Site } from './person.ts'

export interface StallingLine extends Site, AsyncDisposable {
  /** From here on nothing passes either way, and nothing is closed: what is sent is swallowed. */
  stall(): void
  /** What passes from here on passes; what was swallowed is lost with its connections. */
  go(): void
}

/** A line to a server's port that can fall silent without being closed, as a network does behind a bad router. */
export async function stallingLine(port: number): Promise<StallingLine> {
  let stalled = false
  const ends = new Set<Socket>()
  const listener = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from)
      from.on('data', (bytes) => {
        if (stalled) swallowing.add(near).add(far)
        if (!swallowing.has(near)) to.write(bytes)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        ends.delete(from)
        to.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  const swallowing = new Set<Socket>()
  await once(listener, 'listening')
  return {
    url: `http://localhost:${(listener.address() as AddressInfo).port}`,
    stall: () => void (stalled = true),
    go() {
      stalled = false
      for (const end of swallowing) end.destroy()
      swallowing.clear()
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) end.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
