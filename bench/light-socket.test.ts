import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Server } from 'socket.io'
import { LightSocket } from './light-socket.ts'

async function serve(): Promise<{ io: Server; origin: string } & AsyncDisposable> {
  const http = createServer()
  const io = new Server(http, { pingInterval: 20 })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return { io, origin, [Symbol.asyncDispose]: () => io.close() }
}

test('LightSocket: signs in, gets acknowledgements, receives short and long events, answers pings', async () => {
  await using server = await serve()
  server.io.on('connection', (socket) => {
    socket.on('echo', (text: string, ack: (answer: unknown) => void) => ack({ text, auth: socket.handshake.auth as unknown }))
  })
  using socket = await LightSocket.open(server.origin, { token: 'a' })
  for (const text of ['b', 'ü'.repeat(100), 'ü'.repeat(20_000)])
    assert.deepEqual(await socket.ask('echo', text), { text, auth: { token: 'a' } })

  const received: [string, unknown][] = []
  const three = new Promise<void>((resolve) => {
    socket.onEvent = (event, payload) => {
      if (received.push([event, JSON.parse(payload)]) === 3) resolve()
    }
  })
  for (const length of [1, 200, 100_000]) server.io.emit('notice', { text: 'ä'.repeat(length) })
  await three
  assert.deepEqual(
    received,
    [1, 200, 100_000].map((length) => ['notice', { text: 'ä'.repeat(length) }]),
  )
  const [client] = await server.io.fetchSockets()
  const { conn } = server.io.sockets.sockets.get(client!.id)!
  // The server's heartbeat event confirms that the ping was answered.
  for (let pongs = 0; pongs < 2; pongs++) await once(conn as unknown as NodeJS.EventEmitter, 'heartbeat')
  assert(socket.pings >= 2)
})

test('LightSocket: a refused handshake throws the reason', async () => {
  await using server = await serve()
  server.io.use((_socket, next) => next(new Error('not you')))
  await assert.rejects(LightSocket.open(server.origin, {}), /not you/)
})
