import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { routes, urlOf, type Problem, type Route, type RouteName } from '@medconsult/contract'
import { connect, openPractice, startTestServer, type TestPerson, type TestServer } from '../test/running.ts'

const codeOf = async (response: Response): Promise<number | Problem['code']> =>
  response.ok ? response.status : ((await response.json()) as Problem).code

/** The data of the error by which a handshake is refused. */
const refusedHandshake = async (attempt: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await attempt.then(() => null).catch((it: unknown) => it)
  return (error as { data?: { code: string } } | null)?.data?.code
}

describe('a page whose login differs from the browser’s cookie', () => {
  test('is refused with OTHER_LOGIN, checked right after 401, and nothing is changed; without If-Login it is accepted', async () => {
    await using server = await startTestServer()
    const [doctor, anna, bela] = [await server.doctor(), await server.patient('Anna'), await server.patient('Bela')]
    const { id } = await openPractice(doctor, [])
    const login = async (person: TestPerson): Promise<string> => (await person.call('me')).loginId
    const [annas, belas] = [await login(anna), await login(bela)]
    assert.notEqual(annas, belas)
    const cookie = `medconsult=${bela.token}`
    const join = (headers: Record<string, string>) =>
      server.post(`/patient/schedules/${id}/join-queue`, undefined, { origin: server.url, ...headers })

    assert.equal(await codeOf(await join({ cookie, 'if-login': annas })), 'OTHER_LOGIN')
    assert.equal(await codeOf(await join({ cookie, 'if-login': 'nonsense' })), 'OTHER_LOGIN')
    assert.equal((await doctor.call('viewQueue', { params: { id } })).length, 0)
    assert.equal(await codeOf(await join({ cookie: 'medconsult=a.b.c', 'if-login': annas })), 'UNAUTHENTICATED')
    assert.equal(
      await codeOf(await server.send(`/doctor/schedules/${id}/queue`, { headers: { cookie, 'if-login': annas } })),
      'OTHER_LOGIN',
      'before the role check',
    )
    assert.equal(await codeOf(await server.send('/auth/me', { headers: { cookie } })), 200)
    assert.equal(await codeOf(await join({ cookie, 'if-login': belas })), 201)
    assert.equal(
      await codeOf(await join({ authorization: `Bearer ${bela.token}`, 'if-login': annas })),
      200,
      'If-Login is ignored with a bearer token',
    )
  })

  test('gets no socket for the other login', async () => {
    await using server = await startTestServer()
    const [anna, bela] = [await server.patient('Anna'), await server.patient('Bela')]
    const headers = { cookie: `medconsult=${bela.token}`, origin: server.url }
    const attempt = (login: string | undefined) => connect(server.url, null, headers, ['websocket'], login)
    assert.equal(await refusedHandshake(attempt((await anna.call('me')).loginId)), 'OTHER_LOGIN')
    for (const login of [undefined, (await bela.call('me')).loginId]) (await attempt(login))[Symbol.dispose]()
  })
})

