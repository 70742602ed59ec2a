import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'

/** The newest request of a connection, its response, and the response before it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly before: ServerResponse | null
}

export interface Turns {
  /** The newest request that has arrived on a connection, answered or not. */
  newestOf(socket: Socket): Exchange | undefined
  /** Serializes the requests of each connection before they reach the server's current listeners. */
  hold(server: Server): void
}

/** Pipelined requests of one connection that may wait for earlier responses. No browser pipelines. */
const MOST_WAITING = 100

const isOver = (response: ServerResponse): boolean => response.writableFinished || response.destroyed

/**
 * One response at a time per connection: a pipelined request waits until the response before it has been sent, and other
 * connections get their turn in between. A connection with too many waiting requests is cut.
 */
export function makeTurns(log: Logger): Turns {
  const newest = new WeakMap<Socket, Exchange>()
  const waiting = new WeakMap<Socket, Exchange[]>()

  function cutFlood(socket: Socket): void {
    waiting.delete(socket)
    if (socket.destroyed) return
    log.info('a connection that never stops asking is cut')
    socket.destroy()
    stopParsing(socket)
  }

  return {
    newestOf: (socket) => newest.get(socket),
    hold(server) {
      const listeners = server.listeners('request') as RequestListener[]
      server.removeAllListeners('request')
      const serve = (request: IncomingMessage, response: ServerResponse): void => {
        for (const listener of listeners) listener.call(server, request, response)
      }
      const serveNext = (socket: Socket): void => {
        const queue = waiting.get(socket)
        const next = queue?.shift()
        if (queue === undefined || next === undefined || !socket.writable) return void waiting.delete(socket)
        // Other connections get their turn in between.
        next.response.once('close', () => setImmediate(serveNext, socket))
        serve(next.request, next.response)
      }
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        const { socket } = request
        if (socket.destroyed) return
        const before = newest.get(socket)?.response ?? null
        const exchange = { request, response, before }
        newest.set(socket, exchange)
        const queue = waiting.get(socket)
        if (queue !== undefined) {
          if (queue.length >= MOST_WAITING) cutFlood(socket)
          else queue.push(exchange)
          return
        }
        if (before === null || isOver(before)) return serve(request, response)
        waiting.set(socket, [exchange])
        before.once('close', () => setImmediate(serveNext, socket))
      })
      // By default Node would answer each of these immediately, bypassing the order.
      server.on('checkExpectation', ({ socket }: IncomingMessage) => {
        waiting.delete(socket)
        socket.end(EXPECTATION_FAILED)
        stopParsing(socket)
      })
      server.prependListener('upgrade', ({ socket }: IncomingMessage, connection: Duplex) => {
        const last = newest.get(socket)
        // An upgrade would be answered ahead of earlier requests.
        if (last !== undefined && !isOver(last.response)) connection.destroy()
      })
    },
  }
}

/** Node emits every request parsed from one read, even after the connection is gone; a thousand of them block the process. */
function stopParsing(socket: Socket): void {
  const { parser } = socket as unknown as { readonly parser?: { onIncoming?: unknown } | null }
  if (parser) parser.onIncoming = () => STOP
}

/** `100-continue` is the only defined expectation. RFC 9110, 10.1.1. */
const EXPECTATION_FAILED = 'HTTP/1.1 417 Expectation Failed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** Makes Node's HTTP parser expect no body and parse nothing further. */
const STOP = 2
