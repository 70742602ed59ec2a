import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../process/config.ts'

interface ClientEventsOptions {
  readonly port: number
  readonly host: string
  /** What is measured, as Prometheus reads it. */
  readonly text: () => Promise<string>
  readonly failed: (error: unknown) => void
}

const TYPE = 'text/plain; version=0.0.4; charset=utf-8'
/** A request has to arrive within. */
const REQUEST_TIMEOUT_MS = 15_000

const answer = (res: ServerResponse, status: number, body: string): void => {
  res.writeHead(status, { 'content-type': TYPE, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body)
}

/** Serves `/metrics` and nothing else, on a port of its own. Throws `ConfigError` where that port cannot be had. */
export async function listenForMetrics({
  port,
  host,
  text,
  failed,
}: ClientEventsOptions): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }, (req, res) => {
    if (req.url?.split('?')[0] !== '/metrics') return answer(res, 404, 'Only /metrics is here.\n')
    if (req.method !== 'GET' && req.method !== 'HEAD') return answer(res.setHeader('allow', 'GET, HEAD'), 405, 'Use GET for /metrics.\n')
    text().then(
      (body) => answer(res, 200, body),
      (error: unknown) => {
        failed(error)
        answer(res, 500, 'The metrics cannot be read; the log says why.\n')
      },
    )
  })
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw refusal(port, error as NodeJS.ErrnoException)
  }
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function refusal(port: number, error: NodeJS.ErrnoException): unknown {
  if (error.code === 'EADDRINUSE')
    return new ConfigError([`METRICS_PORT: ${port} is in use by another program; stop that program, or choose another port.`])
  if (error.code === 'EACCES')
    return new ConfigError([`METRICS_PORT: ${port} needs rights that this user does not have; choose a port from 1024 up.`])
  return error
}
