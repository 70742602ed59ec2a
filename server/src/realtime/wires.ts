import { WebSocketServer, type ServerOptions } from 'ws'

/** A peer may take so long to answer our close; then its connection is cut. Unless told, ws waits 30 s. */
const CLOSE_MS = 2000

/** For Socket.IO's `wsEngine`, which calls it with `new`: a websocket server that waits for no silent peer. */
export function Wires(options: ServerOptions): WebSocketServer {
  const patient: ServerOptions & { closeTimeout: number } = { ...options, closeTimeout: CLOSE_MS }
  return new WebSocketServer(patient)
}
