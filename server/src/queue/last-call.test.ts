import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallStatus } from '@medconsult/contract'
import { makeHarness } from '../test/harness.ts'
import { active, callIn, callOf, confirmed, invited, type Scene } from '../test/scenes.ts'

async function views({ doctor, patient, id }: Scene) {
  const [theirs] = await doctor.run('viewQueue', { params: { id } })
  const { queueEntry } = await patient.run('viewSchedule', { params: { id } })
  const [listed] = await patient.run('browseSchedules')
  assert.deepEqual(theirs?.lastCall, queueEntry?.lastCall, 'doctor and patient read the same')
  assert.deepEqual(listed?.queueEntry?.lastCall, queueEntry?.lastCall)
  return queueEntry?.lastCall
}

for (const status of ['DECLINED', 'CANCELLED', 'EXPIRED', 'ENDED'] satisfies CallStatus[])
  test(`lastCall: a call that is ${status} stays in both views of its entry, with times and id`, async () => {
    await using h = await makeHarness()
    const scene = await callIn(h, status)
    const { createdAt, activatedAt, endedAt } = await callOf(h, scene)
    assert.deepEqual(await views(scene), { status, at: endedAt, calledAt: createdAt, activatedAt, callSessionId: scene.callId })
  })

test('lastCall: null before a call and during the first one; a later call replaces it once it is over', async () => {
  await using h = await makeHarness()
  const first = await invited(h)
  assert.equal(await views(first), null)
  await first.patient.run('declineCall', { params: { id: first.callId } })
  await first.patient.run('toggleReady', { params: { id: first.id }, body: { isReady: true } })
  h.pass(60_000)
  const { reply: second } = await first.doctor.run('startCall', {
    params: { id: first.id },
    body: { patientId: first.patient.person.userId },
  })
  assert.equal((await views(first))?.status, 'DECLINED')
  await first.patient.run('confirmCall', { params: { id: second.id } })
  await first.doctor.run('doctorEndCall', { params: { id: second.id } })
  const last = await views(first)
  assert.deepEqual([last?.status, last?.calledAt, last?.activatedAt], ['ENDED', second.createdAt, null])
})

test('lastCall: an unanswered call ended at its expiry, however late that is noticed', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const { expiresAt } = await callOf(h, scene)
  h.pass(3_600_000)
  await h.sweep()
  assert.deepEqual((await views(scene))?.at, expiresAt)
})

test('lastCall: a reset and the end of the practice record the outcome of the call they close', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  await scene.doctor.run('resetPatient', { params: { id: scene.id, patientId: scene.patient.person.userId } })
  assert.deepEqual((await views(scene))?.status, 'ENDED')
  const other = await active(h)
  await other.doctor.run('endPractice', { params: { id: other.id }, body: { force: true } })
  const [seen] = await other.doctor.run('viewQueue', { params: { id: other.id } })
  assert.deepEqual([seen?.status, seen?.lastCall?.status, seen?.lastCall?.activatedAt], ['DONE', 'ENDED', h.now().toISOString()])
})
