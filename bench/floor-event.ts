import type { AddressInfo } from 'node:net'
import { PING_SECONDS } from '@medconsult/contract'
import { fastify } from 'fastify'
import { Server } from 'socket.io'
import { oneRow, sameRows } from './floor-commit.ts'

/**
 * The least that an event after a durable commit can cost: a bare Fastify's POST, one commit, one emit, the reply. `POST /all`
 * emits to everyone, any other path to the room of that number, which a socket names in `auth`. Pings as often as the product.
 * With FLOOR_PRACTICES it commits the product's own rows for that many practices, otherwise one row.
 */
const { FLOOR_DIR = '', FLOOR_PRACTICES } = process.env
const commit = FLOOR_PRACTICES === undefined ? oneRow(FLOOR_DIR) : await sameRows(FLOOR_DIR, Number(FLOOR_PRACTICES), 10)

const app = fastify()
app.post<{ Params: { room: string }; Body: { isReady: boolean } }>('/:room', ({ params: { room }, body: { isReady } }) => {
  const rev = commit(Number(room) || 0, isReady)
  if (room === 'all') io.emit('schedule_status_changed', { scheduleId: 'floor', status: 'ONLINE' })
  else io.to(room).emit('queue_updated', { scheduleId: 'floor', totalInQueue: 1, rev })
  return { isReady }
})
const io = new Server(app.server, { transports: ['websocket'], pingInterval: PING_SECONDS * 1000, pingTimeout: PING_SECONDS * 1000 })
io.on('connection', (socket) => {
  const { room } = socket.handshake.auth as { room?: string }
  if (room !== undefined) void socket.join(room)
})

await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` })
process.on('disconnect', () => process.exit())
