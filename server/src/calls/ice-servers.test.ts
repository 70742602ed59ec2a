import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { CallStatus, isOpen } from '@medconsult/contract'
import { makeHarness, refused } from '../test/harness.ts'
import { active, callIn, confirmed, online, waiting } from '../test/scenes.ts'

test('iceServers: relay credentials valid for an hour, in coturn’s format', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const reply = await doctor.run('iceServers')
  const ends = Date.parse('2026-03-02T10:00:00.000Z') / 1000
  const username = `${ends}:${doctor.person.userId}`
  const credential = createHmac('sha1', 'a secret of the relay').update(username).digest('base64')
  assert.deepEqual(reply, {
    iceServers: [{ urls: ['stun:stun.example.org'] }, { urls: ['turn:turn.example.org'], username, credential }],
    iceTransportPolicy: 'all',
    expiresAt: '2026-03-02T10:00:00.000Z',
  })
})

test('iceServers: only what is configured', async () => {
  await using h = await makeHarness({ settings: { stunUrls: [], turnUrls: [], turnSecret: null, icePolicy: 'relay' } })
  const reply = await (await h.doctor()).run('iceServers')
  assert.deepEqual([reply.iceServers, reply.iceTransportPolicy], [[], 'relay'])
})

test('iceServers: only for a patient with a live entry', async () => {
  await using h = await makeHarness()
  await refused((await h.patient()).run('iceServers'), 'NOT_FOUND')
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  await patient.run('iceServers')
  await doctor.run('endPractice', { params: { id } })
  await refused(patient.run('iceServers'), 'NOT_FOUND')
  const talking = await confirmed(h)
  await talking.patient.run('iceServers')
  const seen = await active(h)
  await seen.doctor.run('doctorEndCall', { params: { id: seen.callId } })
  await refused(seen.patient.run('iceServers'), 'NOT_FOUND')
})

for (const status of CallStatus.options)
  test(`callIceServers: ${isOpen(status) ? 'both participants' : 'refused'} in ${status}`, async () => {
    await using h = await makeHarness()
    const scene = await callIn(h, status)
    const params = { id: scene.callId }
    for (const seat of [scene.doctor, scene.patient])
      if (isOpen(status))
        assert.match((await seat.run('callIceServers', { params })).iceServers[1]?.username ?? '', new RegExp(seat.person.userId))
      else await refused(seat.run('callIceServers', { params }), 'WRONG_STATE')
    await refused((await h.patient()).run('callIceServers', { params }), 'NOT_FOUND')
    await refused((await h.doctor()).run('callIceServers', { params }), 'NOT_FOUND')
  })

test('callIceServers: an overdue invitation is not an open call', async () => {
  await using h = await makeHarness()
  const scene = await callIn(h, 'INVITED')
  h.pass(60_000)
  await refused(scene.patient.run('callIceServers', { params: { id: scene.callId } }), 'WRONG_STATE')
})
