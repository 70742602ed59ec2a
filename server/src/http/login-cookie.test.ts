import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { connect, startTestServer, type TestServer } from '../test/running.ts'

const SECRET = 'a secret that the forger knows, 32 bytes'

const cookieOf = (response: Response): string => response.headers.getSetCookie().map((it) => it.split(';')[0])[0] ?? ''

describe('the login cookie', () => {
  const signIn = async (server: TestServer, headers: Record<string, string> = {}) => {
    const body = { email: `${randomUUID()}@example.org`, password: 'long enough for us', name: 'Ben', role: 'PATIENT' }
    const response = await server.post('/auth/register', body, headers)
    return { response, cookie: cookieOf(response), ...((await response.json()) as { token: string }) }
  }

  test('is not usable by scripts or other sites', async () => {
    await using server = await startTestServer()
    const { response, cookie } = await signIn(server)
    assert.match(response.headers.getSetCookie()[0]!, /^medconsult=[\w.-]+; Path=\/; Max-Age=86400; HttpOnly; SameSite=Strict$/)
    assert.equal((await server.send('/auth/me', { headers: { cookie: `other=1; ${cookie}; more=2` } })).status, 200)
    assert.equal((await server.send('/auth/me', { headers: { cookie: 'medconsult=' } })).status, 401)
    assert.equal(
      (await server.send('/auth/me', { headers: { cookie, authorization: 'Bearer a.b.c' } })).status,
      401,
      'an invalid bearer token beside a valid cookie',
    )
    assert.equal((await server.send('/auth/me', { headers: { cookie, authorization: 'Basic YTpi' } })).status, 401)
  })

  test('allows writes only from our own origin; programs with a bearer token are exempt', async () => {
    await using server = await startTestServer({ env: { CORS_ORIGINS: 'https://friend.example' } })
    const { cookie, token } = await signIn(server)
    const join = async (headers: Record<string, string>) => {
      const response = await server.post(`/patient/schedules/${randomUUID()}/join-queue`, undefined, headers)
      return ((await response.json()) as { code: string }).code
    }
    assert.equal(await join({ cookie }), 'FOREIGN_ORIGIN')
    for (const origin of ['https://foe.example', 'null', server.url.replace('http', 'https'), `${server.url}0`])
      assert.equal(await join({ cookie, origin }), 'FOREIGN_ORIGIN')
    for (const origin of [server.url, 'https://friend.example']) assert.equal(await join({ cookie, origin }), 'NOT_FOUND')
    assert.equal(await join({ authorization: `Bearer ${token}`, origin: 'https://foe.example' }), 'NOT_FOUND')
    assert.equal(
      (await server.send('/auth/me', { headers: { cookie, origin: 'https://foe.example' } })).status,
      200,
      'a read changes nothing',
    )
    const { user, password } = await server.patient()
    const signInFrom = async (origin: string) => (await server.post('/auth/login', { email: user.email, password }, { origin })).status
    assert.equal(await signInFrom('https://foe.example'), 403, 'another site cannot sign anyone in')
    for (const origin of [server.url, 'https://friend.example']) assert.equal(await signInFrom(origin), 200)
  })

  test('is refused to a page under a foreign host name, with the clinic’s address in the message', async () => {
    await using server = await startTestServer({ env: { PUBLIC_ORIGIN: 'https://clinic.example' } })
    const direct = `http://127.0.0.1:${server.port}`
    const signIn = async (origin: string) => {
      const body = JSON.stringify({ email: 'ada@example.org', password: 'long enough for us' })
      const headers = { 'content-type': 'application/json', origin }
      return (await (await fetch(`${direct}/auth/login`, { method: 'POST', body, headers })).json()) as { code: string; detail: string }
    }
    const { code, detail } = await signIn(direct)
    assert.deepEqual([code, detail], ['FOREIGN_ORIGIN', 'The clinic’s address is https://clinic.example. Open it there.'])
    assert.equal((await signIn('https://clinic.example')).code, 'BAD_CREDENTIALS')
  })

  test('is marked Secure and bound to its host behind TLS, with HSTS', async () => {
    await using server = await startTestServer({ env: { TRUST_PROXY: '127.0.0.1', DOCTOR_REGISTRATION: 'open' } })
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'clinic.example' }
    const { response, cookie } = await signIn(server, forwarded)
    assert.match(response.headers.getSetCookie()[0]!, /^__Host-medconsult=.*; Secure$/)
    assert.match(response.headers.get('strict-transport-security') ?? '', /max-age=\d{7,}/)
    const join = (origin: string) =>
      server.post(`/patient/schedules/${randomUUID()}/join-queue`, undefined, { ...forwarded, cookie, origin })
    assert.equal((await join('https://clinic.example')).status, 404)
    assert.equal((await join('http://clinic.example')).status, 403)
  })

  test('is renewed by any reply once less than 12 h are left, for the same login', async () => {
    await using server = await startTestServer()
    const { cookie, token } = await signIn(server)
    server.pass(11.9 * 3_600_000)
    assert.deepEqual((await server.send('/auth/me', { headers: { cookie } })).headers.getSetCookie(), [])
    server.pass(0.2 * 3_600_000)
    assert.deepEqual(
      (await server.send('/auth/me', { headers: { authorization: `Bearer ${token}` } })).headers.getSetCookie(),
      [],
      'a bearer token is not renewed',
    )
    const renewed = cookieOf(await server.send('/auth/me', { headers: { cookie } }))
    const refusedAlso = await server.post(`/patient/schedules/${randomUUID()}/join-queue`, undefined, { cookie, origin: server.url })
    assert.equal(refusedAlso.status, 404)
    assert.equal(refusedAlso.headers.getSetCookie().length, 1, 'a refusal renews it too')
    const jti = (it: string): unknown => (JSON.parse(Buffer.from(it.split('.')[1]!, 'base64url').toString()) as { jti: string }).jti
    assert.equal(jti(renewed), jti(cookie))
    server.pass(12 * 3_600_000)
    assert.equal((await server.send('/auth/me', { headers: { cookie } })).status, 401, 'the old token has expired')
    assert.equal((await server.send('/auth/me', { headers: { cookie: renewed } })).status, 200)
  })

  test('is revoked by logout, including every copy', async () => {
    await using server = await startTestServer()
    const { cookie, token } = await signIn(server)
    const response = await server.post('/auth/logout', undefined, { cookie, origin: server.url })
    assert.equal(response.status, 200)
    assert.match(response.headers.getSetCookie()[0]!, /^medconsult=; .*Max-Age=0/)
    assert.equal((await server.send('/auth/me', { headers: { cookie } })).status, 401)
    assert.equal((await server.send('/auth/me', { headers: { authorization: `Bearer ${token}` } })).status, 401)
  })
})

