import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** One page and a bare relay between clients that open it with the same `room`: no checks, no store. */
const page = readFileSync(new URL('floor-call.html', import.meta.url))
const http = createServer((_, reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end(page))
const io = new Server(http, { transports: ['websocket'] })
io.on('connection', (socket) => {
  const room = String(socket.handshake.query['room'])
  void socket.join(room)
  socket.on('relay', (message: unknown) => socket.to(room).emit('relay', message))
})

http.listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })
})
process.on('disconnect', () => process.exit())
