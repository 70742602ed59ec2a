import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { active, confirmed, online, waiting } from '../test/scenes.ts'

type Query = { scheduleId?: string; patientId?: string; callSessionId?: string; before?: string; limit?: number }
const list = async (doctor: Seat, query: Query = {}) => doctor.run('listAudit', { query })
const actions = async (doctor: Seat, query: Query = {}) => (await list(doctor, query)).map((row) => row.actionType)

const story = [
  'SCHEDULE_CREATED',
  'SCHEDULE_STARTED',
  'QUEUE_JOINED',
  'QUEUE_READY',
  'CALL_INVITED',
  'CALL_CONFIRMED',
  'PEER_ID_SET',
  'CALL_ACTIVATED',
  'CALL_ENDED',
  'SCHEDULE_ENDED',
]

test('listAudit: the steps of a consultation, newest first, each once, with ids and codes but no names', async () => {
  await using h = await makeHarness()
  const scene = await active(h, undefined, await h.patient('Canary Bird'))
  await scene.patient.run('patientEndCall', { params: { id: scene.callId } })
  await scene.doctor.run('endPractice', { params: { id: scene.id } })
  assert.deepEqual(await actions(scene.doctor), story.toReversed())
  const rows = await list(scene.doctor)
  assert.deepEqual(rows[1], {
    id: rows[1]!.id,
    actorUserId: scene.patient.person.userId,
    actionType: 'CALL_ENDED',
    scheduleId: scene.id,
    patientId: scene.patient.person.userId,
    callSessionId: scene.callId,
    timestamp: h.now().toISOString(),
    metadata: { from: 'ACTIVE', to: 'ENDED', endReason: 'PATIENT' },
  })
  assert(!/Canary|Weber/.test(JSON.stringify(rows)))
})

test('listAudit: filters by schedule, by call, and by both', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const call = ['PEER_ID_SET', 'CALL_CONFIRMED', 'CALL_INVITED']
  await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
  const calls = ['CALL_ENDED', ...call]
  await scene.doctor.run('endPractice', { params: { id: scene.id } })
  const second = await online(h, scene.doctor)
  assert.deepEqual(await actions(scene.doctor, { scheduleId: second.id }), ['SCHEDULE_STARTED', 'SCHEDULE_CREATED'])
  assert.deepEqual(await actions(scene.doctor, { callSessionId: scene.callId }), calls)
  assert.deepEqual(await actions(scene.doctor, { callSessionId: scene.callId, scheduleId: scene.id }), calls)
  assert.deepEqual(await actions(scene.doctor, { callSessionId: scene.callId, scheduleId: second.id }), [])
})

test('listAudit: filters by patient over all practices of this doctor and no other', async () => {
  await using h = await makeHarness()
  const [mine, theirs] = [await online(h), await online(h)]
  const [patient, other] = [await waiting(h, mine.id), await waiting(h, mine.id)]
  const { userId: patientId } = patient.person
  await patient.run('leaveQueue', { params: { id: mine.id } })
  await waiting(h, theirs.id, patient)
  await mine.doctor.run('endPractice', { params: { id: mine.id } })
  const second = await online(h, mine.doctor)
  await waiting(h, second.id, patient)
  assert.deepEqual(await actions(mine.doctor, { patientId }), ['QUEUE_JOINED', 'QUEUE_LEFT', 'QUEUE_JOINED'])
  assert.deepEqual(await actions(mine.doctor, { patientId, scheduleId: second.id }), ['QUEUE_JOINED'])
  assert.deepEqual(await actions(theirs.doctor, { patientId }), ['QUEUE_JOINED'])
  assert.deepEqual(await actions(theirs.doctor, { patientId: other.person.userId }), [])
  const [newest] = await list(mine.doctor, { patientId })
  assert.equal((await list(mine.doctor, { patientId, before: newest!.id })).length, 2)
  await refused(list(mine.doctor, { patientId: other.person.userId, before: newest!.id }), 'UNKNOWN_CURSOR')
})

test('listAudit: only the doctor’s own schedules', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const other = await h.doctor()
  assert.deepEqual(await list(other), [])
  await refused(list(other, { scheduleId: scene.id }), 'NOT_FOUND')
  await refused(list(other, { callSessionId: scene.callId }), 'NOT_FOUND')
  await refused(list(other, { scheduleId: h.newId() }), 'NOT_FOUND')
  await refused(list(other, { callSessionId: h.newId() }), 'NOT_FOUND')
})

test('listAudit: in pages', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  for (let i = 0; i < 210; i++) await waiting(h, id)
  const first = await list(doctor)
  assert.equal(first.length, 200)
  const rest = await list(doctor, { before: first.at(-1)!.id })
  assert.equal(rest.length, 12)
  const rows = [...first, ...rest].map((row) => row.id)
  assert.deepEqual(rows, rows.toSorted().toReversed())
  assert.equal(new Set(rows).size, 212)
  const pair = await list(doctor, { scheduleId: id, limit: 2, before: first[0]!.id })
  assert.deepEqual(
    pair.map((row) => row.id),
    rows.slice(1, 3),
  )
})

test('listAudit: `before` must be an id from this list', async () => {
  await using h = await makeHarness()
  const mine = await online(h)
  const theirs = await online(h)
  const row = (await list(theirs.doctor))[0]!
  await refused(list(mine.doctor, { before: row.id }), 'UNKNOWN_CURSOR')
  await refused(list(mine.doctor, { before: h.newId() }), 'UNKNOWN_CURSOR')
  await mine.doctor.run('endPractice', { params: { id: mine.id } })
  const second = await online(h, mine.doctor)
  const old = (await list(mine.doctor, { scheduleId: mine.id }))[0]!
  await refused(list(mine.doctor, { scheduleId: second.id, before: old.id }), 'UNKNOWN_CURSOR')
})