describe('a call token', () => {
  async function inCall(server: TestServer) {
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const { id: scheduleId } = await openPractice(doctor, [patient])
    const body = { patientId: patient.user.id, doctorPeerId: 'd' }
    const { id: callId } = await doctor.call('startCall', { params: { id: scheduleId }, body })
    await patient.call('confirmCall', { params: { id: callId }, body: { patientPeerId: 'p' } })
    const params = { id: callId }
    const { token } = await patient.call('callToken', { params })
    return { doctor, patient, scheduleId, callId, params, token }
  }

  test('is valid for the routes of its call only, and not as a cookie', async () => {
    await using server = await startTestServer({ env: { RATE_LIMIT: 'off' } })
    const { patient, callId, scheduleId, token } = await inCall(server)
    const elsewhere = await inCall(server)
    const outcome = async (name: RouteName, id: string): Promise<number | Problem['code']> => {
      const route: Route = routes[name]
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = name === 'patientSetPeerId' ? { peerId: 'p' } : name === 'sendSignal' ? { message: { type: 'LEAVE', dst: 'd' } } : {}
      const init = route.method === 'GET' ? { headers } : { method: route.method, headers, body: JSON.stringify(body) }
      return codeOf(await server.send(urlOf(route, { id, patientId: patient.user.id }), init))
    }
    const guarded = (Object.keys(routes) as RouteName[]).filter((name) => (routes[name] as Route).who !== 'anyone')
    for (const name of guarded) {
      const route: Route = routes[name]
      const own = await outcome(name, route.path.includes('/schedules/') ? scheduleId : callId)
      if (route.isAboutCall) {
        assert.notEqual(own, 'UNAUTHENTICATED', name)
        assert.equal(await outcome(name, elsewhere.callId), 'UNAUTHENTICATED', `${name} of another call`)
      } else assert.equal(own, 'UNAUTHENTICATED', name)
    }
    const cookie = { cookie: `medconsult=${token}` }
    assert.equal(await codeOf(await server.send(`/call-sessions/${callId}`, { headers: cookie })), 'UNAUTHENTICATED')
  })

  test('connects a socket limited to its call, until the call ends', async () => {
    await using server = await startTestServer()
    const { doctor, patient, params, scheduleId, callId, token } = await inCall(server)
    const elsewhere = await inCall(server)
    using socket = await connect(server.url, token)
    assert.deepEqual(await socket.say('join_call', { callSessionId: callId }), { ok: true })
    assert.deepEqual(await socket.say('join_schedule', { scheduleId }), { ok: false, code: 'NOT_FOUND' })
    assert.deepEqual(await socket.say('join_call', { callSessionId: elsewhere.callId }), { ok: false, code: 'NOT_FOUND' })
    await patient.call('sendSignal', { params, body: { message: { type: 'LEAVE', dst: 'd' } } })
    await doctor.call('activateCall', { params })
    assert.equal((await socket.next('call_activated')).callSessionId, callId)
    assert(!socket.received.some(({ event }) => event === 'signal'), 'senders do not receive their own signals')
    await doctor.call('doctorEndCall', { params })
    assert.equal((await socket.next('call_ended')).callSessionId, callId)
    assert.deepEqual(await socket.next('session_closed'), { reason: 'ended' })
    await doctor.call('resetPatient', { params: { id: scheduleId, patientId: patient.user.id } })
    assert(!socket.received.some(({ event }) => event === 'status_reset'), 'events that are not about the call go to other sockets')

    assert.equal(await refusedHandshake(connect(server.url, token)), 'UNAUTHENTICATED')
    const headers = { authorization: `Bearer ${token}` }
    assert.equal(await codeOf(await server.post(`/call-sessions/${callId}/token`, undefined, headers)), 'WRONG_STATE', 'is not renewed')
    assert.equal(await codeOf(await server.send(`/call-sessions/${callId}`, { headers })), 200, 'reads how it ended')
  })

  test('can be renewed while the call is open, works beside another login of the browser, and is revoked with its own login', async () => {
    await using server = await startTestServer()
    const { doctor, patient, callId, params, token } = await inCall(server)
    const bela = await server.patient('Bela')
    const renewed = await server.post(`/call-sessions/${callId}/token`, undefined, { authorization: `Bearer ${token}` })
    const { token: second } = (await renewed.json()) as { token: string }
    const headers = { authorization: `Bearer ${second}`, cookie: `medconsult=${bela.token}` }
    const read = () => server.send(`/call-sessions/${callId}`, { headers })
    assert.equal(await codeOf(await read()), 200)
    assert.equal(await codeOf(await server.post(`/call-sessions/${callId}/activate`, undefined, headers)), 200)
    using socket = await connect(server.url, second)
    await patient.call('logout')
    assert.deepEqual(await socket.next('session_closed'), { reason: 'revoked' })
    assert.equal(await codeOf(await read()), 'UNAUTHENTICATED')
    assert.equal((await doctor.call('getCall', { params })).status, 'ACTIVE', 'the call stays open for the person’s other logins')
  })

  test('needs its own audience, and a token that names a call is never a login', async () => {
    const secret = 'tests have a secret of their own, long enough'
    await using server = await startTestServer({ env: { JWT_SECRET: secret } })
    const { patient, callId, token } = await inCall(server)
    const [head, body] = token.split('.') as [string, string]
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const signed = (patch: object): string => {
      const part = Buffer.from(JSON.stringify({ ...claims, ...patch })).toString('base64url')
      return `${head}.${part}.${createHmac('sha256', secret).update(`${head}.${part}`).digest('base64url')}`
    }
    const get = (path: string, bearer: string) => server.send(path, { headers: { authorization: `Bearer ${bearer}` } })
    assert.equal(claims['aud'], 'medconsult-call', 'a version without call tokens rejects it')
    assert.equal(await codeOf(await get(`/call-sessions/${callId}`, signed({ call: undefined }))), 'UNAUTHENTICATED')
    assert.equal(await codeOf(await get('/auth/me', signed({}))), 'UNAUTHENTICATED')
    assert.equal(claims['jti'], (await patient.call('me')).loginId)
  })
})
