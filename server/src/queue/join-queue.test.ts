import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { active, confirmed, entryOf, invited, online, ready, upcoming, waiting } from '../test/scenes.ts'

const join = (patient: Seat, id: string) => patient.run('joinQueue', { params: { id } })

test('joinQueue: a WAITING entry with the next number, announced, one audit row; a repeat returns the same entry', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const [first, second] = [await h.patient(), await h.patient()]
  const one = await join(first, id)
  assert.deepEqual(one, {
    created: true,
    reply: {
      id: one.reply.id,
      scheduleId: id,
      patientId: first.person.userId,
      queueNumber: 1,
      status: 'WAITING',
      isReady: false,
      joinedAt: h.now().toISOString(),
      callSessionId: null,
      lastCall: null,
      media: null,
      askedAgainAt: null,
      leftReason: null,
      remindedAt: null,
    },
  })
  assert.equal((await join(second, id)).reply.queueNumber, 2)
  assert.deepEqual(h.announced(), ['queue_entries.join', 'queue_counters', 'queue_entries.join', 'queue_counters'])
  assert.deepEqual(await join(first, id), { created: false, reply: one.reply })
  assert.deepEqual(h.announced(), [])
  const rows = (await h.audit(id)).slice(-2)
  assert.deepEqual(
    rows.map((row) => [row.actionType, row.patientId, row.actorUserId, row.metadata]),
    [first, second].map((it, i) => ['QUEUE_JOINED', it.person.userId, it.person.userId, { from: null, to: 'WAITING', queueNumber: i + 1 }]),
  )
  await assertAgreement(h, id)
})

for (const [name, scenery] of [
  ['READY', async (h) => ({ ...(await online(h)) })],
  ['invited', invited],
  ['in a call', confirmed],
] as const satisfies [string, (h: Awaited<ReturnType<typeof makeHarness>>) => Promise<{ id: string; patient?: Seat }>][])
  test(`joinQueue: a repeat while ${name} returns the entry unchanged`, async () => {
    await using h = await makeHarness()
    const scene: { id: string; patient?: Seat } = await scenery(h)
    const patient = scene.patient ?? (await ready(h, scene.id))
    const before = await entryOf(h, { id: scene.id, patient })
    const { created, reply } = await join(patient, scene.id)
    assert.equal(created, false)
    assert.deepEqual([reply.id, reply.status, reply.callSessionId], [before.id, before.status, before.callSessionId])
    assert.deepEqual(h.announced(), [])
  })

test('joinQueue: a repeat with an overdue invitation expires it, and the entry is WAITING', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  const { created, reply } = await join(scene.patient, scene.id)
  assert.deepEqual([created, reply.status, reply.callSessionId], [false, 'WAITING', null])
  assert.equal(h.announced()[0], 'call_sessions.expire')
})

test('joinQueue: after leaving, a new entry with a new number; numbers are never reused', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const patient = await waiting(h, id)
  await waiting(h, id)
  const left = await patient.run('leaveQueue', { params: { id } })
  const { created, reply } = await join(patient, id)
  assert.equal(created, true)
  assert.notEqual(reply.id, left.id)
  assert.equal(reply.queueNumber, 3)
  await assertAgreement(h, id)
})

test('joinQueue: ALREADY_SEEN for a seen patient until the doctor lets them in again', async () => {
  await using h = await makeHarness()
  const scene = await active(h)
  await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
  await refused(join(scene.patient, scene.id), 'ALREADY_SEEN')
  await scene.doctor.run('resetPatient', { params: { id: scene.id, patientId: scene.patient.person.userId } })
  const { created, reply } = await join(scene.patient, scene.id)
  assert.deepEqual([created, reply.status, reply.queueNumber], [false, 'WAITING', 1])
})

test('joinQueue: only while the practice is open', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const patient = await h.patient()
  await refused(join(patient, id), 'SCHEDULE_NOT_ONLINE')
  await doctor.run('startPractice', { params: { id } })
  await join(patient, id)
  await doctor.run('endPractice', { params: { id } })
  await refused(join(patient, id), 'SCHEDULE_NOT_ONLINE')
  await refused(join(await h.patient(), id), 'SCHEDULE_NOT_ONLINE')
  await refused(join(patient, h.newId()), 'NOT_FOUND')
})

test('joinQueue: many concurrent joins get distinct numbers, one per patient', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const people = await Promise.all(Array.from({ length: 20 }, () => h.patient()))
  const twice = [...people, ...people].map((patient) => join(h.apart(patient.person), id))
  const answers = await Promise.all(twice)
  assert.equal(answers.filter((answer) => answer.created).length, 20)
  const numbers = new Set(answers.map((answer) => answer.reply.queueNumber))
  assert.deepEqual(
    [...numbers].toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i + 1),
  )
  await assertAgreement(h, id)
  assert.equal((await h.audit(id)).filter((row) => row.actionType === 'QUEUE_JOINED').length, 20)
})