test('a forged, foreign, expired or revoked token is refused', async () => {
  await using server = await startTestServer({ env: { JWT_SECRET: SECRET } })
  const patient = await server.patient()
  const other = await server.patient()
  type Json = Record<string, unknown>
  const [head, body] = patient.token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json) as [Json, Json]
  const encode = (json: Json): string => Buffer.from(JSON.stringify(json)).toString('base64url')
  const sign = (header: Json, payload: Json, secret = SECRET, hash = 'sha256'): string => {
    const input = `${encode(header)}.${encode(payload)}`
    return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`
  }
  const status = async (token: string): Promise<number> =>
    (await server.send('/auth/me', { headers: { authorization: `Bearer ${token}` } })).status
  const { jti: _, ...withoutLogin } = body
  const { exp: __, ...withoutEnd } = body
  assert.equal(await status(sign(head, body)), 200, 'a correctly signed token passes, so the test signs properly')
  assert.equal(await status(patient.token), 200)
  const now = Math.floor(Date.now() / 1000)
  const forged = {
    'no signature': `${encode({ alg: 'none', typ: 'JWT' })}.${encode(body)}.`,
    'none, signed': sign({ alg: 'none', typ: 'JWT' }, body),
    'another algorithm': sign({ alg: 'HS512', typ: 'JWT' }, body, SECRET, 'sha512'),
    'an asymmetric algorithm': sign({ alg: 'RS256', typ: 'JWT' }, body),
    'another secret': sign(head, body, `${SECRET}!`),
    'a key id that is a path, and its empty secret': sign({ ...head, kid: '/dev/null' }, body, '\0'),
    expired: sign(head, { ...body, exp: now - 1 }),
    'from the future': sign(head, { ...body, iat: now + 3600, exp: now + 7200 }),
    'without an expiry': sign(head, withoutEnd),
    'another audience': sign(head, { ...body, aud: 'elsewhere' }),
    'another issuer': sign(head, { ...body, iss: 'elsewhere' }),
    'without a login': sign(head, withoutLogin),
    'a login that never existed': sign(head, { ...body, jti: randomUUID() }),
    'another user’s login': sign(head, { ...body, user_id: other.user.id }),
    'a changed role, old signature': `${encode(head)}.${encode({ ...body, role: 'DOCTOR' })}.${patient.token.split('.')[2]}`,
    'half a token': patient.token.slice(0, -5),
    empty: '',
    'three dots': '...',
  }
  for (const [what, token] of Object.entries(forged)) assert.equal(await status(token), 401, what)
  await patient.call('logout')
  assert.equal(await status(patient.token), 401, 'revoked')
})

test('after the clock is set back, logins issued before still work, renewed ones too', async () => {
  await using server = await startTestServer()
  const status = async (token: string) => (await server.send('/auth/me', { headers: { authorization: `Bearer ${token}` } })).status
  server.pass(3_600_000)
  const patient = await server.patient()
  const cookie = `medconsult=${patient.token}`
  server.pass(13 * 3_600_000)
  const renewed = cookieOf(await server.send('/auth/me', { headers: { cookie } })).split('=')[1]!
  server.pass(-14 * 3_600_000)
  assert.deepEqual([await status(patient.token), await status(renewed)], [200, 200])
  using socket = await connect(server.url, renewed)
  assert(socket.socket.connected)
})

test('the role comes from the account, not from the token', async () => {
  await using server = await startTestServer({ env: { JWT_SECRET: SECRET } })
  const patient = await server.patient()
  const [head = '', body = ''] = patient.token.split('.')
  const claims = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), role: 'DOCTOR' }
  const input = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  const token = `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`
  assert.equal((await server.send('/doctor/schedules', { headers: { authorization: `Bearer ${token}` } })).status, 403)
})
