import type { ClientToServer, ServerToClient, Side } from '@medconsult/contract'
import type { Server, Socket } from 'socket.io'
import type { Principal } from '../http/authenticate.ts'

/** What a socket carries: its principal and the calls it has joined. */
export interface SocketData {
  principal: Principal
  readonly calls: Map<string, Side>
}

export type AppSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>
export type AppServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>

type CloseReason = 'revoked' | 'moved' | 'too_many' | 'ended'

/** Closes a socket of this process for good: its page does not connect again by itself. */
export function closeFor(reason: CloseReason, socket: AppSocket): void {
  socket.emit('session_closed', { reason })
  socket.disconnect(true)
}

/** The same for all sockets in a room, on every process. */
export function closeRoomFor(reason: CloseReason, io: AppServer, room: string): void {
  io.in(room).emit('session_closed', { reason })
  io.in(room).disconnectSockets(true)
}
