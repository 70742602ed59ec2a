import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { endWithProblem } from './end-with-problem.ts'

/** The newest request of a connection, its response, and the response before it. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly before: ServerResponse | null
}

interface BrokenRequests {
  /** Every request, as it arrives. */
  readonly note: (request: IncomingMessage, response: ServerResponse) => void
  /** Bytes that are no HTTP request, have too large a head, or came too slowly: a problem, then the end of the connection. */
  readonly answer: (error: Error & { code?: string }, socket: Socket) => void
}

/** Answers what is broken after the whole requests before it on the same connection, whose answers it leaves alone. */
export function makeBrokenRequests(): BrokenRequests {
  const newest = new WeakMap<Socket, Exchange>()
  const answered = new WeakSet<Socket>()
  return {
    note(request, response) {
      newest.set(request.socket, { request, response, before: newest.get(request.socket)?.response ?? null })
    },
    answer(error, socket) {
      if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
      if (answered.has(socket)) return
      answered.add(socket)
      const exchange = newest.get(socket)
      if (!exchange) return end(socket, error)
      const { request, response, before } = exchange
      // What is broken is the body of the newest, or what came after it.
      const isOwnBody = !request.complete
      const last = isOwnBody ? before : response
      const finish = (): void => {
        if (isOwnBody && response.headersSent) socket.end()
        else end(socket, error)
      }
      if (last && !last.writableFinished && !last.destroyed) last.once('close', finish)
      else finish()
    },
  }
}

function end(socket: Socket, { code }: { code?: string }): void {
  if (socket.writable) endWithProblem(socket, { code, statusCode: 400 })
}
