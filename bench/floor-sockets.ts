import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PING_SECONDS } from '@medconsult/contract'
import { Server } from 'socket.io'

/** Socket.IO alone: accepts every socket and emits nothing. Pings as often as the product. */
const http = createServer()
const io = new Server({ transports: ['websocket'], pingInterval: PING_SECONDS * 1000, pingTimeout: PING_SECONDS * 1000 })
io.attach(http)

http.listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })
})
process.on('disconnect', () => process.exit())
