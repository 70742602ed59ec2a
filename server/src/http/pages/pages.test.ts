import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { clientEvents, pages, Problem, routes, serverEvents } from '@medconsult/contract'
import { insert, update } from '../../store/store.ts'
import { startTestServer, type TestServer } from '../../test/running.ts'

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(2000))})`
const INLINE = "history.replaceState(null, '', '/')"
const page = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }

describe('pages', () => {
  const dist = mkdtempSync(join(tmpdir(), 'medconsult-dist-'))
  let server: TestServer
  before(async () => {
    mkdirSync(join(dist, 'assets'))
    const meta =
      '<meta property="csp-nonce" nonce="%CSP_NONCE%"><meta data-clinic-name="%CLINIC_NAME%" data-emergency-number="%EMERGENCY_NUMBER%" data-clinic-phone="%CLINIC_PHONE%" data-languages="%LANGUAGES%" data-time-zone="%TIME_ZONE%">'
    writeFileSync(
      join(dist, 'index.html'),
      `<!doctype html><html lang="%LANGUAGE%" dir="%DIRECTION%">${meta}<noscript>%NOSCRIPT%</noscript><script>${INLINE}</script><!--page-hints--><script type="module" src="/assets/app-1.js"></script>`,
    )
    writeFileSync(join(dist, 'assets/app-1.js'), SCRIPT)
    writeFileSync(join(dist, 'assets/app-1.js.br'), brotliCompressSync(SCRIPT))
    writeFileSync(join(dist, 'assets/app-1.js.gz'), gzipSync(SCRIPT))
    const texts = { everybody: 'assets/everybody-1.js', doctor: 'assets/doctor-1.js', legal: 'assets/legal-1.js' }
    writeFileSync(join(dist, 'pages.json'), JSON.stringify({ pages: { login: [], visit: ['assets/visit-1.js'] }, texts: { en: texts } }))
    writeFileSync(join(dist, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    server = await startTestServer({
      dist,
      env: {
        CLINIC_NAME: `"><script>alert(1)</script>$& %CSP_NONCE%`,
        EMERGENCY_NUMBER: '999',
        CLINIC_PHONE: '+44 (0)20 7946 0018',
        TIME_ZONE: 'Europe/Berlin',
        DATA_DIR: join(dist, 'data'),
      },
    })
  })
  after(async () => {
    await server[Symbol.asyncDispose]()
    rmSync(dist, { recursive: true })
  })

  test('the app’s paths serve its page, with a new nonce each time', async () => {
    const nonces = new Set<string>()
    for (const { path } of Object.values(pages)) {
      const response = await server.send(path.replace(/:\w+/, 'some-id'), page)
      assert.equal(response.status, 200, path)
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      const policy = response.headers.get('content-security-policy') ?? ''
      const nonce = /style-src 'self' 'nonce-([\w-]{22})'/.exec(policy)?.[1]
      assert(nonce, policy)
      nonces.add(nonce)
      assert((await response.text()).includes(`nonce="${nonce}"`))
      const { host } = new URL(server.url)
      for (const part of [
        "default-src 'none'",
        `script-src 'self' 'sha256-${createHash('sha256').update(INLINE).digest('base64')}'`,
        `connect-src 'self' ws://${host} wss://${host}`,
        "img-src 'self' data:",
        "media-src 'self' blob: mediastream:",
        "frame-ancestors 'none'",
      ]) {
        assert(policy.split('; ').includes(part), part)
      }
    }
    assert.equal(nonces.size, Object.keys(pages).length)
  })

  test('a page preloads its texts, its code and, for people with a login, its first reads', async () => {
    const hints = async (path: string, cookie?: string): Promise<string[]> => {
      const html = await (await server.send(path, { headers: { ...page.headers, ...(cookie && { cookie }) } })).text()
      assert(!html.includes('page-hints'))
      return [...html.matchAll(/<link rel="(?:modulepreload|preload" as="fetch)" crossorigin href="([^"]*)">/g)].map(
        ([, href = '']) => href,
      )
    }
    const code = ['/assets/everybody-1.js', '/assets/visit-1.js']
    const cookie = `medconsult=${(await server.patient()).token}`
    assert.deepEqual(await hints('/visit/some-id'), code)
    assert.deepEqual(await hints('/visit/some-id', 'medconsult=of.somebody.else'), code)
    assert.deepEqual(await hints('/visit/a%22%3E%3Cb', cookie), [
      '/auth/me',
      '/patient/schedules/a%22%3E%3Cb',
      '/patient/schedules',
      '/patient/pending-invitation',
      ...code,
    ])
    assert.deepEqual(await hints('/login', cookie), ['/assets/everybody-1.js'])
    assert.deepEqual(await hints('/audit'), ['/assets/everybody-1.js', '/assets/doctor-1.js'])
    assert.deepEqual(await hints('/privacy', cookie), ['/assets/everybody-1.js', '/assets/legal-1.js'])
    assert.deepEqual(await hints('/nowhere', cookie), [])
  })

  test('a page is in the language that was chosen or asked for', async () => {
    const html = async (headers: Record<string, string>) =>
      (await server.send('/login', { headers: { ...page.headers, ...headers } })).text()
    assert.match(await html({ 'accept-language': 'xx' }), /<html lang="en" dir="ltr">.*<noscript>MedConsult needs JavaScript/)
  })

  test('no page preloads what the person’s role may not read', async () => {
    const people = [await server.doctor(), await server.patient()]
    for (const { path } of Object.values(pages))
      for (const { token } of people) {
        const cookie = `medconsult=${token}`
        const html = await (await server.send(path.replace(/:\w+/, 'some-id'), { headers: { ...page.headers, cookie } })).text()
        for (const [, href = ''] of html.matchAll(/<link rel="preload" as="fetch" crossorigin href="([^"]*)">/g))
          assert.notEqual((await server.send(href, { headers: { cookie } })).status, 403, `${path}: ${href}`)
      }
  })

  test('the clinic’s name is escaped', async () => {
    const html = await (await server.send('/', page)).text()
    assert(!html.includes('<script>alert'))
    assert(html.includes('data-clinic-name="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;$&#38; '))
    assert(
      html.includes(
        'data-emergency-number="999" data-clinic-phone="+44 (0)20 7946 0018" data-languages="en de fr it es pt tr uk ar fa" data-time-zone="Europe/Berlin"',
      ),
    )
  })

  test('an unknown path is a problem, or the app’s page with 404 if HTML is accepted', async () => {
    for (const accept of ['*/*', 'application/json', 'text/html;q=0, */*', '']) {
      const response = await server.send('/nowhere', { headers: { accept } })
      assert.equal(response.status, 404)
      assert.equal(Problem.parse(await response.json()).code, 'NOT_FOUND')
    }
    const response = await server.send('/nowhere/at/all', page)
    assert.equal(response.status, 404)
    assert.match(await response.text(), /app-1\.js/)
    assert.match(response.headers.get('content-security-policy') ?? '', /nonce-/)
  })

  test('an API route never serves a page, whatever is accepted', async () => {
    const response = await server.send('/doctor/schedules', page)
    assert.equal(Problem.parse(await response.json()).code, 'UNAUTHENTICATED')
  })

  test('assets are precompressed and immutable; index.html is not served as one', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const response = await server.send('/assets/app-1.js', { headers: { 'accept-encoding': encoding } })
      assert.equal(response.headers.get('content-encoding'), encoding === 'identity' ? null : encoding)
      assert.match(response.headers.get('cache-control') ?? '', /immutable/)
      assert.match(response.headers.get('content-type') ?? '', /javascript/)
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
      assert.equal(await response.text(), SCRIPT)
    }
    assert.doesNotMatch((await server.send('/favicon.svg')).headers.get('cache-control') ?? '', /immutable/)
    for (const path of [
      '/index.html',
      '/pages.json',
      '/assets/app-1.js.br',
      '/assets/',
      '/assets/app-2.js',
      '/assets/../../package.json',
      '/assets/%2e%2e/index.html',
    ]) {
      assert.equal((await server.send(path)).status, 404, path)
    }
  })

  test('other methods are refused, and HEAD is GET without the body', async () => {
    assert.equal((await server.send('/login', { method: 'POST' })).status, 404)
    const head = await server.send('/login', { method: 'HEAD', ...page })
    assert.deepEqual([head.status, await head.text()], [200, ''])
  })

  test('the documentation names every route, event and schema, under a policy without scripts', async () => {
    for (const path of ['/docs', '/docs/']) {
      const docs = await server.send(path, page)
      assert.equal(docs.status, 200)
      assert.match(docs.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self';/)
      const text = await docs.text()
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      assert.equal(new Set(ids).size, ids.length, 'anchors are unique')
      for (const [, anchor = ''] of text.matchAll(/href="#([^"]+)"/g)) assert(ids.includes(anchor), anchor)
      for (const name of Object.keys(routes)) assert(ids.includes(name), name)
      for (const name of [...Object.keys(serverEvents), ...Object.keys(clientEvents).map((it) => `client_${it}`)])
        assert(ids.includes(`event-${name}`), name)
      assert(!/<script| style=|undefined|swagger/i.test(text))
    }
    const style = await server.send('/docs/docs.css')
    assert.deepEqual([style.status, style.headers.get('content-type')], [200, 'text/css; charset=utf-8'])
    const versions = await Promise.all(['/openapi.json', '/asyncapi.json'].map(async (path) => (await server.send(path)).json()))
    assert.deepEqual(
      (versions as { openapi?: string; asyncapi?: string }[]).map((it) => it.openapi ?? it.asyncapi),
      ['3.1.0', '3.0.0'],
    )
  })
})

