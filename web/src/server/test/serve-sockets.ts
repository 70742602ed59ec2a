import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SOCKET_PATH } from '@medconsult/contract'
import { Server } from 'socket.io'

/** A Socket.IO server at this process's own address, as a browser has one. Before the first import of the page's socket. */
export async function serveSockets(): Promise<{ io: Server } & AsyncDisposable> {
  const http = createServer()
  const io = new Server(http, { path: SOCKET_PATH })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  Object.assign(globalThis, { location: { protocol: 'http:', host: `127.0.0.1:${(http.address() as AddressInfo).port}` } })
  return { io, [Symbol.asyncDispose]: () => io.close() }
}
