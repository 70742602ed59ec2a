import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Site } from './person.ts'

export interface StallingProxy extends Site, AsyncDisposable {
  /** Stops forwarding in both directions without closing anything; what is sent is dropped. */
  stall(): void
  /** Forwards again; connections that lost data are closed. */
  resume(): void
}

/** A TCP proxy that can go silent without closing connections, like a network behind a bad router. */
export async function startStallingProxy(port: number): Promise<StallingProxy> {
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
        if (stalled) silenced.add(near).add(far)
        if (!silenced.has(near)) to.write(bytes)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        ends.delete(from)
        to.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  const silenced = new Set<Socket>()
  await once(listener, 'listening')
  return {
    url: `http://localhost:${(listener.address() as AddressInfo).port}`,
    stall: () => void (stalled = true),
    resume() {
      stalled = false
      for (const end of silenced) end.destroy()
      silenced.clear()
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) end.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
