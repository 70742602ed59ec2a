import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, invited, online, ready, upcoming, waiting } from '../test/scenes.ts'

const start = (doctor: Seat, id: string, patient: Seat, doctorPeerId?: string) =>
  doctor.run('startCall', {
    params: { id },
    body: { patientId: patient.person.userId, ...(doctorPeerId !== undefined && { doctorPeerId }) },
  })

test('startCall: an INVITED call with 60 s to answer, the entry READY with its id, announced, one audit row', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await ready(h, id, await h.patient('Ben Sommer'))
  const { created, reply } = await start(doctor, id, patient, 'doctor-1')
  assert.equal(created, true)
  assert.deepEqual(reply, {
    id: reply.id,
    scheduleId: id,
    doctorId: doctor.person.userId,
    patientId: patient.person.userId,
    doctorName: 'Dr. Ada Weber',
    patientName: 'Ben Sommer',
    status: 'INVITED',
    createdAt: '2026-03-02T09:00:00.000Z',
    expiresAt: '2026-03-02T09:01:00.000Z',
    confirmedAt: null,
    activatedAt: null,
    endedAt: null,
    endReason: null,
    doctorPeerId: 'doctor-1',
    patientPeerId: null,
  })
  const entry = await entryOf(h, { id, patient })
  assert.deepEqual([entry.status, entry.callSessionId], ['READY', reply.id])
  assert.deepEqual(h.announced(), ['call_sessions.invite', 'queue_entries.invite', 'queue_counters'])
  const last = (await h.audit(id)).at(-1)
  assert.deepEqual(
    [last?.actionType, last?.callSessionId, last?.patientId, last?.actorUserId, last?.metadata],
    ['CALL_INVITED', reply.id, patient.person.userId, doctor.person.userId, { from: null, to: 'INVITED' }],
  )
  await assertAgreement(h, id)
})

test('startCall: a repeat during the invitation returns the same call with its peer id unchanged', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await ready(h, id)
  const first = await start(doctor, id, patient, 'one')
  h.announced()
  h.pass(59_999)
  assert.deepEqual(await start(doctor, id, patient, 'two'), { created: false, reply: first.reply })
  assert.deepEqual(h.announced(), [])
})

test('startCall: an overdue invitation expires first, and the patient has to get ready again', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  await refused(start(scene.doctor, scene.id, scene.patient), 'PATIENT_NOT_READY')
  assert.deepEqual(h.announced(), ['call_sessions.expire', 'queue_entries.waitAgain', 'queue_counters'])
  await scene.patient.run('toggleReady', { params: { id: scene.id }, body: { isReady: true } })
  const { created, reply } = await start(scene.doctor, scene.id, scene.patient)
  assert.equal(created, true)
  assert.notEqual(reply.id, scene.callId)
})

test('startCall: refusals in the order of behaviour.md', async () => {
  await using h = await makeHarness()
  const later = await upcoming(h)
  const stranger = await h.patient()
  await refused(start(await h.doctor(), later.id, stranger), 'NOT_FOUND')
  await refused(start(later.doctor, later.id, stranger), 'SCHEDULE_NOT_ONLINE')

  const { doctor, id } = await confirmed(h)
  await refused(start(doctor, id, stranger), 'NOT_FOUND')
  await refused(start(doctor, id, await waiting(h, id)), 'DOCTOR_BUSY')
  await refused(start(doctor, id, await ready(h, id)), 'DOCTOR_BUSY')

  const free = await online(h)
  const elsewhere = await ready(h, free.id)
  await invited(h, undefined, elsewhere)
  const refusal = await refused(start(free.doctor, free.id, elsewhere), 'PATIENT_BUSY')
  assert.deepEqual([refusal.scheduleId, refusal.retryAfterSeconds, refusal.errors], [undefined, undefined, undefined])
  await elsewhere.run('toggleReady', { params: { id: free.id }, body: { isReady: false } })
  await refused(start(free.doctor, free.id, elsewhere), 'PATIENT_NOT_READY')
})

test('startCall: a patient who is waiting, has left, was seen or is already in the call is refused', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const { doctor, id } = practice
  await refused(start(doctor, id, await waiting(h, id)), 'PATIENT_NOT_READY')
  const gone = await ready(h, id)
  await gone.run('leaveQueue', { params: { id } })
  await refused(start(doctor, id, gone), 'PATIENT_NOT_READY')
  const scene = await active(h, practice)
  await refused(start(doctor, id, scene.patient), 'DOCTOR_BUSY')
  await doctor.run('doctorEndCall', { params: { id: scene.callId } })
  await refused(start(doctor, id, scene.patient), 'PATIENT_NOT_READY')
  assert.equal((await start(doctor, id, await ready(h, id))).created, true)
})

test('startCall: DOCTOR_BUSY for another patient during an open invitation, until it is overdue', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const next = await ready(h, scene.id)
  await refused(start(scene.doctor, scene.id, next), 'DOCTOR_BUSY')
  h.pass(60_000)
  assert.equal((await start(scene.doctor, scene.id, next)).created, true)
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
})

test('startCall: another doctor’s overdue invitation to the patient expires first', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const mine = await online(h)
  await ready(h, mine.id, scene.patient)
  await refused(start(mine.doctor, mine.id, scene.patient), 'PATIENT_BUSY')
  h.pass(60_000)
  assert.equal((await start(mine.doctor, mine.id, scene.patient)).created, true)
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
  await assertAgreement(h, scene.id)
  await assertAgreement(h, mine.id)
})

test('startCall: INVITATION_SECONDS sets the time to answer', async () => {
  await using h = await makeHarness({ settings: { invitationSeconds: 5 } })
  const scene = await invited(h)
  assert.equal((await callOf(h, scene)).expiresAt, '2026-03-02T09:00:05.000Z')
})

test('startCall: of two concurrent doctors one gets the patient; of two concurrent patients one gets the doctor', async () => {
  for (let round = 0; round < 10; round++) {
    await using h = await makeHarness()
    const [one, two] = [await online(h), await online(h)]
    const patient = await ready(h, one.id)
    await ready(h, two.id, patient)
    const other = await ready(h, one.id)
    const attempts = await Promise.allSettled([
      start(h.apart(one.doctor.person), one.id, patient),
      start(h.apart(two.doctor.person), two.id, patient),
      start(h.apart(one.doctor.person), one.id, other),
      start(h.apart(one.doctor.person), one.id, other),
    ])
    const calls = await h.store.find('call_sessions', { status: 'INVITED', expiresAt: { gte: '' } })
    assert.equal(new Set(calls.map((call) => call.doctorId)).size, calls.length)
    assert.equal(new Set(calls.map((call) => call.patientId)).size, calls.length)
    assert(calls.length > 0)
    const invited = h.announced().filter((it) => it === 'call_sessions.invite')
    assert.equal(invited.length, calls.length)
    for (const attempt of attempts) if (attempt.status === 'rejected') assert.match(attempt.reason.code, /^(DOCTOR|PATIENT)_BUSY$/)
    await assertAgreement(h, one.id)
    await assertAgreement(h, two.id)
  }
})
