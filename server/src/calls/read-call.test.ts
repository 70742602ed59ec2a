import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused } from '../test/harness.ts'
import { confirmed, invited, online, ready } from '../test/scenes.ts'

test('getCall: only for the two participants', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const params = { id: scene.callId }
  const call = await scene.doctor.run('getCall', { params })
  assert.deepEqual(await scene.patient.run('getCall', { params }), call)
  assert.deepEqual([call.status, call.doctorPeerId, call.patientPeerId], ['CONFIRMED', 'doctor', 'patient'])
  assert(!('queueEntryId' in call))
  await refused((await h.doctor()).run('getCall', { params }), 'NOT_FOUND')
  await refused((await h.patient()).run('getCall', { params }), 'NOT_FOUND')
  await refused(scene.doctor.run('getCall', { params: { id: h.newId() } }), 'NOT_FOUND')
})

test('callStatus: the state of the invitation, only for its doctor', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const params = { id: scene.callId }
  assert.deepEqual(await scene.doctor.run('callStatus', { params }), {
    id: scene.callId,
    scheduleId: scene.id,
    patientId: scene.patient.person.userId,
    status: 'INVITED',
    expiresAt: '2026-03-02T09:01:00.000Z',
    confirmedAt: null,
    endedAt: null,
    endReason: null,
    doctorPeerId: null,
  })
  await refused((await h.doctor()).run('callStatus', { params }), 'NOT_FOUND')
})

test('pendingInvitation: the open invitation, else null', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await ready(h, id)
  assert.equal(await patient.run('pendingInvitation'), null)
  const scene = await invited(h)
  assert.deepEqual(await scene.patient.run('pendingInvitation'), {
    callSessionId: scene.callId,
    scheduleId: scene.id,
    doctorId: scene.doctor.person.userId,
    doctorName: 'Dr. Ada Weber',
    expiresAt: '2026-03-02T09:01:00.000Z',
  })
  assert.equal(await patient.run('pendingInvitation'), null)
  await scene.patient.run('confirmCall', { params: { id: scene.callId } })
  assert.equal(await scene.patient.run('pendingInvitation'), null)
  assert(doctor)
})

test('a late reader applies the expiry: callStatus, getCall and pendingInvitation', async () => {
  for (const read of ['callStatus', 'getCall', 'pendingInvitation'] as const) {
    await using h = await makeHarness()
    const scene = await invited(h)
    const params = { id: scene.callId }
    const look = async () => {
      if (read === 'pendingInvitation') return (await scene.patient.run(read)) === null ? 'EXPIRED' : 'INVITED'
      return (await scene.doctor.run(read, { params })).status
    }
    h.pass(59_999)
    assert.equal(await look(), 'INVITED')
    assert.deepEqual(h.announced(), [])
    h.pass(1)
    assert.equal(await look(), 'EXPIRED', read)
    assert.equal(await look(), 'EXPIRED')
    assert.deepEqual(h.announced(), ['call_sessions.expire', 'queue_entries.waitAgain', 'queue_counters'])
    assert.equal((await h.audit(scene.id)).at(-1)?.actorUserId, null)
  }
})
