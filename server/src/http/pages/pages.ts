import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { firstReadsOf, pages as table, type PageName, type Role } from '@medconsult/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../process/config.ts'
import { readCookie } from '../cookie.ts'
import { isAssetName } from './kept-assets.ts'
import type { ClientOrigin } from '../client-origin.ts'
import { PAGE_HEADERS, pagePolicy } from '../security-headers.ts'

export interface Pages {
  /** False: web/dist has no index.html. */
  readonly isBuilt: boolean
  /** Another for every build: pages tell by it that theirs is an older one. */
  readonly build: string
  /** A page of the table, or with null the app at a path that is none (404). */
  send(request: FastifyRequest, reply: FastifyReply, page: PageName | null): FastifyReply
}

/** Whether a request would rather have a page: `text/html` named and not refused, `*` alone does not. */
export const wantsPage = (accept: string | undefined): boolean =>
  accept !== undefined && /\btext\/html\b(?!\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$))/i.test(accept)

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** Written by the build: page → its files. */
const CHUNKS = 'pages.json'

const NOT_BUILT =
  '<!doctype html><title>MedConsult</title><p>The web app is not built. Run <code>npm run build</code>, then start the server again.'

/** The role that a token of ours names while it is good, else null. */
type RoleOf = (token: string) => Role | null

/** The app's one page: read once, then given a nonce of its own for every request. */
export function makePages(
  dist: string,
  config: Pick<Config, 'clinicName' | 'clinicPhone' | 'emergencyNumber' | 'timeZone'>,
  clientOrigin: ClientOrigin,
  roleOf: RoleOf,
): Pages {
  const file = join(dist, 'index.html')
  const isBuilt = existsSync(file)
  const source = isBuilt ? readFileSync(file, 'utf8') : NOT_BUILT
  const build = createHash('sha256').update(source).digest('base64url').slice(0, 12)
  const named = source
    .replaceAll('%CLINIC_NAME%', () => escapeHtml(config.clinicName))
    .replaceAll('%EMERGENCY_NUMBER%', () => escapeHtml(config.emergencyNumber))
    .replaceAll('%CLINIC_PHONE%', () => escapeHtml(config.clinicPhone ?? ''))
    .replaceAll('%TIME_ZONE%', () => escapeHtml(config.timeZone))
    .replaceAll('%BUILD%', build)
  const parts = named.split('%CSP_NONCE%')
  const chunks = readChunks(dist)

  /** What the page will ask for once its first script runs, so that the browser asks at once: its code, and what somebody signed in reads first. */
  function hintsOf(page: PageName, request: FastifyRequest): string {
    const token = readCookie(request.headers.cookie, clientOrigin.isSecure(request.raw))
    const role = token === null ? null : roleOf(token)
    const [id] = Object.values(request.params as Record<string, string>)
    const reads = role === null ? [] : firstReadsOf(table[page], role, id)
    return [
      ...reads.map((url) => `<link rel="preload" as="fetch" crossorigin href="${escapeHtml(url)}">`),
      ...(chunks[page] ?? []).map((chunk) => `<link rel="modulepreload" crossorigin href="/${escapeHtml(chunk)}">`),
    ].join('')
  }

  return {
    isBuilt,
    build,
    send(request, reply, page) {
      const nonce = randomBytes(16).toString('base64url')
      const origin = clientOrigin.ownOrigin(request.raw)
      if (!URL.canParse(origin)) throw Object.assign(new Error('a Host that is none'), { statusCode: 400 })
      const { host } = new URL(origin)
      return reply
        .code(isBuilt ? (page === null ? 404 : 200) : 503)
        .headers(PAGE_HEADERS)
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', pagePolicy(nonce, host))
        .send(parts.join(nonce).replace(HINTS, () => (page === null ? '' : hintsOf(page, request))))
    },
  }
}

const HINTS = '<!--page-hints-->'

/** Which files each page's code is in, as the build wrote it. */
function readChunks(dist: string): Partial<Record<PageName, readonly string[]>> {
  const file = join(dist, CHUNKS)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<PageName, readonly string[]>>) : {}
}

const FOREVER = 'public, max-age=31536000, immutable'

/**
 * The pages and the files behind them. Names of built assets carry their content's hash: they never change. `kept` is
 * the folder with those of other builds, and of this one while the next is being built; null: there is none. `paced`
 * resolves once a file may be sent: files come later rather than not at all.
 */
export async function mountPages(
  app: FastifyInstance,
  pages: Pages,
  dist: string,
  kept: string | null,
  paced: (request: FastifyRequest) => Promise<void>,
): Promise<void> {
  for (const page of Object.keys(table) as PageName[]) app.get(table[page].path, (request, reply) => pages.send(request, reply, page))
  if (!pages.isBuilt) return
  app.get('/build.json', (_, reply) => reply.send({ build: pages.build }))
  await app.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, counted: 'files' }
    })
    files.addHook('onRequest', paced)
    await files.register(fastifyStatic, {
      root: dist,
      wildcard: false,
      index: false,
      globIgnore: ['index.html', CHUNKS, 'assets/**', '**/*.br', '**/*.gz'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply) => void reply.header('cache-control', 'public, max-age=3600'),
    })
    await files.register(fastifyStatic, {
      root: [...(kept === null ? [] : [kept]), join(dist, 'assets')],
      prefix: '/assets/',
      decorateReply: false,
      index: false,
      allowedPath: (path) => isAssetName(path.replace(/^\//, '')),
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply) => void reply.header('cache-control', FOREVER),
    })
  })
}
