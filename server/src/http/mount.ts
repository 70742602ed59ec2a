import type { IncomingMessage } from 'node:http'
import { LOGIN_HOURS, operations, type Operation, type RouteName } from '@medconsult/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ctx, Person, RequestFacts, RequestUseCase } from '../core/use-case.ts'
import type { Principal } from './authenticate.ts'
import { clearCookie, setCookie, setMark } from './cookie.ts'
import { makeAccessGuard, type AccessGuardOptions } from './access-guard.ts'
import { makeParser } from './parse.ts'
import { serializerOf } from './serializer.ts'

export type Handlers = { readonly [N in RouteName]: RequestUseCase<N> }

export interface MountOptions extends AccessGuardOptions {
  readonly now: () => Date
  readonly handlers: Handlers
  readonly ctxOf: (actor: Person | null) => Ctx
  readonly requestFacts: (req: IncomingMessage) => RequestFacts
  /** A newer token for a cookie's login, or null. */
  readonly renew: (principal: Principal) => Promise<{ token: string; expiresAt: string } | null>
  /** Called with each person's request and, if it is about one, their call. */
  readonly seen: (person: Person, callSessionId: string | null) => void
}

/** A cookie with less time left than this is renewed by any reply. */
const RENEW_BELOW_MS = 12 * 3_600_000

/** Mounts every row of the routes table as a Fastify route: guard, parse, use case, reply schema. */
export function mountRoutes(app: FastifyInstance, options: MountOptions): void {
  const guard = makeAccessGuard(options)
  for (const name of Object.keys(operations) as RouteName[]) mountRoute(app, name, options, guard)
}

function mountRoute(app: FastifyInstance, name: RouteName, options: MountOptions, guard: ReturnType<typeof makeAccessGuard>): void {
  const route: Operation = operations[name]
  const parse = makeParser(route)
  const serialize = serializerOf(route.reply)
  const useCase = options.handlers[name] as (ctx: Ctx, input: unknown, facts: RequestFacts) => Promise<unknown>
  const renew = makeCookieRenewal(options)
  const principals = new WeakMap<FastifyRequest, Principal>()

  const serve = async (principal: Principal | null, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const input = parse(request)
    const facts = options.requestFacts(request.raw)
    const answer = await useCase(options.ctxOf(principal?.person ?? null), input, facts)
    const created = route.creates ? (answer as { created: boolean; reply: unknown }) : null
    const body = created ? created.reply : answer
    if (principal !== null && route.isAboutCall) options.seen(principal.person, (input.params as { id: string }).id)
    if (route.cookie) reply.header('set-cookie', cookiesOf(route.cookie, body, facts, options.clientOrigin.isSecure(request.raw)))
    if (route.unhealthyIs503 && (body as { status: string }).status !== 'ok') reply.code(503).header('retry-after', 2)
    if (created?.created) reply.code(201)
    if (route.accepts) reply.code(202)
    return reply.header('content-type', 'application/json; charset=utf-8').send(serialize(body))
  }

  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<Principal | null> => {
    const principal = await guard.admit(route, request.raw, (request.params as { id?: string }).id ?? null)
    if (principal !== null) {
      options.seen(principal.person, null)
      if (!route.cookie) await renew(principal, request, reply)
    }
    return principal
  }

  const { method, path: url } = route
  const config = { counted: 'guard' } as const
  if (method === 'GET') {
    // Without a body, guard and use case run in one step.
    app.route({ method, url, config, handler: async (request, reply) => serve(await admit(request, reply), request, reply) })
    return
  }
  app.route({
    method,
    url,
    config,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    onRequest: async (request, reply) => {
      const principal = await admit(request, reply)
      if (principal !== null) principals.set(request, principal)
    },
    handler: (request, reply) => serve(principals.get(request) ?? null, request, reply),
  })
}

/** The cookies that a login sets or a logout clears, besides the browser’s mark. */
function cookiesOf(effect: NonNullable<Operation['cookie']>, body: unknown, { browser }: RequestFacts, secure: boolean): string | string[] {
  if (effect === 'clears') return clearCookie(secure)
  const login = setCookie((body as { token: string }).token, LOGIN_HOURS * 3600, secure)
  return browser === null ? login : [login, setMark(browser, secure)]
}

/** Renews the cookie of a request if it expires soon. */
function makeCookieRenewal({ now, renew, clientOrigin }: MountOptions) {
  const isDue = (principal: Principal, request: FastifyRequest): boolean =>
    request.headers.authorization === undefined && principal.endsAt - now().getTime() <= RENEW_BELOW_MS

  return async (principal: Principal, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const fresh = isDue(principal, request) ? await renew(principal) : null
    if (fresh === null) return
    const seconds = Math.floor((Date.parse(fresh.expiresAt) - now().getTime()) / 1000)
    reply.header('set-cookie', setCookie(fresh.token, seconds, clientOrigin.isSecure(request.raw)))
  }
}
