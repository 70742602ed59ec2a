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
  /** From now on whoever serves the requests of this server gets those of one connection one after the other. */
  hold(server: Server): void
}

/** Requests of one connection that may wait for the answers before theirs. No browser sends a second one unasked. */
const MOST_WAITING = 100

const isOver = (response: ServerResponse): boolean => response.writableFinished || response.destroyed

/**
 * One answer at a time for a connection: a request that comes before the answers of those ahead of it has gone out waits,
 * and others have their turn in between. Who sends more and more of them is cut.
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
        const line = waiting.get(socket)
        const next = line?.shift()
        if (line === undefined || next === undefined || !socket.writable) return void waiting.delete(socket)
        // Others have their turn in between.
        next.response.once('close', () => setImmediate(serveNext, socket))
        serve(next.request, next.response)
      }
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        const { socket } = request
        if (socket.destroyed) return
        const before = newest.get(socket)?.response ?? null
        const exchange = { request, response, before }
        newest.set(socket, exchange)
        const line = waiting.get(socket)
        if (line !== undefined) {
          if (line.length >= MOST_WAITING) cutFlood(socket)
          else line.push(exchange)
          return
        }
        if (before === null || isOver(before)) return serve(request, response)
        waiting.set(socket, [exchange])
        before.once('close', () => setImmediate(serveNext, socket))
      })
      // Node would answer each of these by itself, as many as come, before anybody takes turns.
      server.on('checkExpectation', ({ socket }: IncomingMessage) => {
        waiting.delete(socket)
        socket.end(EXPECTATION_FAILED)
        stopParsing(socket)
      })
      server.prependListener('upgrade', ({ socket }: IncomingMessage, connection: Duplex) => {
        const last = newest.get(socket)
        // It would be answered ahead of those before it.
        if (last !== undefined && !isOver(last.response)) connection.destroy()
      })
    },
  }
}

/** Of what has arrived with one read Node hands over all requests, also those of a connection that is gone: a thousand keep everybody waiting. */
function stopParsing(socket: Socket): void {
  const { parser } = socket as unknown as { readonly parser?: { onIncoming?: unknown } | null }
  if (parser) parser.onIncoming = () => STOP
}

/** Of an `Expect` header only `100-continue` means something. RFC 9110, 10.1.1. */
const EXPECTATION_FAILED = 'HTTP/1.1 417 Expectation Failed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** To Node's HTTP parser: no body, and nothing after it. */
const STOP = 2
