import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../process/config.ts'

interface ClientEventsOptions {
  readonly port: number
  readonly host: string
  /** The metrics in Prometheus's text format. */
  readonly text: () => Promise<string>
  readonly failed: (error: unknown) => void
}

const TYPE = 'text/plain; version=0.0.4; charset=utf-8'
/** Time limit for receiving a request. */
const REQUEST_TIMEOUT_MS = 15_000

const answer = (res: ServerResponse, status: number, body: string): void => {
  res.writeHead(status, { 'content-type': TYPE, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body)
}

/** Serves only `/metrics`, on its own port. Throws `ConfigError` if the port is not available. */
export async function listenForMetrics({
  port,
  host,
  text,
  failed,
}: ClientEventsOptions): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }, (req, res) => {
    if (req.url?.split('?')[0] !== '/metrics') return answer(res, 404, 'Only /metrics is served here.\n')
    if (req.method !== 'GET' && req.method !== 'HEAD') return answer(res.setHeader('allow', 'GET, HEAD'), 405, 'Use GET for /metrics.\n')
    text().then(
      (body) => answer(res, 200, body),
      (error: unknown) => {
        failed(error)
        answer(res, 500, 'Reading the metrics failed; the log says why.\n')
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
    return new ConfigError([`METRICS_PORT: ${port} needs privileges that this user does not have; choose a port from 1024 up.`])
  return error
}
