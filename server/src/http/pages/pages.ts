import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fastifyStatic from '@fastify/static'
import { firstReadsOf, pages as table, type Page, type PageName, type Role } from '@medconsult/contract'
import { languages, makeSpeaker, type Bundle, type Language } from '@medconsult/words'
import { readMessages } from '@medconsult/words/catalogues'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Channels } from '../../notices/channels.ts'
import { readCookie } from '../cookie.ts'
import { pageLanguage } from './page-language.ts'
import { isAssetName } from './kept-assets.ts'
import type { PageClinic } from './page-clinic.ts'
import type { ClientOrigin } from '../client-origin.ts'
import { PAGE_HEADERS, pagePolicy } from '../security-headers.ts'

export interface Pages {
  /** False: web/dist has no index.html. */
  readonly isBuilt: boolean
  /** Differs between builds, so that a page notices that it is out of date. */
  readonly build: string
  /** Sends a page of the table or, with null, the app's page for an unknown path (404). */
  send(request: FastifyRequest, reply: FastifyReply, page: PageName | null): Promise<FastifyReply>
}

/** Whether a request accepts HTML explicitly; a bare wildcard does not count. */
export const wantsPage = (accept: string | undefined): boolean =>
  accept !== undefined && /\btext\/html\b(?!\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$))/i.test(accept)

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** Written by the build. */
const FILES = 'pages.json'

interface Files {
  /** Those with each page's code. */
  readonly pages: Partial<Record<PageName, readonly string[]>>
  /** Those with each language's texts. */
  readonly texts: Partial<Record<Language, Readonly<Record<Bundle, string>>>>
}

const NOT_BUILT =
  '<!doctype html><title>MedConsult</title><p>The web app is not built. Run <code>npm run build</code>, then start the server again.'

/** The role in a valid token, else null. */
type RoleOf = (token: string) => Role | null

export interface PagesOptions {
  /** The built web app. */
  readonly dist: string
  readonly timeZone: string
  readonly channels: Channels
  /** Read for every page, so that what the operator sets is shown without a restart. */
  readonly clinic: () => Promise<PageClinic>
  readonly clientOrigin: ClientOrigin
  readonly roleOf: RoleOf
}

/** The app's single HTML page: read once, sent with a new nonce for every request. */
export function makePages({ dist, timeZone, channels, clinic: readClinic, clientOrigin, roleOf }: PagesOptions): Pages {
  const file = join(dist, 'index.html')
  const isBuilt = existsSync(file)
  const source = isBuilt ? readFileSync(file, 'utf8') : NOT_BUILT
  const scripts = inlineScripts(source)
  const build = createHash('sha256').update(source).digest('base64url').slice(0, 12)
  const always = source
    .replaceAll('%TIME_ZONE%', () => escapeHtml(timeZone))
    .replaceAll('%CHANNELS%', channels.mail ? (channels.sms ? 'mail sms' : 'mail') : channels.sms ? 'sms' : '')
    .replaceAll('%PUSH_KEY%', channels.push ?? '')
    .replaceAll('%BUILD%', build)
  const inClinic = makeInClinic(always)
  const files = readFiles(dist)

  /** Preload hints for what the page will request once its script runs: its texts, its code and, with a login, its first reads. */
  function hintsOf(page: PageName, language: Language, request: FastifyRequest): string {
    const token = readCookie(request.headers.cookie, clientOrigin.isSecure(request.raw))
    const role = token === null ? null : roleOf(token)
    const [id] = Object.values(request.params as Record<string, string>)
    const reads = role === null ? [] : firstReadsOf(table[page], role, id)
    return [
      ...reads.map((url) => `<link rel="preload" as="fetch" crossorigin href="${escapeHtml(url)}">`),
      ...[...textsOf(page, language), ...(files.pages[page] ?? [])].map(
        (file) => `<link rel="modulepreload" crossorigin href="/${escapeHtml(file)}">`,
      ),
    ].join('')
  }

  function textsOf(page: PageName, language: Language): readonly string[] {
    const texts = files.texts[language]
    if (texts === undefined) return []
    const { who, texts: own }: Page = table[page]
    return [texts.everybody, ...(who === 'doctor' ? [texts.doctor] : []), ...(own === undefined ? [] : [texts[own]])]
  }

  return {
    isBuilt,
    build,
    async send(request, reply, page) {
      const nonce = randomBytes(16).toString('base64url')
      const origin = clientOrigin.ownOrigin(request.raw)
      if (!URL.canParse(origin)) throw Object.assign(new Error('a Host that is none'), { statusCode: 400 })
      const { host } = new URL(origin)
      const clinic = await readClinic()
      const language = pageLanguage(request.headers, clinic.languages)
      return reply
        .code(isBuilt ? (page === null ? 404 : 200) : 503)
        .headers(PAGE_HEADERS)
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', pagePolicy(nonce, host, scripts))
        .send(
          inClinic(clinic, language)
            .join(nonce)
            .replace(HINTS, () => (page === null ? '' : hintsOf(page, language, request))),
        )
    },
  }
}

/** The page with a clinic's name and numbers, in a language, split where the nonce stands; made again where the clinic has changed. */
function makeInClinic(source: string): (clinic: PageClinic, language: Language) => readonly string[] {
  let last: PageClinic | null = null
  const made = new Map<Language, readonly string[]>()
  return (clinic, language) => {
    if (!isDeepStrictEqual(last, clinic)) made.clear()
    last = clinic
    const html = made.get(language) ?? translated(named(source, clinic), language).split('%CSP_NONCE%')
    made.set(language, html)
    return html
  }
}

const named = (html: string, { name, phone, emergencyNumber, languages: offered, retention }: PageClinic): string =>
  html
    .replaceAll('%CLINIC_NAME%', () => escapeHtml(name))
    .replaceAll('%EMERGENCY_NUMBER%', () => escapeHtml(emergencyNumber))
    .replaceAll('%CLINIC_PHONE%', () => escapeHtml(phone ?? ''))
    .replaceAll('%LANGUAGES%', offered.join(' '))
    .replaceAll('%GUESTS_DAYS%', String(retention.guestsDays))

/** The hashes of the page's inline scripts, as a content security policy names them. */
const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => `sha256-${createHash('sha256').update(text).digest('base64')}`)

function translated(html: string, language: Language): string {
  const speaker = makeSpeaker(languages[language])
  speaker.learn(readMessages(language, 'server'))
  return html
    .replaceAll('%LANGUAGE%', language)
    .replaceAll('%DIRECTION%', languages[language].direction)
    .replaceAll('%DESCRIPTION%', () => escapeHtml(speaker.text('document.description')))
    .replaceAll('%UNAVAILABLE%', () => escapeHtml(speaker.text('document.unavailable')))
    .replaceAll('%LOAD_AGAIN%', () => escapeHtml(speaker.text('document.loadAgain')))
    .replaceAll('%NOSCRIPT%', () => escapeHtml(speaker.text('document.noScript')))
}

const HINTS = '<!--page-hints-->'

function readFiles(dist: string): Files {
  const file = join(dist, FILES)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Files) : { pages: {}, texts: {} }
}

const FOREVER = 'public, max-age=31536000, immutable'

/**
 * Mounts the pages and their files. Built assets have a content hash in their name and never change. `kept` is the folder
 * with the assets of recent builds, or null. `paced` resolves once a file may be sent: too many requests delay files
 * instead of failing them.
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
      globIgnore: ['index.html', FILES, 'assets/**', '**/*.br', '**/*.gz'],
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
