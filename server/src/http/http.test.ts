import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect as connectTcp } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { StoreAway, type Store } from '../store/store.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { problem } from '../test/problem-of.ts'
import { connect, openPractice, startTestServer, type TestPerson, type TestServer } from '../test/running.ts'
import { until } from '../../../testing/until.ts'

describe('http', () => {
  let server: TestServer
  let doctor: TestPerson
  let patient: TestPerson
  const bearer = (person: TestPerson) => ({ authorization: `Bearer ${person.token}` })
  const json = { 'content-type': 'application/json' }

  before(async () => {
    server = await startTestServer({ env: { CORS_ORIGINS: 'https://friend.example' } })
    doctor = await server.doctor()
    patient = await server.patient()
  })
  after(() => server[Symbol.asyncDispose]())

  const schedules = (body: string, headers: Record<string, string>): Promise<Response> =>
    server.send('/doctor/schedules', { method: 'POST', body, headers })

  test('a request with several faults is refused for the first in the documented order', async () => {
    const start = (id: string, body: string, headers: Record<string, string>): Promise<Response> =>
      server.send(`/doctor/schedules/${id}/start`, { method: 'POST', body, headers })
    const huge = JSON.stringify('x'.repeat(20_000))
    await problem(await start('no-id', huge, json), 'UNAUTHENTICATED')
    await problem(await start('no-id', huge, { ...json, ...bearer(patient) }), 'WRONG_ROLE')
    await problem(await start('no-id', huge, { ...json, ...bearer(doctor) }), 'PAYLOAD_TOO_LARGE')
    await problem(await start('no-id', '{', { 'content-type': 'text/plain', ...bearer(doctor) }), 'UNSUPPORTED_MEDIA_TYPE')
    await problem(await start('no-id', '{', { ...json, ...bearer(doctor) }), 'MALFORMED')
    const invalid = await problem(await start('no-id', '{"x":1}', { ...json, ...bearer(doctor) }), 'INVALID')
    assert.deepEqual(
      invalid.errors?.map(({ path }) => path),
      ['id', ''],
    )
    await problem(await start(randomUUID(), '{}', { ...json, ...bearer(doctor) }), 'NOT_FOUND')
  })

  test('a date in the past is refused with the field named', async () => {
    const past = await problem(
      await schedules(JSON.stringify({ date: '2001-01-01', startTime: '09:00', endTime: '12:00' }), { ...json, ...bearer(doctor) }),
      'INVALID',
    )
    assert.deepEqual(past.errors, [{ path: 'date', code: 'DATE_PAST', message: 'The date is in the past.' }])
  })

  test('each login has 20 reads per second with a burst of 60: 429 comes after 401 and before 403; steps are counted separately', async () => {
    const [fast, other] = [await server.doctor(), await server.doctor()]
    let refused: Response | null = null
    let served = 0
    for (; refused === null && served < 1000; served++) {
      const responses = await Promise.all(Array.from({ length: 10 }, () => server.send('/auth/me', { headers: bearer(fast) })))
      refused = responses.find((response) => response.status === 429) ?? null
    }
    assert(served >= 6, `${served * 10} were served`)
    assert(refused, 'the rate limit is reached')
    await problem(refused, 'RATE_LIMITED')
    const wrongRole = await until(async () => {
      const response = await server.send('/patient/schedules', { headers: bearer(fast) })
      return response.status === 429 && response
    }, 'a wrong role beyond the rate')
    await problem(wrongRole, 'RATE_LIMITED')
    assert.equal((await server.send('/auth/me', { headers: bearer(other) })).status, 200)
    const steps = await Promise.all(
      Array.from({ length: 100 }, () => server.post(`/doctor/schedules/${randomUUID()}/start`, undefined, bearer(fast))),
    )
    const count = (status: number): number => steps.filter((step) => step.status === status).length
    assert(count(404) >= 30 && count(429) > 0, 'after too many reads 30 steps still pass, but not a hundred')
    await problem(
      steps.find(({ status }) => status === 429)!,
      'RATE_LIMITED',
    )
  })

  test('an unknown path, a wrong method and a malformed URL are problems', async () => {
    for (const path of [
      '/nowhere',
      '/auth/login',
      '/practice/a/b',
      '/index.html',
      '/..%2f..%2fetc/passwd',
      `/call-sessions/${'x'.repeat(300)}`,
    ]) {
      await problem(await server.send(path, { headers: { accept: '*/*' } }), 'NOT_FOUND')
    }
    await problem(await server.send('/auth/me', { method: 'DELETE' }), 'NOT_FOUND')
    await problem(await server.send('/%zz'), 'MALFORMED')
  })

  test('a page requested with an invalid Host is refused', async () => {
    for (const host of ['', 'Host: [\r\n', 'Host: a b\r\n', 'Host: a:99999\r\n']) {
      for (const path of ['/', '/nowhere']) {
        const socket = connectTcp(server.port, '127.0.0.1')
        socket.write(`GET ${path} HTTP/1.0\r\nAccept: text/html\r\n${host}\r\n`)
        assert.match(await text(socket), /^HTTP\/1\.1 400 /)
      }
    }
  })

  test('every reply has the security headers, pages have their own too, and none reveals the server’s software', async () => {
    const pages = ['/', '/login', '/no/such/page', '/docs']
    for (const path of ['/health', '/nowhere', '/auth/me', '/openapi.json', ...pages]) {
      const isPage = pages.includes(path)
      const { headers } = await server.send(path, isPage ? { headers: { accept: 'text/html' } } : {})
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none';.*frame-ancestors 'none'/)
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('strict-transport-security'), null)
      assert.equal(headers.get('x-powered-by') ?? headers.get('server'), null)
      if (!isPage) continue
      assert.match(headers.get('permissions-policy') ?? '', /camera=\(self\), microphone=\(self\)/)
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.equal(headers.get('x-frame-options'), 'DENY')
    }
  })

  test('CORS: a listed front end is allowed with the headers it needs; any other is not', async () => {
    const ask = (origin: string, path: string, method: string, asked: string) =>
      server.send(path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': asked },
      })
    for (const [path, method, asked] of [
      ['/auth/login', 'POST', 'authorization,content-type'],
      ['/doctor/schedules/x', 'PUT', 'content-type,if-login'],
      ['/auth/logins/x', 'DELETE', 'if-login'],
    ] as const) {
      const friend = await ask('https://friend.example', path, method, asked)
      assert.equal(friend.headers.get('access-control-allow-origin'), 'https://friend.example')
      const [methods, headers] = ['methods', 'headers'].map((what) =>
        (friend.headers.get(`access-control-allow-${what}`) ?? '').toLowerCase().split(/,\s*/),
      )
      assert(methods!.includes(method.toLowerCase()), method)
      for (const header of asked.split(',')) assert(headers!.includes(header), header)
      assert.equal((await ask('https://foe.example', path, method, asked)).headers.get('access-control-allow-origin'), null)
    }
    const reply = await server.send('/auth/me', { headers: { ...bearer(doctor), origin: 'https://friend.example' } })
    assert.equal(reply.headers.get('access-control-allow-origin'), 'https://friend.example')
  })

  test('a new account is 201, a taken e-mail address 409, a repeated creation 200', async () => {
    const body = { email: `${randomUUID()}@example.org`, password: 'long enough for us', name: 'New', role: 'PATIENT' }
    assert.equal((await server.post('/auth/register', body)).status, 201)
    await problem(await server.post('/auth/register', { ...body, email: body.email.toUpperCase() }), 'EMAIL_TAKEN')
    const schedule = await openPractice(doctor)
    const join = () => server.post(`/patient/schedules/${schedule.id}/join-queue`, undefined, bearer(patient))
    assert.deepEqual([(await join()).status, (await join()).status], [201, 200])
    const other = await doctor.call('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '10:00' } })
    const online = await problem(await server.post(`/doctor/schedules/${other.id}/start`, undefined, bearer(doctor)), 'ALREADY_ONLINE')
    assert.equal(online.scheduleId, schedule.id)
    await doctor.call('endPractice', { params: { id: schedule.id } })
  })
})

