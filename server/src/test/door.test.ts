import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeClient, type EnteredAsGuest, type Problem } from '@medconsult/contract'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { tables } from '../store/table-specs.ts'
import type { Table } from '../store/row-types.ts'
import { until } from '../../../testing/until.ts'
import { connect, openPractice, startTestServer, type TestPerson, type TestServer } from './running.ts'

const HOUR = 3_600_000
const TODAY = new Date().toISOString().slice(0, 10)

const planned = async (doctor: TestPerson): Promise<string> =>
  (await doctor.call('createSchedule', { body: { date: TODAY, startTime: '00:00', endTime: '23:59' } })).id

const enter = async (server: TestServer, body: object): Promise<EnteredAsGuest & { readonly cookies: string[] }> => {
  const response = await server.post('/auth/guest', body)
  assert(response.ok, await response.clone().text())
  return { ...((await response.json()) as EnteredAsGuest), cookies: response.headers.getSetCookie() }
}

const as = (server: TestServer, { token }: { token: string }) => makeClient({ baseUrl: server.url, token: () => token })

test('D1: after a morning at the door, no link’s secret stands in a log line, an audit row, an event or the store', async () => {
  // Without the check of its queries: all of every table is read at the end.
  await using store = await openSqlite({ file: ':memory:' })
  await using server = await startTestServer({ store })
  const doctor = await server.doctor()
  const id = await planned(doctor)
  const { joinCode } = await doctor.call('getJoinCode')
  const link = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter Brandt', email: 'w@example.org' } })
  const revoked = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Nobody' } })

  await server.post('/join/look', { secret: link.secret })
  const invited = await enter(server, { secret: link.secret, name: 'Walter' })
  const passing = await enter(server, { joinCode, name: 'Gina' })
  using socket = await connect(server.url, passing.token)
  using doctors = await doctor.connect()
  await doctor.call('startPractice', { params: { id } })
  await doctor.call('revokeGuestLink', { params: { id: revoked.id } })
  for (const guest of [invited, passing]) await as(server, guest)('joinQueue', { params: { id } })
  const device = await as(server, passing)('makeReturnLink')
  const moved = await enter(server, { secret: device.secret })
  using phone = await connect(server.url, moved.token)
  await as(server, moved)('toggleReady', { params: { id }, body: { isReady: true } })
  const call = await doctor.call('startCall', { params: { id }, body: { patientId: moved.user.id, doctorPeerId: 'd' } })
  await as(server, moved)('confirmCall', { params: { id: call.id }, body: { patientPeerId: 'p' } })
  await doctor.call('endPractice', { params: { id }, body: { force: true } })
  const secrets = [link.secret, revoked.secret, passing.secret!, device.secret]
  for (const secret of secrets) {
    assert.equal((await server.post('/auth/guest', { secret, name: 'Late' })).status, 404)
    assert.equal((await server.post('/auth/guest', { secret, name: 'a\nb' })).status, 422)
    assert.equal((await server.post('/join/look', { secret, more: 1 })).status, 422)
  }

  const everything = [server.lines.join('\n'), JSON.stringify([socket, doctors, phone].map(({ received }) => received))]
  for (const table of Object.keys(tables) as Table[]) everything.push(JSON.stringify(await store.find(table, {})))
  assert(everything.some((text) => text.includes('GUEST_JOINED')))
  for (const secret of secrets) assert(!everything.some((text) => text.includes(secret)))
})

test('D7: a link that is unknown, revoked, renewed, over or used up has one answer, which says nothing', async () => {
  await using server = await startTestServer({ env: { RATE_LIMIT: 'off' } })
  const doctor = await server.doctor()
  const { id } = await openPractice(doctor)
  const { joinCode: renewed } = await doctor.call('getJoinCode')
  const { secret: back, token } = await enter(server, { joinCode: renewed, name: 'Gina' })
  const used = (await as(server, { token })('makeReturnLink')).secret
  await enter(server, { secret: used })
  await doctor.call('renewJoinCode')
  const revoked = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  await doctor.call('revokeGuestLink', { params: { id: revoked.id } })
  const over = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  await doctor.call('endPractice', { params: { id } })

  const answer = async (response: Response) => {
    const { requestId, ...body } = (await response.json()) as Problem
    assert(requestId)
    return { status: response.status, body, headers: [...response.headers.keys()].toSorted() }
  }
  for (const path of ['/join/look', '/auth/guest']) {
    const unknown = await answer(await server.post(path, { secret: 'x'.repeat(22) }))
    assert.equal(unknown.status, 404)
    for (const secret of ['', 'x', back, used, revoked.secret, over.secret])
      assert.deepEqual(await answer(await server.post(path, { secret })), unknown)
  }
  const [unknown, old] = await Promise.all(['ZZZZZZZZZZ', renewed].map(async (code) => answer(await server.send(`/join/${code}`))))
  assert.equal(unknown!.status, 404)
  assert.deepEqual(old, unknown)
  const codes = ['ZZZZZZZZZZ', renewed].map(async (joinCode) => answer(await server.post('/auth/guest', { joinCode, name: 'Gina' })))
  const [toUnknown, toOld] = await Promise.all(codes)
  assert.deepEqual(toOld, toUnknown)
})

