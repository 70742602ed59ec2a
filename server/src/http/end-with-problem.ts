import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { problemOf } from './problem.ts'
import { API_HEADERS } from './security-headers.ts'

/** Answers on a bare connection, where no response stands ready, and ends it. */
export function endWithProblem(socket: Duplex, error: unknown): void {
  const { problem } = problemOf(error, randomUUID())
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
