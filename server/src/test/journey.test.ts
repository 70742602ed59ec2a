import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { after, before, describe, test } from 'node:test'
import type { CallSession, Schedule } from '@medconsult/contract'
import { startTestServer, type TestPerson, type TestServer, type TestSocket } from './running.ts'
import { until } from '../../../testing/until.ts'
import { testStores } from './stores.ts'
import type { Store } from '../store/store.ts'

for (const { name, open } of await testStores()) {
  describe(`a consultation by HTTP and sockets, on ${name}`, () => {
    let store: Store
    let server: TestServer
    let doctor: TestPerson
    let patient: TestPerson
    let doctorSocket: TestSocket
    let patientSocket: TestSocket
    let schedule: Schedule
    let call: CallSession

    before(async () => {
      store = await open()
      server = await startTestServer({ store })
      doctor = await server.doctor()
      patient = await server.patient()
      doctorSocket = await doctor.connect()
      patientSocket = await patient.connect()
    })
    after(async () => {
      doctorSocket[Symbol.dispose]()
      patientSocket[Symbol.dispose]()
      await server[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    })

    test('Phase 1: the doctor starts the practice, and everybody is notified', async () => {
      const { id } = await doctor.call('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
      schedule = await doctor.call('startPractice', { params: { id } })
      assert.equal(schedule.status, 'ONLINE')
      for (const socket of [doctorSocket, patientSocket])
        assert.deepEqual(await socket.next('schedule_status_changed'), { scheduleId: id, status: 'ONLINE' })
      assert.deepEqual(await doctorSocket.say('join_schedule', { scheduleId: id }), { ok: true })
      assert.deepEqual(await doctor.call('viewQueue', { params: { id } }), [])
    })

    test('Phase 2: a patient joins the queue, and the doctor’s queue shows it', async () => {
      const [offered] = await patient.call('browseSchedules')
      assert.equal(offered?.id, schedule.id)
      const entry = await patient.call('joinQueue', { params: { id: schedule.id } })
      assert.equal(entry.queueNumber, 1)
      assert.equal(entry.status, 'WAITING')
      assert.deepEqual(await patientSocket.say('join_schedule', { scheduleId: schedule.id }), { ok: true })
      const { totalInQueue, rev } = await doctorSocket.next('queue_updated')
      assert.equal(totalInQueue, 1)
      const [shown] = await doctor.call('viewQueue', { params: { id: schedule.id }, query: { since: String(rev - 1) } })
      assert.equal(shown?.patientName, patient.user.name)
      assert.equal(shown.online, true)
    })

    test('Phase 3: the patient is ready, and the doctor sees it', async () => {
      const entry = await patient.call('toggleReady', { params: { id: schedule.id }, body: {} })
      assert.equal(entry.status, 'READY')
      assert.equal(entry.isReady, true)
      await doctorSocket.next('queue_updated')
      const [shown] = await doctor.call('viewQueue', { params: { id: schedule.id } })
      assert.equal(shown?.status, 'READY')
    })

    test('Phase 4: the doctor invites, and the patient is notified', async () => {
      call = await doctor.call('startCall', { params: { id: schedule.id }, body: { patientId: patient.user.id } })
      assert.equal(call.status, 'INVITED')
      const invitation = {
        callSessionId: call.id,
        scheduleId: schedule.id,
        doctorId: doctor.user.id,
        doctorName: doctor.user.name,
        expiresAt: call.expiresAt,
      }
      assert.deepEqual(await patientSocket.next('call_invitation'), invitation)
      assert.deepEqual(await patient.call('pendingInvitation'), invitation)
      assert.equal((await doctor.call('callStatus', { params: { id: call.id } })).status, 'INVITED')
      assert(!doctorSocket.received.some(({ event }) => event === 'call_invitation'))
    })

    test('Phase 5: the patient confirms, and both are notified', async () => {
      const confirmed = await patient.call('confirmCall', { params: { id: call.id } })
      assert.equal(confirmed.status, 'CONFIRMED')
      assert.equal((await doctorSocket.next('call_confirmed')).callSessionId, call.id)
      assert.equal((await doctor.call('callStatus', { params: { id: call.id } })).status, 'CONFIRMED')
      const [entry] = await doctor.call('viewQueue', { params: { id: schedule.id } })
      assert.equal(entry?.status, 'IN_CALL')
      assert.equal(entry.callSessionId, call.id)
    })

    const isPresent = (payload: unknown, role: string): boolean =>
      isDeepStrictEqual(payload, { callSessionId: call.id, role, present: true })

    test('Phase 6: both enter the call room, a stranger cannot', async () => {
      for (const person of [doctor, patient]) {
        const seen = await person.call('getCall', { params: { id: call.id } })
        assert.deepEqual([seen.doctorPeerId, seen.patientPeerId], [null, null])
      }
      for (const socket of [doctorSocket, patientSocket])
        assert.deepEqual(await socket.say('join_call', { callSessionId: call.id }), { ok: true })
      // Each receives both, in any order.
      const present = (role: string) => until(() => doctorSocket.received.some((it) => isPresent(it.payload, role)) || undefined, role)
      await Promise.all([present('doctor'), present('patient')])
      const stranger = await server.patient('Somebody Else')
      await assert.rejects(stranger.call('getCall', { params: { id: call.id } }), { code: 'NOT_FOUND' })
      using strangersSocket = await stranger.connect()
      assert.deepEqual(await strangersSocket.say('join_call', { callSessionId: call.id }), { ok: false, code: 'NOT_FOUND' })
    })

    test('Phase 7: relay credentials are available for an open call', async () => {
      for (const person of [doctor, patient]) {
        const ice = await person.call('callIceServers', { params: { id: call.id } })
        assert.equal(ice.iceTransportPolicy, 'all')
      }
    })

    test('Phase 8: the peer ids are exchanged', async () => {
      await doctor.call('doctorSetPeerId', { params: { id: call.id }, body: { peerId: 'peer-of-doctor' } })
      assert.deepEqual(await patientSocket.next('peer_id_updated'), { callSessionId: call.id, role: 'doctor', peerId: 'peer-of-doctor' })
      await patient.call('patientSetPeerId', { params: { id: call.id }, body: { peerId: 'peer-of-patient' } })
      assert.equal((await doctorSocket.next('peer_id_updated')).role, 'doctor')
      assert.deepEqual(await doctorSocket.next('peer_id_updated'), { callSessionId: call.id, role: 'patient', peerId: 'peer-of-patient' })
      const seen = await patient.call('getCall', { params: { id: call.id } })
      assert.deepEqual([seen.doctorPeerId, seen.patientPeerId], ['peer-of-doctor', 'peer-of-patient'])
    })

    test('Phase 9: the two ends exchange signals, the call becomes active and ends', async () => {
      const offer = { type: 'OFFER', dst: 'peer-of-patient', payload: { sdp: 'v=0' } } as const
      assert.deepEqual(await doctorSocket.say('signal', { callSessionId: call.id, message: offer }), { ok: true })
      const signal = await patientSocket.next('signal')
      assert.deepEqual([signal.from, signal.peerId, signal.message.payload], ['doctor', 'peer-of-doctor', offer.payload])
      assert(!doctorSocket.received.some(({ event }) => event === 'signal'))

      for (const person of [doctor, patient])
        assert.equal((await person.call('activateCall', { params: { id: call.id } })).status, 'ACTIVE')
      for (const socket of [doctorSocket, patientSocket]) assert.equal((await socket.next('call_activated')).status, 'ACTIVE')

      const ended = await patient.call('patientEndCall', { params: { id: call.id } })
      assert.deepEqual([ended.status, ended.endReason], ['ENDED', 'PATIENT'])
      assert.equal((await doctorSocket.next('call_ended')).endReason, 'PATIENT')
      const [entry] = await doctor.call('viewQueue', { params: { id: schedule.id } })
      assert.equal(entry?.status, 'DONE')
      await doctor.call('endPractice', { params: { id: schedule.id } })
      assert.deepEqual(await patientSocket.next('schedule_status_changed'), { scheduleId: schedule.id, status: 'COMPLETED' })

      const rows = await doctor.call('listAudit', { query: { scheduleId: schedule.id } })
      assert.deepEqual(rows.map((row) => row.actionType).toReversed(), [
        'SCHEDULE_CREATED',
        'SCHEDULE_STARTED',
        'QUEUE_JOINED',
        'QUEUE_READY',
        'CALL_INVITED',
        'CALL_CONFIRMED',
        'PEER_ID_SET',
        'PEER_ID_SET',
        'CALL_ACTIVATED',
        'CALL_ENDED',
        'SCHEDULE_ENDED',
      ])
    })
  })

  test(`the same consultation by polling alone, on ${name}`, async () => {
    await using store = await open()
    await using server = await startTestServer({ store })
    const doctor = await server.doctor()
    const patient = await server.patient()
    const { id } = await doctor.call('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
    await doctor.call('startPractice', { params: { id } })
    assert.equal((await patient.call('viewSchedule', { params: { id } })).status, 'ONLINE')
    await patient.call('joinQueue', { params: { id } })
    const place = await patient.call('viewSchedule', { params: { id } })
    assert('position' in place && place.position === 1)
    const [waiting] = await doctor.call('viewQueue', { params: { id } })
    assert.deepEqual([waiting?.status, waiting?.online], ['WAITING', true])
    await patient.call('toggleReady', { params: { id }, body: { isReady: true } })
    assert.equal(await patient.call('pendingInvitation'), null)

    const invited = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
    const invitation = await patient.call('pendingInvitation')
    assert.equal(invitation?.callSessionId, invited.id)
    await patient.call('confirmCall', { params: { id: invited.id }, body: { patientPeerId: 'p' } })
    const byId = { params: { id: invited.id } }
    assert.equal((await doctor.call('callStatus', byId)).status, 'CONFIRMED')

    await doctor.call('sendSignal', { ...byId, body: { message: { type: 'OFFER', dst: 'p', payload: 1 } } })
    const [offer] = await patient.call('listSignals', byId)
    assert.deepEqual([offer?.from, offer?.message.type], ['doctor', 'OFFER'])
    await patient.call('sendSignal', { ...byId, body: { message: { type: 'ANSWER', dst: 'd', payload: 2 } } })
    assert.deepEqual(await patient.call('listSignals', { ...byId, query: { after: String(offer!.n) } }), [])
    const [answer] = await doctor.call('listSignals', byId)
    assert.equal(answer?.message.type, 'ANSWER')
    assert(answer.n > offer!.n)

    await doctor.call('activateCall', byId)
    assert.equal((await patient.call('getCall', byId)).status, 'ACTIVE')
    await doctor.call('doctorEndCall', byId)
    assert.equal((await patient.call('getCall', byId)).status, 'ENDED')
  })
}
