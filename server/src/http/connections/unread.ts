import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'

interface UnreadOptions {
  readonly log: Logger
  /** A client that reads nothing of its pending response for this long is cut. */
  readonly cutMs: number
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number
}

/** How much of its response a client had read, and since when. */
interface Taken {
  readonly bytes: number
  readonly held: number
  readonly at: number
}

/**
 * Cuts connections whose client does not read its response; returns a function to call periodically. Node's own timeout
 * restarts with every byte that the client *sends*, so further requests would keep an unread response forever.
 */
export function makeUnreadWatch(server: Server, { log, cutMs, now = () => performance.now() }: UnreadOptions): () => void {
  const open = new Set<Socket>()
  const taken = new WeakMap<Socket, Taken>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const isStuck = (socket: Socket): boolean => {
    const [bytes, held] = [socket.bytesWritten - socket.writableLength, heldOf(socket)]
    const last = taken.get(socket)
    if (last?.bytes === bytes && last.held === held) return now() - last.at >= cutMs
    taken.set(socket, { bytes, held, at: now() })
    return false
  }
  return () => {
    for (const socket of open) {
      if (socket.writableLength === 0) taken.delete(socket)
      else if (isStuck(socket)) {
        log.info('a connection that does not read is cut')
        socket.destroy()
      }
    }
  }
}

/** Bytes handed to the operating system that the client has not read; Node's own socket timeout uses the same value. */
export function heldOf(socket: Socket): number {
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly writeQueueSize?: number } | null }
  return handle?.writeQueueSize ?? 0
}
