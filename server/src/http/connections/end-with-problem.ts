import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemOf } from '../problem.ts'
import { API_HEADERS } from '../security-headers.ts'

function bare(error: unknown) {
  const { problem, retryAfterSeconds } = problemOf(error, randomUUID())
  const body = JSON.stringify(problem)
  const headers: OutgoingHttpHeaders = {
    ...API_HEADERS,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    ...(retryAfterSeconds === null ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) }),
  }
  return { status: problem.status, headers, body }
}

/** Writes a problem to a bare connection without a response object, and ends it. */
export function endWithProblem(socket: Duplex, error: unknown): void {
  const { status, headers, body } = bare(error)
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${String(value)}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}

/** Writes a problem outside of Fastify. */
export function answerProblem(response: ServerResponse, error: unknown): void {
  const { status, headers, body } = bare(error)
  response.writeHead(status, headers).end(body)
}
