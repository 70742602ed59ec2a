import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Ack, ClientEvent, ServerEvent } from '@medconsult/contract'
import { connect, openPractice, startTestServer, until, type TestPerson, type TestServer, type TestSocket } from './running.ts'

const CLOSED = 'io server disconnect'
/** Why a socket was closed; fails if it is not. */
function closed({ socket }: TestSocket): Promise<string> {
  let reason: string | undefined
  socket.once('disconnect', (why) => (reason = why))
  return until(() => reason, 'the socket to be closed')
}
const names = (socket: TestSocket): ServerEvent[] => socket.heard.map(({ event }) => event)

async function inCall(server: TestServer) {
  const [doctor, patient] = [await server.doctor(), await server.patient()]
  const schedule = await openPractice(doctor, [patient])
  const invited = await doctor.call('startCall', { params: { id: schedule.id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
  const call = await patient.call('confirmCall', { params: { id: invited.id }, body: { patientPeerId: 'p' } })
  return { doctor, patient, schedule, call }
}

describe('sockets', () => {
  let server: TestServer
  let doctor: TestPerson
  let patient: TestPerson
  before(async () => {
    server = await startTestServer({ env: { CORS_ORIGINS: 'https://friend.example' } })
    doctor = await server.doctor()
    patient = await server.patient()
  })
  after(() => server[Symbol.asyncDispose]())

  test('no token, a bad one and a foreign origin are refused; the cookie counts with our origin only', async () => {
    const { url } = server
    const cookie = `medconsult=${patient.token}`
    const refusal = (data: string) => ({ data: { code: data } })
    await assert.rejects(connect(url, null), refusal('UNAUTHENTICATED'))
    await assert.rejects(connect(url, 'a.b.c'), refusal('UNAUTHENTICATED'))
    await assert.rejects(connect(url, null, { cookie }), refusal('UNAUTHENTICATED'), 'a cookie without an origin')
    for (const transport of ['websocket', 'polling']) {
      await assert.rejects(connect(url, null, { cookie, origin: 'https://foe.example' }, [transport]))
      await assert.rejects(connect(url, patient.token, { origin: 'https://foe.example' }, [transport]))
      using own = await connect(url, null, { cookie, origin: url }, [transport])
      using friend = await connect(url, null, { cookie, origin: 'https://friend.example' }, [transport])
      assert(own.socket.connected && friend.socket.connected)
    }
    const upgrade = await server.send('/socket.io/?EIO=4&transport=polling', { headers: { origin: 'https://foe.example', cookie } })
    assert.equal(upgrade.status, 403)
    assert.equal((await server.send('/socket.io/?EIO=4&transport=polling&j=0')).status, 403, 'an answer as a script')
    const handshake = await server.send('/socket.io/?EIO=4&transport=polling')
    assert.equal(handshake.headers.get('x-content-type-options'), 'nosniff')
  })

  test('a doctor who awaits approval is told so', async () => {
    await using strict = await startTestServer({ env: { DOCTOR_REGISTRATION: 'approval' } })
    const waiting = await strict.doctor()
    await assert.rejects(waiting.connect(), { data: { code: 'NOT_APPROVED' } })
  })

  test('joins are for those whose schedule or call it is', async () => {
    const { doctor, patient, schedule, call } = await inCall(server)
    const [otherDoctor, otherPatient] = [await server.doctor('Dr. Other'), await server.patient('Other Patient')]
    const join = async (person: TestPerson): Promise<string> => {
      using socket = await person.connect()
      const [a, b] = [
        await socket.say('join_schedule', { scheduleId: schedule.id }),
        await socket.say('join_call', { callSessionId: call.id }),
      ]
      return [a, b].map((ack) => (ack.ok ? 'ok' : ack.code)).join(' ')
    }
    assert.equal(await join(doctor), 'ok ok')
    assert.equal(await join(patient), 'ok ok')
    assert.equal(await join(otherDoctor), 'NOT_FOUND NOT_FOUND')
    assert.equal(await join(otherPatient), 'NOT_FOUND NOT_FOUND')
  })

  test('malformed and unknown messages are refused or ignored, and the server lives', async () => {
    using socket = await patient.connect()
    const say = (event: string, ...given: unknown[]): Promise<Ack> =>
      socket.socket.timeout(5000).emitWithAck(event, ...given) as Promise<Ack>
    for (const payload of [null, 1, 'x', [], {}, { scheduleId: 'x' }, { scheduleId: randomUUID(), more: 1 }, { scheduleId: { in: [] } }]) {
      assert.deepEqual(await say('join_schedule', payload), { ok: false, code: 'INVALID' })
    }
    assert.deepEqual(await say('join_schedule'), { ok: false, code: 'INVALID' })
    assert.deepEqual(await say('signal', { callSessionId: randomUUID(), message: { type: 'EVIL', dst: 'x' } }), {
      ok: false,
      code: 'INVALID',
    })
    for (const event of ['join_schedule', 'nonsense', 'signal']) socket.socket.emit(event, { scheduleId: randomUUID() }, 'no function', 3)
    socket.socket.emit('join_call')
    assert.deepEqual(await socket.say('leave_call', { callSessionId: randomUUID() }), { ok: true })
    const ended = closed(socket)
    socket.socket.io.engine.write('garbage that is no packet')
    await ended
    using again = await patient.connect()
    assert(again.socket.connected)
  })

  test('a flood of signals about no call is slowed down', async () => {
    using socket = await (await server.patient('Somebody Else')).connect()
    const acks = await Promise.all(
      Array.from({ length: 150 }, () => socket.say('signal', { callSessionId: randomUUID(), message: { type: 'LEAVE', dst: 'x' } })),
    )
    assert(acks.some((ack) => !ack.ok && ack.code === 'RATE_LIMITED'))
  })

  test('a flood of joins is slowed down for its sender alone', async () => {
    using socket = await patient.connect()
    const acks = await Promise.all(Array.from({ length: 200 }, () => socket.say('join_schedule', { scheduleId: randomUUID() })))
    const codes = new Set(acks.map((ack) => (ack.ok ? 'ok' : ack.code)))
    assert.deepEqual([...codes].toSorted(), ['NOT_FOUND', 'RATE_LIMITED'])
    using other = await doctor.connect()
    assert.deepEqual(await other.say('join_schedule', { scheduleId: randomUUID() }), { ok: false, code: 'NOT_FOUND' })
  })

  test('the ninth socket of a person closes the oldest, which is told why', async () => {
    const person = await server.patient()
    const sockets: TestSocket[] = []
    for (let n = 0; n < 8; n++) sockets.push(await person.connect())
    const oldest = closed(sockets[0]!)
    sockets.push(await person.connect())
    assert.equal(await oldest, CLOSED)
    assert.deepEqual(sockets[0]!.heard, [{ event: 'session_closed', payload: { reason: 'too_many' } }])
    assert.deepEqual(
      sockets.slice(1).map(({ socket }) => socket.connected),
      Array<boolean>(8).fill(true),
    )
    for (const socket of sockets) socket[Symbol.dispose]()
  })

  test('logout closes every socket of that login, told why, and no other', async () => {
    const person = await server.patient()
    const second = (await (await server.post('/auth/login', { email: person.user.email, password: person.password })).json()) as {
      token: string
    }
    using one = await person.connect()
    using two = await person.connect()
    using elsewhere = await connect(server.url, second.token)
    const ends = Promise.all([closed(one), closed(two)])
    await person.call('logout')
    assert.deepEqual(await ends, [CLOSED, CLOSED])
    assert.deepEqual(one.heard, [{ event: 'session_closed', payload: { reason: 'revoked' } }])
    assert.deepEqual(two.heard, one.heard)
    assert(elsewhere.socket.connected)
    await assert.rejects(person.connect())
  })

  test('a login that another process ended is noticed', async () => {
    const person = await server.patient()
    using socket = await person.connect()
    const end = closed(socket)
    const { jti } = JSON.parse(Buffer.from(person.token.split('.')[1]!, 'base64url').toString()) as { jti: string }
    const login = await server.store.get('logins', jti)
    assert(login)
    await server.store.commit([{ table: 'logins', before: login, after: { ...login, status: 'REVOKED', version: login.version + 1 } }])
    assert.equal(await end, CLOSED)
    assert.deepEqual(socket.heard, [{ event: 'session_closed', payload: { reason: 'revoked' } }])
  })

  test('signals reach the other end only, as the server knows the sender', async () => {
    const { doctor, patient, call } = await inCall(server)
    using doctors = await doctor.connect()
    using doctorsSecond = await doctor.connect()
    using patients = await patient.connect()
    using outside = await patient.connect()
    for (const socket of [doctors, doctorsSecond, patients]) await socket.say('join_call', { callSessionId: call.id })
    const say = (socket: TestSocket, message: object): Promise<Ack> =>
      socket.say('signal', { callSessionId: call.id, message: message as never })
    assert.deepEqual(await say(doctors, { type: 'OFFER', dst: 'p', src: 'forged', payload: { sdp: 1 } }), { ok: true })
    const heard = await patients.next('signal')
    assert.deepEqual(heard, {
      callSessionId: call.id,
      n: 1,
      from: 'doctor',
      peerId: 'd',
      message: { type: 'OFFER', dst: 'p', src: 'd', payload: { sdp: 1 } },
    })
    assert.deepEqual(await say(patients, { type: 'ANSWER', dst: 'd' }), { ok: true })
    assert.equal((await doctors.next('signal')).n, 2)
    assert.equal((await doctorsSecond.next('signal')).n, 2)
    assert.deepEqual(
      [doctors, doctorsSecond, patients, outside].map((it) => it.heard.filter(({ event }) => event === 'signal').length),
      [1, 1, 1, 0],
    )

    assert.deepEqual(await say(doctors, { type: 'OFFER', dst: 'elsewhere' }), { ok: false, code: 'WRONG_STATE' })
    assert.deepEqual(await say(doctors, { type: 'OFFER', dst: 'p', payload: 'x'.repeat(65 * 1024) }), {
      ok: false,
      code: 'PAYLOAD_TOO_LARGE',
    })
    const deep = JSON.parse(`${'['.repeat(17)}${']'.repeat(17)}`) as unknown
    assert.deepEqual(await say(doctors, { type: 'OFFER', dst: 'p', payload: deep }), { ok: false, code: 'INVALID' })
    const byHttp = { method: 'POST', headers: { authorization: `Bearer ${doctor.token}`, 'content-type': 'application/json' } }
    const body = `{"message":{"type":"OFFER","dst":"p","payload":${'['.repeat(9000)}${']'.repeat(9000)}}}`
    assert.equal((await server.send(`/call-sessions/${call.id}/signals`, { ...byHttp, body })).status, 422)
    using stranger = await (await server.patient('Somebody')).connect()
    assert.deepEqual(await say(stranger, { type: 'OFFER', dst: 'p' }), { ok: false, code: 'NOT_FOUND' })
    const flood = await Promise.all(Array.from({ length: 80 }, () => say(doctors, { type: 'CANDIDATE', dst: 'p' })))
    assert(flood.some((ack) => !ack.ok && ack.code === 'RATE_LIMITED'))
    await doctor.call('doctorEndCall', { params: { id: call.id } })
    const ended = await until(async () => {
      const ack = await say(patients, { type: 'LEAVE', dst: 'd' })
      return !ack.ok && ack.code !== 'RATE_LIMITED' && ack
    }, 'the end of the call')
    assert.deepEqual(ended, { ok: false, code: 'WRONG_STATE' })
  })

  test('each event of a call reaches both people once, with its fields and no more', async () => {
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const { id } = await openPractice(doctor, [patient])
    const byId = { params: { id } }
    using doctors = await doctor.connect()
    using patients = await patient.connect()
    await doctors.say('join_schedule', { scheduleId: id })
    await patients.say('join_schedule', { scheduleId: id })
    const ready = () => patient.call('toggleReady', { ...byId, body: { isReady: true } })
    const invite = (doctorPeerId?: string) =>
      doctor.call('startCall', { ...byId, body: { patientId: patient.user.id, ...(doctorPeerId ? { doctorPeerId } : {}) } })
    const hint = (call: { id: string }, status: string) => ({ callSessionId: call.id, scheduleId: id, status })

    const declined = await invite()
    await patient.call('declineCall', { params: { id: declined.id } })
    for (const socket of [doctors, patients]) assert.deepEqual(await socket.next('call_declined'), hint(declined, 'DECLINED'))

    await ready()
    const cancelled = await invite()
    await doctor.call('cancelCall', { params: { id: cancelled.id } })
    for (const socket of [doctors, patients]) assert.deepEqual(await socket.next('call_cancelled'), hint(cancelled, 'CANCELLED'))

    const call = await invite('d1')
    for (const socket of [doctors, patients]) await socket.say('join_call', { callSessionId: call.id })
    await patient.call('confirmCall', { params: { id: call.id }, body: { patientPeerId: 'p1' } })
    const peerIds = { doctorPeerId: 'd1', patientPeerId: 'p1' }
    for (const socket of [doctors, patients]) {
      assert.deepEqual(await socket.next('call_confirmed'), { ...hint(call, 'CONFIRMED'), ...peerIds })
      assert.deepEqual(await socket.next('peer_id_updated'), { callSessionId: call.id, role: 'doctor', peerId: 'd1' })
      assert.deepEqual(await socket.next('peer_id_updated'), { callSessionId: call.id, role: 'patient', peerId: 'p1' })
      const order = names(socket).filter((name) => name === 'call_confirmed' || name === 'peer_id_updated')
      assert.deepEqual(order, ['call_confirmed', 'peer_id_updated', 'peer_id_updated'])
    }
    await doctor.call('activateCall', { params: { id: call.id } })
    await doctor.call('resetPatient', { params: { id, patientId: patient.user.id } })
    for (const socket of [doctors, patients]) {
      assert.deepEqual(await socket.next('call_activated'), hint(call, 'ACTIVE'))
      assert.deepEqual(await socket.next('call_ended'), { ...hint(call, 'ENDED'), endReason: 'RESET' })
    }
    assert.deepEqual(await patients.next('status_reset'), { scheduleId: id })
    await doctor.call('remind', { params: { id, patientId: patient.user.id } })
    assert.deepEqual(await patients.next('ready_reminder'), { scheduleId: id })
    await doctor.call('endPractice', byId)
    await patients.next('schedule_status_changed')

    assert.equal(patients.heard.filter(({ event }) => event === 'call_invitation').length, 3)
    for (const event of ['call_declined', 'call_cancelled', 'call_confirmed', 'call_activated', 'call_ended'] as const) {
      for (const socket of [doctors, patients]) assert.equal(names(socket).filter((name) => name === event).length, 1, event)
    }
    for (const event of ['call_invitation', 'status_reset', 'ready_reminder'] as const) assert(!names(doctors).includes(event), event)
  })

  test('an invitation that runs out is told to both', async () => {
    await using quick = await startTestServer({ env: { INVITATION_SECONDS: '1' } })
    const [doctor, patient] = [await quick.doctor(), await quick.patient()]
    const { id } = await openPractice(doctor, [patient])
    using doctors = await doctor.connect()
    using patients = await patient.connect()
    const call = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id } })
    for (const socket of [doctors, patients])
      assert.deepEqual(await socket.next('call_expired'), { callSessionId: call.id, scheduleId: id, status: 'EXPIRED' })
  })

  test('the doctor hears every change of the queue, patients at most one a second and always the last', async () => {
    const doctor = await server.doctor()
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => server.patient(`Patient ${n}`)))
    const { id } = await openPractice(doctor, [people[0]!])
    using doctors = await doctor.connect()
    using patients = await people[0]!.connect()
    await doctors.say('join_schedule', { scheduleId: id })
    await patients.say('join_schedule', { scheduleId: id })
    for (const person of people.slice(1)) await person.call('joinQueue', { params: { id } })
    const last = { scheduleId: id, totalInQueue: 12, rev: 13 }
    await until(() => doctors.heard.filter(({ event }) => event === 'queue_updated').length === 11, 'each change')
    await until(() => patients.heard.some(({ payload }) => JSON.stringify(payload) === JSON.stringify(last)), 'the last change')
    assert(patients.heard.filter(({ event }) => event === 'queue_updated').length < 11)
    const everything = JSON.stringify(patients.heard)
    for (const person of people.slice(1)) assert(!everything.includes(person.user.id) && !everything.includes(person.user.name))
  })

  test('who comes and goes is told to the other side of the call, and to the doctor of a waiting patient', async () => {
    const { doctor, patient, schedule, call } = await inCall(server)
    using doctors = await doctor.connect()
    await doctors.say('join_schedule', { scheduleId: schedule.id })
    await doctors.say('join_call', { callSessionId: call.id })
    const [entry] = await doctor.call('viewQueue', { params: { id: schedule.id } })
    const presence = (payload: object) =>
      until(() => doctors.heard.some((it) => JSON.stringify(it.payload) === JSON.stringify(payload)), JSON.stringify(payload))
    {
      using patients = await patient.connect()
      await presence({ scheduleId: schedule.id, entryId: entry!.id, online: true })
      await patients.say('join_call', { callSessionId: call.id })
      await presence({ callSessionId: call.id, role: 'patient', present: true })
      const heard = [await patients.next('presence_changed'), await patients.next('presence_changed')]
      const there = ['doctor', 'patient'].map((role) => ({ callSessionId: call.id, role, present: true }))
      assert.deepEqual(
        heard.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
        there,
        'oneself, and who is there already',
      )
    }
    await presence({ callSessionId: call.id, role: 'patient', present: false })
    await presence({ scheduleId: schedule.id, entryId: entry!.id, online: false })
  })

  test('events that a person has no right to never come, whatever they join', async () => {
    const { doctor, patient, schedule, call } = await inCall(server)
    using stranger = await (await server.patient('Stranger')).connect()
    for (const [event, payload] of [
      ['join_schedule', { scheduleId: schedule.id }],
      ['join_call', { callSessionId: call.id }],
    ] as [ClientEvent, never][]) {
      for (let n = 0; n < 20; n++) assert.equal((await stranger.say(event, payload)).ok, false)
    }
    await patient.call('patientSetPeerId', { params: { id: call.id }, body: { peerId: 'p2' } })
    await doctor.call('doctorEndCall', { params: { id: call.id } })
    await doctor.call('endPractice', { params: { id: schedule.id } })
    await stranger.next('schedule_status_changed')
    assert.deepEqual(new Set(names(stranger)), new Set(['schedule_status_changed']))
  })

  test('a token that ends closes the transport, so that the page comes back by itself', async () => {
    const person = await server.patient()
    server.pass(24 * 3_600_000 - 1500)
    using socket = await person.connect().finally(() => server.pass(-(24 * 3_600_000 - 1500)))
    assert.equal(await closed(socket), 'transport close')
  })
})
