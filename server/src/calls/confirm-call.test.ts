import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused } from '../test/harness.ts'
import type { EphemeralRows } from '../store/ephemeral-rows.ts'
import { StoreAway } from '../store/store.ts'
import { callOf, entryOf, invited, online, ready } from '../test/scenes.ts'

test('confirmCall: INVITED → CONFIRMED with the peer id from the request, the entry IN_CALL, announced in this order, one audit row', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(5000)
  const call = await scene.patient.run('confirmCall', { params: { id: scene.callId }, body: { patientPeerId: 'patient-1' } })
  assert.deepEqual([call.status, call.confirmedAt, call.patientPeerId], ['CONFIRMED', h.now().toISOString(), 'patient-1'])
  assert.deepEqual(h.announced(), ['call_sessions.confirm', 'queue_entries.enterCall', 'queue_counters'])
  const entry = await entryOf(h, scene)
  assert.deepEqual([entry.status, entry.isReady, entry.callSessionId], ['IN_CALL', true, scene.callId])
  const rows = (await h.audit(scene.id)).slice(-2).map((row) => row.actionType)
  assert.deepEqual(rows, ['CALL_INVITED', 'CALL_CONFIRMED'])
  await assertAgreement(h, scene.id)
})

test('confirmCall: a repeat changes no peer id, not even a missing one', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const params = { id: scene.callId }
  await scene.patient.run('confirmCall', { params })
  const again = await scene.patient.run('confirmCall', { params, body: { patientPeerId: 'late' } })
  assert.equal(again.patientPeerId, null)
})

test('confirmCall: an offer becomes the first signal, announced just before the confirmation; a repeat sends no second one', async () => {
  await using h = await makeHarness()
  const scene = await invited(h, await online(h), undefined, { doctorPeerId: 'doctor-1' })
  const params = { id: scene.callId }
  const body = { patientPeerId: 'patient-1', offer: { sdp: 'v=0' } }
  await scene.patient.run('confirmCall', { params, body })
  assert.deepEqual(h.announced(), ['signal', 'call_sessions.confirm', 'queue_entries.enterCall', 'queue_counters'])
  await scene.patient.run('confirmCall', { params, body })
  assert.deepEqual(h.announced(), [])
  const signals = await scene.doctor.run('listSignals', { params, query: {} })
  const message = { type: 'OFFER', dst: 'doctor-1', src: 'patient-1', payload: { sdp: 'v=0' } }
  assert.deepEqual(
    signals.map(({ n, from, peerId, message: said }) => ({ n, from, peerId, said })),
    [{ n: h.now().getTime(), from: 'patient', peerId: 'patient-1', said: message }],
  )
  await scene.doctor.run('sendSignal', { params, body: { message: { type: 'ANSWER', dst: 'patient-1' } } })
  assert.deepEqual(
    (await scene.patient.run('listSignals', { params, query: {} })).map(({ n }) => n),
    [h.now().getTime() + 1],
  )
})

test('confirmCall: an offer lost after the commit is taken from a repeat with the same peer id', async () => {
  await using h = await makeHarness()
  const scene = await invited(h, await online(h), undefined, { doctorPeerId: 'doctor-1' })
  const params = { id: scene.callId }
  const { ephemeral } = h.store
  const put: EphemeralRows['put'] = async (table, rows, now) => {
    if (table === 'signals') throw new StoreAway('away')
    await ephemeral.put(table, rows, now)
  }
  const lossy = h.apart(scene.patient.person, { ...h.store, ephemeral: { ...ephemeral, put } })
  const body = { patientPeerId: 'patient-1', offer: {} }
  h.announced()
  assert.equal((await lossy.run('confirmCall', { params, body })).status, 'CONFIRMED')
  assert.deepEqual(h.announced(), ['call_sessions.confirm', 'queue_entries.enterCall', 'queue_counters'], 'announced all the same')
  await scene.patient.run('confirmCall', { params, body: { patientPeerId: 'other', offer: {} } })
  assert.deepEqual(h.announced(), [])
  await scene.patient.run('confirmCall', { params, body })
  assert.deepEqual(h.announced(), ['signal'])
})

test('confirmCall: an offer without both peer ids is dropped, an oversized one refused', async () => {
  await using h = await makeHarness()
  const awaited = await invited(h, await online(h), undefined, { doctorPeerId: 'doctor-1' })
  const huge = { patientPeerId: 'patient-1', offer: 'x'.repeat(64 * 1024) }
  await refused(awaited.patient.run('confirmCall', { params: { id: awaited.callId }, body: huge }), 'PAYLOAD_TOO_LARGE')
  for (const [scene, body] of [
    [awaited, { offer: {} }],
    [await invited(h), { patientPeerId: 'patient-1', offer: {} }],
  ] as const) {
    const params = { id: scene.callId }
    assert.equal((await scene.patient.run('confirmCall', { params, body })).status, 'CONFIRMED')
    assert.deepEqual(await scene.doctor.run('listSignals', { params, query: {} }), [])
  }
})

test('confirmCall: accepted until just before `expiresAt`', async () => {
  await using h = await makeHarness()
  const practice = await online(h)
  const inTime = await invited(h, practice)
  h.pass(59_999)
  assert.equal((await inTime.patient.run('confirmCall', { params: { id: inTime.callId } })).status, 'CONFIRMED')

  const late = await invited(h)
  h.pass(60_000)
  await refused(late.patient.run('confirmCall', { params: { id: late.callId } }), 'INVITATION_EXPIRED')
  assert.deepEqual(h.announced().slice(-3), ['call_sessions.expire', 'queue_entries.waitAgain', 'queue_counters'])
  await refused(late.patient.run('confirmCall', { params: { id: late.callId } }), 'INVITATION_EXPIRED')
  assert.deepEqual(h.announced(), [])
  assert.equal((await entryOf(h, late)).status, 'WAITING')
})

test('confirmCall: an invitation keeps its expiry across a restart', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const later = await makeHarness({ store: h.store, now: '2026-03-02T09:01:00.000Z' })
  await refused(later.as(scene.patient.person).run('confirmCall', { params: { id: scene.callId } }), 'INVITATION_EXPIRED')
})

test('confirmCall: concurrent with a cancel, decline, reset, leave or expiry, exactly one wins', async () => {
  for (let round = 0; round < 20; round++) {
    await using h = await makeHarness()
    const scene = await invited(h)
    const [doctor, patient] = [h.apart(scene.doctor.person), h.apart(scene.patient.person)]
    const params = { id: scene.callId }
    const place = { id: scene.id, patientId: scene.patient.person.userId }
    const attempts = [
      () => patient.run('confirmCall', { params }),
      () => doctor.run('cancelCall', { params }),
      () => patient.run('declineCall', { params }),
      () => doctor.run('resetPatient', { params: place }),
      () => patient.run('leaveQueue', { params: { id: scene.id } }),
    ]
    const turned = attempts.map((_, i) => attempts[(i + round) % attempts.length]!)
    await Promise.allSettled(turned.map((attempt) => attempt()))
    await assertAgreement(h, scene.id)
    const left = (await h.audit(scene.id)).filter((row) => row.metadata['from'] === 'INVITED')
    assert.equal(left.length, 1, 'INVITED is left once')
  }
})

test('confirmCall: a patient cannot have a second invitation elsewhere', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const other = await online(h)
  await ready(h, other.id, scene.patient)
  await refused(
    other.doctor.run('startCall', { params: { id: other.id }, body: { patientId: scene.patient.person.userId } }),
    'PATIENT_BUSY',
  )
  assert.equal((await callOf(h, scene)).status, 'INVITED')
})
