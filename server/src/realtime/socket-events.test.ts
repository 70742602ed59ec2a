import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Ack, ClientEvent, ServerEvent } from '@medconsult/contract'
import { inCall, openPractice, startTestServer, type TestServer, type TestSocket } from '../test/running.ts'
import { until } from '../../../testing/until.ts'

const names = (socket: TestSocket): ServerEvent[] => socket.received.map(({ event }) => event)

describe('events', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server[Symbol.asyncDispose]())

  test('signals reach only the other end, with the sender set by the server', async () => {
    const { doctor, patient, call } = await inCall(server)
    using doctors = await doctor.connect()
    using doctorsSecond = await doctor.connect()
    using patients = await patient.connect()
    using outside = await patient.connect()
    for (const socket of [doctors, doctorsSecond, patients]) await socket.say('join_call', { callSessionId: call.id })
    const say = (socket: TestSocket, message: object): Promise<Ack> =>
      socket.say('signal', { callSessionId: call.id, message: message as never })
    assert.deepEqual(await say(doctors, { type: 'OFFER', dst: 'p', src: 'forged', payload: { sdp: 1 } }), { ok: true })
    const received = await patients.next('signal')
    assert.deepEqual(received, {
      callSessionId: call.id,
      n: received.n,
      from: 'doctor',
      peerId: 'd',
      message: { type: 'OFFER', dst: 'p', src: 'd', payload: { sdp: 1 } },
    })
    assert.deepEqual(await say(patients, { type: 'ANSWER', dst: 'd' }), { ok: true })
    const { n } = await doctors.next('signal')
    assert(n > received.n)
    assert.equal((await doctorsSecond.next('signal')).n, n)
    assert.deepEqual(
      [doctors, doctorsSecond, patients, outside].map((it) => it.received.filter(({ event }) => event === 'signal').length),
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

  test('each event of a call reaches both participants once, with exactly its fields', async () => {
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

    assert.equal(patients.received.filter(({ event }) => event === 'call_invitation').length, 3)
    for (const event of ['call_declined', 'call_cancelled', 'call_confirmed', 'call_activated', 'call_ended'] as const) {
      for (const socket of [doctors, patients]) assert.equal(names(socket).filter((name) => name === event).length, 1, event)
    }
    for (const event of ['call_invitation', 'status_reset', 'ready_reminder'] as const) assert(!names(doctors).includes(event), event)
  })

  test('both participants are notified of an expired invitation', async () => {
    await using quick = await startTestServer({ env: { INVITATION_SECONDS: '1' } })
    const [doctor, patient] = [await quick.doctor(), await quick.patient()]
    const { id } = await openPractice(doctor, [patient])
    using doctors = await doctor.connect()
    using patients = await patient.connect()
    const call = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id } })
    for (const socket of [doctors, patients])
      assert.deepEqual(await socket.next('call_expired'), { callSessionId: call.id, scheduleId: id, status: 'EXPIRED' })
  })

  test('a queue that keeps changing: its doctor is notified four times a second, patients once, both always of the last change', async () => {
    const doctor = await server.doctor()
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => server.patient(`Patient ${n}`)))
    const { id } = await openPractice(doctor, [people[0]!])
    using doctors = await doctor.connect()
    using patients = await people[0]!.connect()
    await doctors.say('join_schedule', { scheduleId: id })
    await patients.say('join_schedule', { scheduleId: id })
    for (const person of people.slice(1)) await person.call('joinQueue', { params: { id } })
    const last = { scheduleId: id, totalInQueue: 12, rev: 13 }
    for (const { received } of [doctors, patients]) {
      await until(() => received.some(({ payload }) => JSON.stringify(payload) === JSON.stringify(last)), 'the last change')
      assert(received.filter(({ event }) => event === 'queue_updated').length < 11)
    }
    const everything = JSON.stringify(patients.received)
    for (const person of people.slice(1)) assert(!everything.includes(person.user.id) && !everything.includes(person.user.name))
  })

  test('presence changes are sent to the other side of a call, and to the doctor of a waiting patient', async () => {
    const { doctor, patient, schedule, call } = await inCall(server)
    using doctors = await doctor.connect()
    await doctors.say('join_schedule', { scheduleId: schedule.id })
    await doctors.say('join_call', { callSessionId: call.id })
    const [entry] = await doctor.call('viewQueue', { params: { id: schedule.id } })
    const presence = (payload: object) =>
      until(() => doctors.received.some((it) => JSON.stringify(it.payload) === JSON.stringify(payload)), JSON.stringify(payload))
    {
      using patients = await patient.connect()
      await presence({ scheduleId: schedule.id, entryId: entry!.id, online: true, awaySince: null })
      await patients.say('join_call', { callSessionId: call.id })
      await presence({ callSessionId: call.id, role: 'patient', present: true })
      const received = [await patients.next('presence_changed'), await patients.next('presence_changed')]
      const there = ['doctor', 'patient'].map((role) => ({ callSessionId: call.id, role, present: true }))
      assert.deepEqual(
        received.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
        there,
        'oneself, and who is there already',
      )
    }
    await presence({ callSessionId: call.id, role: 'patient', present: false })
    type Left = { entryId?: string; online?: boolean; awaySince?: string }
    const gone = () =>
      doctors.received.map(({ payload }) => payload as Left).find(({ entryId, online }) => entryId !== undefined && online === false)
    await until(() => gone() !== undefined, 'the patient is gone')
    const [shown] = await doctor.call('viewQueue', { params: { id: schedule.id } })
    const { awaySince } = gone()!
    assert.deepEqual(gone(), { scheduleId: schedule.id, entryId: entry!.id, online: false, awaySince })
    assert(Math.abs(Date.parse(awaySince!) - Date.parse(shown!.awaySince!)) < 1000, 'the event says what the route does')
  })

  test('who has left browsing is notified of a schedule as its doctor or in its room, and everyone once', async () => {
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const schedule = await openPractice(doctor, [patient])
    const watchers = await Promise.all([doctor, patient, patient, patient, await server.patient('Stranger')].map((it) => it.connect()))
    const [doctors, both, inRoom, , stranger] = watchers
    for (const socket of [both!, inRoom!]) await socket.say('join_schedule', { scheduleId: schedule.id })
    for (const socket of [doctors!, inRoom!, stranger!]) assert.deepEqual(await socket.say('leave_browsing', {}), { ok: true })
    await doctor.call('endPractice', { params: { id: schedule.id }, body: {} })
    assert.deepEqual(await stranger!.socket.timeout(5000).emitWithAck('join_browsing'), { ok: true })
    const second = await openPractice(doctor)
    const ofSchedules = ({ received }: TestSocket) =>
      received
        .filter(({ event }) => event === 'schedule_status_changed')
        .map(({ payload }) => (payload as { scheduleId: string }).scheduleId)
    for (const socket of watchers.filter((it) => it !== inRoom))
      await until(() => ofSchedules(socket).includes(second.id), 'the second schedule')
    const received = watchers.map(ofSchedules)
    assert.deepEqual(received, [[schedule.id, second.id], [schedule.id, second.id], [schedule.id], [schedule.id, second.id], [second.id]])
    for (const socket of watchers) socket[Symbol.dispose]()
  })

  test('nobody receives events without permission, whatever they join', async () => {
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
})
