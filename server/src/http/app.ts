import { randomUUID } from 'node:crypto'
import fastifyCors from '@fastify/cors'
import { LOGIN_HEADER } from '@medconsult/contract'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type onRequestHookHandler,
} from 'fastify'
import type { Logger } from 'pino'
import { makeBrokenRequests } from './connections/broken-requests.ts'
import type { CountUnguarded } from './unguarded-rate.ts'
import { wantsPage, type Pages } from './pages/pages.ts'
import { problemOf } from './problem.ts'
import type { ClientOrigin } from './client-origin.ts'
import { API_HEADERS, STRICT_TRANSPORT } from './security-headers.ts'
import type { Turns } from './connections/turns.ts'

interface AppOptions {
  readonly clientOrigin: ClientOrigin
  readonly corsOrigins: readonly string[]
  readonly pages: Pages
  readonly log: Logger
  readonly turns: Turns
  readonly countUnguarded: CountUnguarded
  /** Time limit for receiving a request's head and body; 15 s by default. */
  readonly requestTimeoutMs?: number
}

const BODY_LIMIT = 16 * 1024
export const REQUEST_TIMEOUT_MS = 15_000

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What counts this route's requests: the access guard, or the pacing of files; absent: the general count. */
    counted?: 'guard' | 'files'
  }
}

/** Fastify with what all routes share: limits, headers, problems instead of its own errors, one log line per request. */
export async function makeApp({
  clientOrigin,
  corsOrigins,
  pages,
  log,
  turns,
  countUnguarded,
  requestTimeoutMs = REQUEST_TIMEOUT_MS,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: 2 * requestTimeoutMs,
    // Node checks for late requests only every 30 s by default.
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 5 },
    keepAliveTimeout: 65_000,
    genReqId: makeRequestIds(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply, log),
    clientErrorHandler: makeBrokenRequests(turns),
  })

  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })

  app.addHook('onRequest', makeOnRequest(clientOrigin, log, countUnguarded))
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(error, request, reply, log))
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && wantsPage(request.headers.accept)) return pages.send(request, reply, null)
    return sendProblem({ statusCode: 404 }, request, reply, log)
  })
  if (corsOrigins.length > 0) {
    await app.register(fastifyCors, {
      origin: [...corsOrigins],
      credentials: true,
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowedHeaders: ['authorization', 'content-type', LOGIN_HEADER],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
    })
  }
  return app
}

/** What happens to every request: headers, a warning about an unknown proxy, one log line, its count. */
function makeOnRequest(clientOrigin: ClientOrigin, log: Logger, countUnguarded: CountUnguarded): onRequestHookHandler {
  let warned = false
  return (request, reply, done) => {
    reply.headers(API_HEADERS)
    if (clientOrigin.isSecure(request.raw)) reply.header('strict-transport-security', STRICT_TRANSPORT)
    if (!warned && clientOrigin.isUntrustedForward(request.raw)) {
      warned = true
      log.warn(
        'A forwarded request came from outside TRUST_PROXY: all clients behind that proxy share one address. Set TRUST_PROXY to its address.',
      )
    }
    const level = request.method === 'GET' || request.method === 'HEAD' ? 'debug' : 'info'
    // An event, not an onResponse hook, which every reply would pay for.
    if (log.isLevelEnabled(level)) {
      const begun = performance.now()
      reply.raw.once('close', () => log[level](lineOf(request, reply, performance.now() - begun), 'request'))
    }
    if (request.routeOptions.config.counted === undefined) countUnguarded(request.raw)
    done()
  }
}

/** Ids unique across runs, cheaper than a random one per request. */
function makeRequestIds(): () => string {
  const run = randomUUID().slice(0, 13)
  let count = 0
  return () => `${run}-${(++count).toString(36)}`
}

/** The log line of a request, without address, query, body or names. */
const lineOf = (request: FastifyRequest, reply: FastifyReply, ms: number) => ({
  requestId: request.id,
  method: request.method,
  route: request.routeOptions.url ?? null,
  status: reply.statusCode,
  ms: Math.round(ms),
})

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const { problem, retryAfterSeconds } = problemOf(error, request.id)
  if (problem.code === 'INTERNAL') log.error({ requestId: request.id, route: request.routeOptions.url ?? null, err: error }, 'unexpected')
  reply.headers(API_HEADERS)
  if (retryAfterSeconds !== null) reply.header('retry-after', Math.ceil(retryAfterSeconds))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem))
}