test('a page shows the clinic as it is set by now, and speaks only its languages', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'medconsult-dist-'))
  writeFileSync(
    join(dist, 'index.html'),
    '<html lang="%LANGUAGE%">%CLINIC_NAME% %CLINIC_PHONE% %EMERGENCY_NUMBER% (%LANGUAGES%) %GUESTS_DAYS%',
  )
  await using server = await startTestServer({ dist, env: { CLINIC_PHONE: '+41 44 123 45 67' } })
  const html = async () => (await server.send('/login', { headers: { ...page.headers, 'accept-language': 'en' } })).text()
  assert.equal(await html(), '<html lang="en">MedConsult +41 44 123 45 67 112 (en de fr it es pt tr uk ar fa) 30')
  const unset = {
    id: 'clinic',
    name: null,
    phone: null,
    emergencyNumber: null,
    languages: null,
    asks: null,
    retention: { guestsDays: 90 },
    texts: {},
  }
  const set = insert('clinic', { ...unset, name: 'Seeblick', emergencyNumber: '144', languages: ['de', 'fr'] })
  assert(await server.store.commit([set]))
  assert.equal(await html(), '<html lang="de">Seeblick +41 44 123 45 67 144 (de fr) 90')
  assert(await server.store.commit([update('clinic', set.after, { name: 'Praxis am See', phone: '044 999 99 99' })]))
  assert.equal(await html(), '<html lang="de">Praxis am See 044 999 99 99 144 (de fr) 90')
  rmSync(dist, { recursive: true })
})

test('without a built web app the server serves the API and logs it once', async () => {
  await using server = await startTestServer()
  assert.equal((await server.send('/health')).status, 200)
  const response = await server.send('/', page)
  assert.equal(response.status, 503)
  assert.match(await response.text(), /npm run build/)
  assert.equal(server.lines.filter((line) => line.includes('npm run build')).length, 1)
})