test('malformed and refused registrations do not count; an address may register 300 accounts an hour', async () => {
  await using server = await startTestServer()
  const attempt = (patch: object = {}) =>
    server.post('/auth/register', {
      email: `${randomUUID()}@example.org`,
      password: 'long enough for us',
      name: 'New',
      role: 'PATIENT',
      ...patch,
    })
  const statuses = (length: number, patch: object) => Promise.all(Array.from({ length }, async () => (await attempt(patch)).status))
  assert((await statuses(90, { name: '' })).every((status) => status === 422))
  assert((await statuses(90, { password: 'password' })).every((status) => status === 422))
  assert((await statuses(300, {})).every((status) => status === 201))
  await problem(await attempt(), 'RATE_LIMITED')
})

test('an address with 60 failed sign-ins a minute has to wait, except for accounts that have signed in from there or in that browser', async () => {
  await using server = await startTestServer({ env: { TRUST_PROXY: '127.0.0.1', DOCTOR_REGISTRATION: 'open' } })
  const from = (address: string, headers: Record<string, string> = {}) => ({
    'x-forwarded-for': address,
    origin: server.url,
    ...headers,
  })
  const register = async (address: string) => {
    const body = { email: `${randomUUID()}@example.org`, password: 'long enough for us', name: 'New', role: 'PATIENT' }
    const response = await server.post('/auth/register', body, from(address))
    const [login = '', mark = ''] = response.headers.getSetCookie()
    assert.match(login, /^medconsult=/)
    assert.match(mark, /^medconsult-browser=[\w-]{22}; Path=\/auth; Max-Age=7776000; HttpOnly; SameSite=Strict$/)
    return { email: body.email, password: body.password, cookie: mark.split(';')[0]! }
  }
  const here = await register('192.0.2.1')
  const elsewhere = await register('192.0.2.2')
  for (let i = 0; i < 60; i++) {
    const body = { email: `nobody${i}@example.org`, password: 'wrong' }
    await problem(await server.post('/auth/login', body, from('192.0.2.1')), 'BAD_CREDENTIALS')
  }
  const signIn = ({ email, password }: { email: string; password: string }, headers: Record<string, string> = {}) =>
    server.post('/auth/login', { email, password }, from('192.0.2.1', headers))
  await problem(await signIn({ email: 'nobody@example.org', password: 'wrong' }), 'RATE_LIMITED')
  await problem(await signIn(elsewhere), 'RATE_LIMITED')
  const again = await signIn(elsewhere, { cookie: elsewhere.cookie })
  assert.equal(again.status, 200)
  assert.equal(again.headers.getSetCookie()[1]?.split(';')[0], elsewhere.cookie, 'a browser keeps its mark')
  assert.equal((await signIn(here)).status, 200)
  const program = await server.post('/auth/login', { email: here.email, password: here.password }, { 'x-forwarded-for': '192.0.2.1' })
  assert.equal(program.headers.getSetCookie().length, 1, 'a program, known by its address, gets no mark')
})

