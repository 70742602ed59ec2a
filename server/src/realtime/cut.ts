import type { AppSocket } from './socket.ts'

interface Wire {
  readonly bufferedAmount: number
  terminate(): void
}

type Conn = AppSocket['conn']

/** The websocket of a connection; undefined while it polls. */
export const wireOf = (transport: Conn['transport']): Wire | undefined => (transport as unknown as { socket?: Wire }).socket

/** Cuts without a closing handshake, which would wait for the client behind everything that is buffered. */
export function cut(conn: Conn): void {
  wireOf(conn.transport)?.terminate()
  conn.close(true)
}
