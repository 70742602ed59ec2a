import type { AddressInfo } from 'node:net'
import { createClient } from '@redis/client'
import { createShardedAdapter } from '@socket.io/redis-adapter'
import { fastify } from 'fastify'
import { Server } from 'socket.io'

/** One of several bare Socket.IO servers on one Redis (FLOOR_REDIS), with the sharded adapter: `POST /:room` emits to the room that a socket names in `auth`. */
const url = process.env['FLOOR_REDIS']!
const [commands, subscriber] = [createClient({ url, RESP: 2 }), createClient({ url, RESP: 2 })]
await Promise.all([commands.connect(), subscriber.connect()])

// Awaiting Redis, the adapter would keep this process's own sockets waiting, and the other's would seem to be close behind them.
const publisher = {
  // By this the adapter recognises the client's kind.
  sSubscribe: () => Promise.resolve(),
  sPublish: async (channel: string, message: string | Uint8Array) => {
    void commands.sPublish(channel, typeof message === 'string' ? message : Buffer.from(message))
  },
}

const app = fastify()
app.post<{ Params: { room: string } }>('/:room', ({ params: { room } }) => {
  io.to(room).emit('queue_updated', { scheduleId: 'floor', totalInQueue: 1, rev: 1 })
  return { isReady: true }
})
const io = new Server(app.server, { transports: ['websocket'], adapter: createShardedAdapter(publisher, subscriber) })
io.on('connection', (socket) => {
  const { room } = socket.handshake.auth as { room?: string }
  if (room !== undefined) void socket.join(room)
})

await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` })
process.on('disconnect', () => process.exit())
