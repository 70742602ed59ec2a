import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { problemOf } from './problem.ts'
import { API_HEADERS } from './security-headers.ts'

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
      if (!exchange) return end(socket, error.code)
      const { request, response, before } = exchange
      // What is broken is the body of the newest, or what came after it.
      const isOwnBody = !request.complete
      const last = isOwnBody ? before : response
      const finish = (): void => {
        if (isOwnBody && response.headersSent) socket.end()
        else end(socket, error.code)
      }
      if (last && !last.writableFinished && !last.destroyed) last.once('close', finish)
      else finish()
    },
  }
}

function end(socket: Socket, code: string | undefined): void {
  if (!socket.writable) return
  const { problem } = problemOf({ code, statusCode: 400 }, randomUUID())
  const body = JSON.stringify(problem)
  const headers = {
    ...API_HEADERS,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, ...lines, '', body].join('\r\n'))
}
