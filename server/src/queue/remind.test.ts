import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Seat } from '../test/harness.ts'
import { confirmed, invited, online, ready, upcoming, waiting } from '../test/scenes.ts'

const remind = (doctor: Seat, id: string, patient: Seat) => doctor.run('remind', { params: { id, patientId: patient.person.userId } })

test('remind: a waiting patient once a minute, announced, with an audit row each', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  assert.deepEqual(await remind(doctor, id, patient), { ok: true })
  assert.deepEqual(h.announced(), ['reminders', 'queue_entries.remind', 'queue_counters'])
  h.pass(20_500)
  const refusal = await refused(remind(doctor, id, patient), 'REMINDED_ALREADY')
  assert.equal(refusal.retryAfterSeconds, 40)
  h.pass(39_499)
  assert.equal((await refused(remind(doctor, id, patient), 'REMINDED_ALREADY')).retryAfterSeconds, 1)
  assert.deepEqual(h.announced(), [])
  h.pass(1)
  await remind(doctor, id, patient)
  assert.deepEqual(h.announced(), ['reminders', 'queue_entries.remind', 'queue_counters'])
  const rows = (await h.audit(id)).filter(({ actionType }) => actionType === 'QUEUE_REMINDED')
  assert.deepEqual(
    rows.map(({ actorUserId, patientId }) => [actorUserId, patientId]),
    [doctor, doctor].map((it) => [it.person.userId, patient.person.userId]),
  )
})

test('remind: the minute counts per patient; two concurrent reminders are one', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const [first, second] = [await waiting(h, id), await waiting(h, id)]
  await remind(doctor, id, first)
  const attempts = await Promise.allSettled([1, 2].map(() => remind(h.apart(doctor.person), id, second)))
  assert.equal(attempts.filter((attempt) => attempt.status === 'fulfilled').length, 1)
  assert.equal(h.announced().filter((it) => it === 'reminders').length, 2)
})

test('remind: only a waiting patient in an open practice', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const { doctor, id } = practice
  await refused(remind(doctor, id, await ready(h, id)), 'WRONG_STATE')
  const gone = await waiting(h, id)
  await gone.run('leaveQueue', { params: { id } })
  await refused(remind(doctor, id, gone), 'WRONG_STATE')
  await refused(remind(doctor, id, (await confirmed(h, practice)).patient), 'WRONG_STATE')
  await refused(remind(doctor, id, await h.patient()), 'NOT_FOUND')
  const patient = await waiting(h, id)
  await refused(remind(await h.doctor(), id, patient), 'NOT_FOUND')
  await doctor.run('endPractice', { params: { id }, body: { force: true } })
  await refused(remind(doctor, id, patient), 'SCHEDULE_NOT_ONLINE')
  const later = await upcoming(h, doctor)
  await refused(remind(doctor, later.id, patient), 'SCHEDULE_NOT_ONLINE')
})

test('remind: a patient with an overdue invitation is WAITING again and can be reminded', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  await refused(remind(scene.doctor, scene.id, scene.patient), 'WRONG_STATE')
  h.pass(60_000)
  await remind(scene.doctor, scene.id, scene.patient)
  assert.deepEqual(h.announced(), [
    'call_sessions.expire',
    'queue_entries.waitAgain',
    'queue_counters',
    'reminders',
    'queue_entries.remind',
    'queue_counters',
  ])
})

test('remind: a patient whose page was closed sees the reminder later, until they are ready', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  await remind(doctor, id, patient)
  const own = async () => (await patient.run('viewSchedule', { params: { id } })).queueEntry?.remindedAt
  assert.equal(await own(), h.now().toISOString())
  await patient.run('toggleReady', { params: { id }, body: { isReady: true } })
  assert.equal(await own(), null)
  await patient.run('toggleReady', { params: { id }, body: { isReady: false } })
  assert.equal(await own(), null)
})
