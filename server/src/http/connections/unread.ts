import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'

interface UnreadOptions {
  readonly log: Logger
  /** Who takes nothing of what waits for them for so long is cut. */
  readonly cutMs: number
  /** Milliseconds, never going back. */
  readonly now?: () => number
}

/** How far a connection's other end had taken what it was sent, and since when. */
interface Taken {
  readonly bytes: number
  readonly held: number
  readonly at: number
}

/**
 * Cuts connections whose other end takes nothing of what it was sent; answers what is to be called again and again.
 * Node's own limit begins anew with every byte that the other end *sends*: asking on would keep an answer that nobody reads.
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

/** Bytes that the system has been given and the other end has not taken: Node's own timeout of a connection looks at it, too. */
export function heldOf(socket: Socket): number {
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly writeQueueSize?: number } | null }
  return handle?.writeQueueSize ?? 0
}