test('an early guest receives the opening of their own practice, and nothing of another', async () => {
  await using server = await startTestServer()
  const [doctor, other] = [await server.doctor(), await server.doctor('Dr. Other')]
  const id = await planned(doctor)
  const guest = await enter(server, { joinCode: (await doctor.call('getJoinCode')).joinCode, name: 'Gina' })
  using socket = await connect(server.url, guest.token)
  using account = await (await server.patient()).connect()
  const elsewhere = (await openPractice(other)).id
  await account.next('schedule_status_changed')
  await socket.say('join_browsing', {})
  assert.deepEqual(await socket.say('join_schedule', { scheduleId: elsewhere }), { ok: false, code: 'NOT_FOUND' })
  await doctor.call('startPractice', { params: { id } })
  assert.deepEqual(await socket.next('schedule_status_changed'), { scheduleId: id, status: 'ONLINE' })
  await other.call('endPractice', { params: { id: elsewhere } })
  await until(() => account.received.some(({ payload }) => (payload as { status?: string }).status === 'COMPLETED') || undefined, 'its end')
  await as(server, guest)('joinQueue', { params: { id } })
  await socket.next('queue_updated')
  assert(socket.received.every(({ payload }) => (payload as { scheduleId?: string }).scheduleId === id))
})

test('D2: a guest reaches nothing of another schedule of the same doctor', async () => {
  await using server = await startTestServer()
  const doctor = await server.doctor()
  const { id: elsewhere } = await openPractice(doctor, [await server.patient()])
  const id = await planned(doctor)
  const link = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  const { token } = await enter(server, { secret: link.secret, name: 'Walter' })
  const guest = as(server, { token })
  const params = { id: elsewhere }
  for (const name of ['viewSchedule', 'joinQueue', 'leaveQueue', 'askAgain'] as const)
    await assert.rejects(guest(name, { params }), { code: 'NOT_FOUND' }, name)
  await assert.rejects(guest('toggleReady', { params, body: { isReady: true } }), { code: 'NOT_FOUND' })
  assert.deepEqual(
    (await guest('browseSchedules')).map((it) => it.id),
    [id],
  )
  using socket = await connect(server.url, token)
  assert.deepEqual(await socket.say('join_schedule', { scheduleId: elsewhere }), { ok: false, code: 'NOT_FOUND' })
})

test('a link that is opened elsewhere moves the guest there: the page before it is closed and says so', async () => {
  await using server = await startTestServer()
  const doctor = await server.doctor()
  const { id } = await openPractice(doctor)
  const first = await enter(server, { joinCode: (await doctor.call('getJoinCode')).joinCode, name: 'Gina' })
  await as(server, first)('joinQueue', { params: { id } })
  using page = await connect(server.url, first.token)
  const second = await enter(server, { secret: first.secret })
  assert.deepEqual(await page.next('session_closed'), { reason: 'moved' })
  await assert.rejects(as(server, first)('me'), { code: 'UNAUTHENTICATED' })
  const { queueEntry } = await as(server, second)('viewSchedule', { params: { id } })
  assert.equal(queueEntry?.queueNumber, 1, 'the place is kept')
})

test('a link opened while somebody else is signed in signs in its own person, and leaves the other one’s login alone', async () => {
  await using server = await startTestServer()
  const [doctor, patient] = [await server.doctor(), await server.patient()]
  const { id } = await openPractice(doctor)
  const link = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  const cookie = `medconsult=${patient.token}`
  const body = { secret: link.secret, name: 'Walter' }
  const foreign = await server.post('/auth/guest', body, { cookie, origin: 'https://foe.example' })
  assert.equal(foreign.status, 403, 'another site signs nobody in')
  const response = await server.post('/auth/guest', body, { cookie, origin: server.url })
  const { user, token } = (await response.json()) as EnteredAsGuest
  assert.deepEqual([response.status, user.kind, user.name], [201, 'GUEST', 'Walter'])
  assert(response.headers.getSetCookie().some((it) => it.startsWith(`medconsult=${token};`) && it.includes('HttpOnly')))
  assert.equal((await patient.call('me')).id, patient.user.id)
})

test('two people press one personal link at once: one guest, and the place is with one of them', async () => {
  await using server = await startTestServer()
  const doctor = await server.doctor()
  const { id } = await openPractice(doctor)
  const { secret } = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  const both = await Promise.all(['Walter', 'Wilma'].map((name) => server.post('/auth/guest', { secret, name })))
  assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([200, 201]))
  const came = await Promise.all(both.map(async (it) => (await it.json()) as EnteredAsGuest))
  assert.equal(came[0]!.user.id, came[1]!.user.id)
  const signedIn = await Promise.allSettled(came.map((it) => as(server, it)('me')))
  assert.equal(signedIn.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('two hours after the end a guest’s socket closes, and no request of theirs is served', async () => {
  await using server = await startTestServer()
  const doctor = await server.doctor()
  const { id } = await openPractice(doctor)
  const guest = await enter(server, { joinCode: (await doctor.call('getJoinCode')).joinCode, name: 'Gina' })
  await as(server, guest)('joinQueue', { params: { id } })
  using socket = await connect(server.url, guest.token)
  await doctor.call('endPractice', { params: { id } })
  await as(server, guest)('viewSchedule', { params: { id } })
  assert(socket.socket.connected)
  server.pass(2 * HOUR)
  assert.deepEqual(await socket.next('session_closed'), { reason: 'revoked' })
  await assert.rejects(as(server, guest)('me'), { code: 'UNAUTHENTICATED' })
})
