import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { createClient } from '@redis/client'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { NO_REDIS, provideRedis, secretOf } from '../../../testing/redis-server.ts'
import { until } from '../../../testing/until.ts'
import { makeEventsAdapter } from './events-adapter.ts'
import { openRedis } from './redis.ts'

const redis = await provideRedis()
if (redis === null) console.log(NO_REDIS)
after(() => redis?.[Symbol.asyncDispose]())

/** A process with one client, whose events are collected. */
async function startProcess(url: string, secret: string) {
  await using starting = new AsyncDisposableStack()
  const events: string[] = []
  const lines: string[] = []
  const own = starting.use(await openRedis({ url, secret, say: () => undefined }))
  const http = createServer()
  const server = new Server(http, { adapter: makeEventsAdapter(own, (line) => lines.push(line)) })
  starting.defer(() => server.close())
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'], forceNew: true })
  starting.defer(() => void client.disconnect())
  client.onAny((event: string, payload: string) => events.push(`${event} ${payload}`))
  await until(() => server.sockets.sockets.size === 1, 'the client')
  const socket = [...server.sockets.sockets.values()][0]!
  const stack = starting.move()
  return { server, socket, events, lines, prefix: `${own.key('events')}#/#`, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

if (redis !== null) {
  test('makeEventsAdapter: who leaves a room and enters it again at once goes on receiving its events', async (t) => {
    await using here = await startProcess(redis.url, secretOf(t.fullName))
    await using there = await startProcess(redis.url, secretOf(t.fullName))
    void here.socket.join('room')
    await until(() => {
      there.server.to('room').emit('hello', 'before')
      return here.events.includes('hello before')
    }, 'the first subscription')
    for (let round = 0; round < 5; round++) {
      void here.socket.leave('room')
      void here.socket.join('room')
      await until(() => {
        there.server.to('room').emit('hello', `round ${round}`)
        return here.events.includes(`hello round ${round}`)
      }, `an event after round ${round}`)
    }
  })

  const toRoom = { rooms: ['room'], except: [] }
  const from = { uid: 'someone', nsp: '/' }
  const packet = { type: 2, data: ['forged', 'x'], nsp: '/' }
  const hostile: Record<string, string> = {
    'no message at all': 'x',
    'no data': JSON.stringify({ ...from, type: 3 }),
    'too large': JSON.stringify({ ...from, type: 3, data: { packet: { ...packet, data: ['forged', 'x'.repeat(300_000)] }, opts: toRoom } }),
    'an event to everyone': JSON.stringify({ ...from, type: 3, data: { packet, opts: { rooms: [], except: [] } } }),
    'no event': JSON.stringify({ ...from, type: 3, data: { packet: { ...packet, type: 1 }, opts: toRoom } }),
    'an event to be acknowledged': JSON.stringify({ ...from, type: 3, data: { packet, opts: toRoom, requestId: 'r' } }),
    'sockets join': JSON.stringify({ ...from, type: 4, data: { opts: toRoom, rooms: ['other'] } }),
    'sockets leave': JSON.stringify({ ...from, type: 5, data: { opts: toRoom, rooms: ['room'] } }),
    'a list of sockets': JSON.stringify({ ...from, type: 7, data: { opts: toRoom, requestId: 'r' } }),
    'a server-side event': JSON.stringify({ ...from, type: 9, data: { packet: ['forged'], requestId: 'r' } }),
    'everyone is disconnected': JSON.stringify({ ...from, type: 6, data: { opts: { rooms: [], except: [] }, close: true } }),
  }

  test('makeEventsAdapter: what no process of this product sends is dropped, answered by nothing, and said once', async (t) => {
    await using here = await startProcess(redis.url, secretOf(t.fullName))
    await using there = await startProcess(redis.url, secretOf(t.fullName))
    const stranger = await createClient({ url: redis.url }).connect()
    t.after(() => stranger.destroy())
    const answers: string[] = []
    const listener = stranger.duplicate()
    await listener.connect()
    t.after(() => listener.destroy())
    await listener.sSubscribe(`${here.prefix}someone#`, (message) => answers.push(message))
    void here.socket.join('room')
    const published = async (channel: string, message: string) =>
      until(async () => (await stranger.sPublish(channel, message)) > 0, 'a subscriber')
    for (const channel of [`${here.prefix}room#`, here.prefix])
      for (const message of Object.values(hostile)) await published(channel, message)
    await until(() => {
      there.server.to('room').emit('hello', 'still')
      return here.events.includes('hello still')
    }, 'a real event')
    assert.deepEqual(
      here.events.filter((event) => !event.startsWith('hello')),
      [],
    )
    assert.deepEqual([...here.socket.rooms].toSorted(), ['room', here.socket.id].toSorted())
    assert.deepEqual(answers, [])
    assert.equal(here.lines.length, 1)
    there.server.in('room').disconnectSockets(true)
    await until(() => here.server.sockets.sockets.size === 0, 'the real disconnection')
  })
}
