import type { AppSocket } from './socket.ts'

interface Wire {
  readonly bufferedAmount: number
  terminate(): void
}

type Conn = AppSocket['conn']

/** The websocket of a connection; undefined while it polls. */
export const wireOf = (transport: Conn['transport']): Wire | undefined => (transport as unknown as { socket?: Wire }).socket

/** No closing handshake: it would wait for the other end, with everything that is piled up. */
export function cut(conn: Conn): void {
  wireOf(conn.transport)?.terminate()
  conn.close(true)
}
