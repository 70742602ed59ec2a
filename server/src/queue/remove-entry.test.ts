import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, callOf, confirmed, entryOf, invited, online, ready, waiting, type Practice } from '../test/scenes.ts'

async function remove(h: Harness, { doctor, id }: Practice, patient: Seat, reason: 'ASKED' | 'NOT_HERE' | 'ABUSE' = 'NOT_HERE') {
  const { id: entryId } = await entryOf(h, { id, patient })
  return doctor.run('removeEntry', { params: { id, entryId }, body: { reason } })
}

for (const [name, scenery] of [
  ['WAITING', waiting],
  ['READY', ready],
] as const)
  test(`removeEntry: ${name} → LEFT, announced, one audit row with the reason; a repeat is a no-op`, async () => {
    await using h = await makeHarness()
    const practice = await online(h)
    const patient = await scenery(h, practice.id)
    const removed = await remove(h, practice, patient, 'ABUSE')
    assert.deepEqual([removed.status, removed.isReady, removed.leftReason], ['LEFT', false, 'REMOVED'])
    assert.deepEqual(h.announced(), ['queue_entries.remove', 'queue_counters'])
    const row = (await h.audit(practice.id)).at(-1)!
    const metadata = { from: name, to: 'LEFT', queueNumber: 1, reason: 'ABUSE' }
    assert.deepEqual([row.actionType, row.actorUserId, row.metadata], ['QUEUE_REMOVED', practice.doctor.person.userId, metadata])
    assert.deepEqual(await remove(h, practice, patient), removed)
    assert.deepEqual(h.announced(), [])
    assert.deepEqual(await practice.doctor.run('viewQueue', { params: { id: practice.id } }), [])
    await assertAgreement(h, practice.id)
  })

test('removeEntry: an open invitation is cancelled in the same commit', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const removed = await remove(h, scene, scene.patient, 'ASKED')
  assert.deepEqual([removed.status, removed.callSessionId, removed.lastCall?.status], ['LEFT', null, 'CANCELLED'])
  assert.deepEqual(h.announced(), ['call_sessions.cancel', 'queue_entries.remove', 'queue_counters'])
  assert.equal((await callOf(h, scene)).status, 'CANCELLED')
  const rows = (await h.audit(scene.id)).slice(-2)
  assert.deepEqual(
    rows.map((row) => [row.actionType, row.metadata['reason']]),
    [
      ['CALL_CANCELLED', undefined],
      ['QUEUE_REMOVED', 'ASKED'],
    ],
  )
  await assertAgreement(h, scene.id)
})

test('removeEntry: a patient with an expired invitation is removed too', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  assert.equal((await remove(h, scene, scene.patient)).status, 'LEFT')
  assert.equal((await callOf(h, scene)).status, 'EXPIRED')
})

test('removeEntry: refused in a call, after being seen, and once closed', async () => {
  await using h = await makeHarness()
  const talking = await confirmed(h)
  await refused(remove(h, talking, talking.patient), 'IN_CALL')
  const seen = await active(h)
  await seen.doctor.run('doctorEndCall', { params: { id: seen.callId } })
  await refused(remove(h, seen, seen.patient), 'QUEUE_ENDED')
  const over = await online(h)
  const patient = await waiting(h, over.id)
  await over.doctor.run('endPractice', { params: { id: over.id } })
  await refused(remove(h, over, patient), 'QUEUE_ENDED')
})

test('removeEntry: a removed patient sees the reason until they join again; one who left sees nothing', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const patient = await waiting(h, practice.id)
  await remove(h, practice, patient)
  const own = async () => (await patient.run('viewSchedule', { params: { id: practice.id } })).queueEntry
  const [listed] = await patient.run('browseSchedules')
  assert.deepEqual(listed?.queueEntry, await own())
  assert.deepEqual([(await own())?.status, (await own())?.leftReason, (await own())?.queueNumber], ['LEFT', 'REMOVED', 1])
  await waiting(h, practice.id, patient)
  assert.deepEqual([(await own())?.status, (await own())?.leftReason, (await own())?.queueNumber], ['WAITING', null, 2])
  await patient.run('leaveQueue', { params: { id: practice.id } })
  assert.equal(await own(), null)
})

test('removeEntry: an entry of another practice or another doctor is NOT_FOUND', async () => {
  await using h = await makeHarness()
  const [mine, theirs] = [await online(h), await online(h)]
  const patient = await waiting(h, theirs.id)
  const { id: entryId } = await entryOf(h, { id: theirs.id, patient })
  const body = { reason: 'NOT_HERE' } as const
  await refused(mine.doctor.run('removeEntry', { params: { id: theirs.id, entryId }, body }), 'NOT_FOUND')
  await refused(mine.doctor.run('removeEntry', { params: { id: mine.id, entryId }, body }), 'NOT_FOUND')
  await refused(theirs.doctor.run('removeEntry', { params: { id: theirs.id, entryId: h.newId() }, body }), 'NOT_FOUND')
})
