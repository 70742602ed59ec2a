import type { AppSocket } from './socket.ts'

interface OpenWebSocket {
  readonly bufferedAmount: number
  terminate(): void
}

type Conn = AppSocket['conn']

/** The websocket of a connection; undefined while it polls. */
export const websocketOf = (transport: Conn['transport']): OpenWebSocket | undefined =>
  (transport as unknown as { socket?: OpenWebSocket }).socket

/** Cuts without a closing handshake, which would wait for the client behind everything that is buffered. */
export function cut(conn: Conn): void {
  websocketOf(conn.transport)?.terminate()
  conn.close(true)
}
