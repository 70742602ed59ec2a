import type { Duplex } from 'node:stream'
import { WebSocketServer, type ServerOptions } from 'ws'

/** How long a peer may take to answer our close before its connection is cut; ws waits 30 s by default. */
const CLOSE_MS = 2000

/** Looks at a connection that is about to become a websocket, `head` being what came along; answers what is to know the websocket. */
export type WatchWire = (wire: Duplex, head: Buffer) => (websocket: object) => void

/** For Socket.IO's `wsEngine`, which calls it with `new`: a websocket server that does not wait for silent peers. */
export const makeWebSocketServer = (watch: WatchWire | null): typeof WebSocketServer =>
  function Wires(options: ServerOptions): WebSocketServer {
    const patient: ServerOptions & { closeTimeout: number } = { ...options, closeTimeout: CLOSE_MS }
    const server = new WebSocketServer(patient)
    if (watch === null) return server
    const upgrade = server.handleUpgrade.bind(server)
    server.handleUpgrade = (request, wire, head, done) => {
      const know = watch(wire, head)
      upgrade(request, wire, head, (websocket, ...more) => {
        know(websocket)
        done(websocket, ...more)
      })
    }
    return server
  } as unknown as typeof WebSocketServer
