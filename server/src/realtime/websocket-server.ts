import type { Duplex } from 'node:stream'
import { WebSocketServer, type ServerOptions } from 'ws'

/** How long a peer may take to answer our close before its connection is cut; ws waits 30 s by default. */
const CLOSE_MS = 2000

/** Watches a connection that becomes a websocket; `head` is what arrived with the request. Returns what receives the websocket. */
export type WatchUpgrade = (connection: Duplex, head: Buffer) => (websocket: object) => void

/** For Socket.IO's `wsEngine`, which calls it with `new`: a websocket server that does not wait for silent peers. */
export const makeWebSocketServer = (watch: WatchUpgrade | null): typeof WebSocketServer =>
  function WebSockets(options: ServerOptions): WebSocketServer {
    const ownOptions: ServerOptions & { closeTimeout: number } = { ...options, closeTimeout: CLOSE_MS }
    const server = new WebSocketServer(ownOptions)
    if (watch === null) return server
    const upgrade = server.handleUpgrade.bind(server)
    server.handleUpgrade = (request, connection, head, done) => {
      const opened = watch(connection, head)
      upgrade(request, connection, head, (websocket, ...more) => {
        opened(websocket)
        done(websocket, ...more)
      })
    }
    return server
  } as unknown as typeof WebSocketServer
