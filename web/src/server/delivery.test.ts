import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Observable } from './observable.ts'
import { serveSockets } from './test/serve-sockets.ts'

const nextOf = (of: Observable<boolean>): Promise<boolean> =>
  new Promise((resolve) => {
    const end = of.subscribe(() => {
      end()
      resolve(of.get())
    })
  })

test(
  'receivesAllEvents: not before the socket connects, nor while the server misses events, nor after; pages poll meanwhile',
  { timeout: 20_000 },
  async () => {
    await using server = await serveSockets()
    const { receivesAllEvents, wholeSocket } = await import('./delivery.ts')
    const { pollEvery, pollingOf } = await import('./live.ts')
    const { socket } = await import('./socket.ts')
    using _ = { [Symbol.dispose]: () => void socket.disconnect() }
    const isPolling = (): boolean => pollingOf('queue', receivesAllEvents.get()).refetchInterval === pollEvery.queue
    const becomes = async (whole: boolean, by: () => void): Promise<void> => {
      const next = nextOf(receivesAllEvents)
      by()
      assert.deepEqual([await next, receivesAllEvents.get(), isPolling()], [whole, whole, !whole])
    }
    const announce = (whole: boolean) => () => void server.io.emit('delivery_changed', { whole })
    assert.deepEqual([receivesAllEvents.get(), isPolling()], [false, true])

    await becomes(true, () => socket.connect())
    await becomes(false, announce(false))
    assert.equal(socket.connected, true)

    // Signals that arrive meanwhile are received.
    const signals: number[] = []
    const stop = wholeSocket.onSignal(({ n }) => signals.push(n))
    server.io.emit('signal', { callSessionId: 'call', n: 7, from: 'doctor', peerId: 'them', message: { type: 'OFFER', dst: 'me' } })
    await becomes(true, announce(true))
    assert.deepEqual([signals, wholeSocket.connected.get()], [[7], true])
    stop()

    await becomes(false, () => server.io.disconnectSockets())

    // A server that already misses events reports it on connect.
    server.io.once('connection', (client) => client.emit('delivery_changed', { whole: false }))
    const changed = new Promise((resolve) => socket.once('delivery_changed', resolve))
    socket.connect()
    await changed
    assert.deepEqual([socket.connected, receivesAllEvents.get(), isPolling()], [true, false, true])
    await becomes(true, announce(true))
    await becomes(false, () => socket.disconnect())
  },
)