test('a refused sign-in is logged with keyed hashes of account and address, which reveal neither', async () => {
  await using server = await startTestServer()
  const attempt = (email: string) => server.post('/auth/login', { email, password: 'wrong' })
  for (const email of ['ada@example.org', 'Ada@example.org', 'ben@example.org']) await problem(await attempt(email), 'BAD_CREDENTIALS')
  for (let i = 0; i < 4; i++) await attempt('ada@example.org')
  const refused = server.lines
    .filter((line) => line.includes('a sign-in is refused'))
    .map((line) => JSON.parse(line) as Record<string, string>)
  assert.deepEqual(
    refused.map(({ code }) => code),
    [...Array.from({ length: 6 }, () => 'BAD_CREDENTIALS'), 'RATE_LIMITED'],
  )
  const [ada, again, ben] = refused
  assert.equal(ada!['account'], again!['account'])
  assert.notEqual(ada!['account'], ben!['account'])
  assert.equal(ada!['address'], ben!['address'])
  for (const line of refused) {
    assert.deepEqual(Object.keys(line).toSorted(), ['account', 'address', 'code', 'hostname', 'level', 'msg', 'pid', 'time'])
    assert.match(line['account']!, /^[\w-]{22}$/)
    assert.match(line['address']!, /^[\w-]{22}$/)
  }
  assert(!/ada@|ben@|127\.0\.0\.1/i.test(JSON.stringify(refused)))
})

test('an address has 50 anonymous requests per second with a burst of 500; people signed in from there are not affected', async () => {
  await using server = await startTestServer()
  const patient = await server.patient()
  const health = await Promise.all(Array.from({ length: 700 }, () => server.send('/health')))
  const served = health.filter(({ status }) => status === 200).length
  assert(served >= 490 && served < 700, `${served} were served`)
  const refused = health.find(({ status }) => status === 429)!
  await problem(refused, 'RATE_LIMITED')
  assert(Number(refused.headers.get('retry-after')) >= 1)
  const foreign = { headers: { authorization: 'Bearer x.y.z' } }
  for (const [path, init] of [
    ['/nowhere', {}],
    ['/openapi.json', {}],
    ['/login', { headers: { accept: 'text/html' } }],
    ['/auth/me', foreign],
    ['/socket.io/?EIO=4&transport=polling', {}],
    ['/socket.io/?EIO=4&transport=polling&sid=nobodys', {}],
  ] as const) {
    const response = await until(async () => {
      const all = await Promise.all(Array.from({ length: 60 }, () => server.send(path, init)))
      return all.find(({ status }) => status === 429)
    }, `${path} to be refused`)
    await problem(response, 'RATE_LIMITED')
  }
  const again = await server.post('/auth/login', { email: patient.user.email, password: patient.password })
  assert.equal(again.status, 200, 'reads do not prevent signing in')
  assert.equal((await server.send('/auth/me', { headers: { authorization: `Bearer ${patient.token}` } })).status, 200)
  assert.equal((await server.send('/openapi.json', { headers: { cookie: `medconsult=${patient.token}` } })).status, 200)
  using socket = await connect(server.url, patient.token, { cookie: `medconsult=${patient.token}` })
  assert(socket.socket.connected)
})

