import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Edge } from './proxy.ts'
import { pagePolicy } from './security-headers.ts'

/** The paths that serve the app. Every other path is an API's, an asset's or nobody's. */
export const PAGES = [
  '/',
  '/login',
  '/register',
  '/practice',
  '/practice/:scheduleId',
  '/visit/:scheduleId',
  '/call/:callSessionId',
  '/audit',
] as const

export interface Pages {
  /** False: web/dist has no index.html. */
  readonly isBuilt: boolean
  send(request: FastifyRequest, reply: FastifyReply, status: 200 | 404): FastifyReply
}

/** Whether a request would rather have a page: `text/html` named and not refused, `*` alone does not. */
export const wantsPage = (accept: string | undefined): boolean =>
  accept !== undefined && /\btext\/html\b(?!\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$))/i.test(accept)

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const NOT_BUILT =
  '<!doctype html><title>MedConsult</title><p>The web app is not built. Run <code>npm run build</code>, then start the server again.'

/** The app's one page: read once, then given a nonce of its own for every request. */
export function makePages(dist: string, config: Pick<Config, 'clinicName' | 'emergencyNumber' | 'timeZone'>, edge: Edge): Pages {
  const file = join(dist, 'index.html')
  const isBuilt = existsSync(file)
  const named = (isBuilt ? readFileSync(file, 'utf8') : NOT_BUILT)
    .replaceAll('%CLINIC_NAME%', () => escapeHtml(config.clinicName))
    .replaceAll('%EMERGENCY_NUMBER%', () => escapeHtml(config.emergencyNumber))
    .replaceAll('%TIME_ZONE%', () => escapeHtml(config.timeZone))
  const parts = named.split('%CSP_NONCE%')
  return {
    isBuilt,
    send(request, reply, status) {
      const nonce = randomBytes(16).toString('base64url')
      const origin = edge.ownOrigin(request.raw)
      if (!URL.canParse(origin)) throw Object.assign(new Error('a Host that is none'), { statusCode: 400 })
      const { host } = new URL(origin)
      return reply
        .code(isBuilt ? status : 503)
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', pagePolicy(nonce, host))
        .send(parts.join(nonce))
    },
  }
}

/** The pages and the files behind them. Names of built assets carry their content's hash: they never change. */
export async function mountPages(app: FastifyInstance, pages: Pages, dist: string): Promise<void> {
  for (const url of PAGES) app.get(url, (request, reply) => pages.send(request, reply, 200))
  if (!pages.isBuilt) return
  await app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', '**/*.br', '**/*.gz'],
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
  })
}
