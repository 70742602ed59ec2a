import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PING_SECONDS } from '@medconsult/contract'
import { Server } from 'socket.io'
import { oneRow, sameRows } from './floor-commit.ts'

/**
 * The least that “told once it is safe” can cost: a bare POST, one durable commit, one emit, the reply. `POST /all` tells
 * everyone, any other path the room of that name, a number, which a socket names in `auth`. Pings as often as the product.
 * FLOOR_PRACTICES: the commit is the product's own rows, of so many practices; else one row.
 */
const { FLOOR_DIR = '', FLOOR_PRACTICES } = process.env
const commit = FLOOR_PRACTICES === undefined ? oneRow(FLOOR_DIR) : await sameRows(FLOOR_DIR, Number(FLOOR_PRACTICES), 10)

const http = createServer((request, reply) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { isReady } = JSON.parse(Buffer.concat(chunks).toString()) as { isReady: boolean }
    const room = request.url!.slice(1)
    const rev = commit(Number(room) || 0, isReady)
    if (room === 'all') io.emit('schedule_status_changed', { scheduleId: 'floor', status: 'ONLINE' })
    else io.to(room).emit('queue_updated', { scheduleId: 'floor', totalInQueue: 1, rev })
    const body = JSON.stringify({ isReady })
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
})
const io = new Server(http, { transports: ['websocket'], pingInterval: PING_SECONDS * 1000, pingTimeout: PING_SECONDS * 1000 })
io.on('connection', (socket) => {
  const { room } = socket.handshake.auth as { room?: string }
  if (room !== undefined) void socket.join(room)
})

http.listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })
})
process.on('disconnect', () => process.exit())