test('anonymous requests from an address do not prevent signing in there', async () => {
  await using server = await startTestServer()
  const patient = await server.patient()
  const posts = await Promise.all(Array.from({ length: 700 }, () => server.post('/auth/logout')))
  assert(posts.some(({ status }) => status === 429))
  const again = await server.post('/auth/login', { email: patient.user.email, password: patient.password })
  assert.equal(again.status, 200)
})

test('an ended login does not use up its person’s rate', async () => {
  await using server = await startTestServer()
  const patient = await server.patient()
  const { token } = (await (await server.post('/auth/login', { email: patient.user.email, password: patient.password })).json()) as {
    token: string
  }
  const ended = { authorization: `Bearer ${token}` }
  assert.equal((await server.post('/auth/logout', undefined, ended)).status, 200)
  await Promise.all(Array.from({ length: 300 }, () => server.post(`/patient/schedules/${randomUUID()}/join-queue`, undefined, ended)))
  await assert.rejects(patient.call('joinQueue', { params: { id: randomUUID() } }), { code: 'NOT_FOUND' })
})

test('RATE_LIMIT=off disables the rates', async () => {
  await using server = await startTestServer({ env: { RATE_LIMIT: 'off' } })
  const doctor = await server.doctor()
  const statuses = await Promise.all(
    Array.from(
      { length: 200 },
      async () => (await server.send('/auth/me', { headers: { authorization: `Bearer ${doctor.token}` } })).status,
    ),
  )
  assert(statuses.every((status) => status === 200))
})

/** A store whose every operation fails while `failure` says how; its ephemeral rows go on. */
const failing = (real: Store, failure: () => Error | null): Store =>
  new Proxy(real, {
    get: (target, key: keyof Store) => {
      const member: unknown = target[key]
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        const error = failure()
        return error === null ? (member.apply(target, given) as unknown) : Promise.reject(error)
      }
    },
  })

test('while the store is away every request and health say so; all recover when it is back', async () => {
  await using real = await openSqlite({ file: ':memory:' })
  let away = false
  const store = failing(real, () => (away ? new StoreAway('away') : null))
  await using server = await startTestServer({ store })
  const doctor = await server.doctor()
  away = true
  await problem(await server.send('/auth/me', { headers: { authorization: `Bearer ${doctor.token}` } }), 'STORE_AWAY')
  await problem(await server.post('/auth/login', { email: doctor.user.email, password: doctor.password }), 'STORE_AWAY')
  const sick = await server.send('/health')
  assert.equal(sick.status, 503)
  assert(sick.headers.has('retry-after'))
  const { status, store: state } = (await sick.json()) as Record<string, unknown>
  assert.deepEqual([status, state], ['unavailable', 'away'])
  await until(() => server.lines.some((line) => line.includes('sweep: the store is away')), 'the sweep to log it')
  const worse = server.lines.filter((line) => (JSON.parse(line) as { level: number }).level > 40)
  assert.deepEqual(worse, [], 'an outage is not logged as an error of the server')
  away = false
  assert.equal((await server.send('/health')).status, 200)
  assert.equal((await doctor.call('me')).id, doctor.user.id)
})

test('a 500 reveals only the request id, under which the log has the details', async () => {
  await using real = await openSqlite({ file: ':memory:' })
  let broken = false
  const store = failing(real, () => (broken ? new Error('the inside') : null))
  await using server = await startTestServer({ store })
  const doctor = await server.doctor()
  broken = true
  const response = await server.send('/auth/me', { headers: { authorization: `Bearer ${doctor.token}` } })
  broken = false
  const { requestId } = await problem(response, 'INTERNAL')
  const line = server.lines
    .map((it) => JSON.parse(it) as { requestId?: string; err?: { message: string } })
    .find((it) => it.err?.message === 'the inside')
  assert.equal(line?.requestId, requestId)
})
