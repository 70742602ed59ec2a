import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallStatus, SignalMessage } from '@medconsult/contract'
import { update } from '../../store/store.ts'
import { makeForgetSignals } from './forget-signals.ts'
import { makeHarness, refused, type Seat } from '../../test/harness.ts'
import { callIn, confirmed, invited, type Scene } from '../../test/scenes.ts'

const message = (dst: string, more: Partial<SignalMessage> = {}): SignalMessage => ({ type: 'OFFER', dst, ...more })
const send = (seat: Seat, { callId }: Scene, what: SignalMessage) =>
  seat.run('sendSignal', { params: { id: callId }, body: { message: what } })
/** The clock stands still unless a test moves it, so numbers follow each other from its milliseconds on. */
const at = Date.parse('2026-03-02T09:00:00.000Z')
const list = (seat: Seat, { callId }: Scene, after?: number) =>
  seat.run('listSignals', { params: { id: callId }, query: after === undefined ? {} : { after } })

test('sendSignal: takes the call’s next n, is announced, and the other side reads it; the server sets the sender', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  assert.deepEqual(await send(scene.doctor, scene, message('patient', { src: 'forged', payload: { sdp: 'x' } })), {
    created: true,
    reply: { n: at },
  })
  assert.deepEqual(h.announced().slice(-1), ['signal'])
  assert.equal((await send(scene.patient, scene, message('doctor', { type: 'ANSWER' }))).reply.n, at + 1)
  assert.equal((await send(scene.doctor, scene, message('patient', { type: 'CANDIDATE' }))).reply.n, at + 2)
  assert.deepEqual(await list(scene.patient, scene), [
    { n: at, from: 'doctor', peerId: 'doctor', message: { type: 'OFFER', src: 'doctor', dst: 'patient', payload: { sdp: 'x' } } },
    { n: at + 2, from: 'doctor', peerId: 'doctor', message: { type: 'CANDIDATE', src: 'doctor', dst: 'patient' } },
  ])
  assert.deepEqual(
    (await list(scene.patient, scene, at)).map((signal) => signal.n),
    [at + 2],
  )
  assert.deepEqual(
    (await list(scene.doctor, scene)).map((signal) => [signal.n, signal.from]),
    [[at + 1, 'patient']],
  )
})

test('sendSignal: writes no audit row and does not change the call', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const [rows, call] = [(await h.audit(scene.id)).length, await h.store.get('call_sessions', scene.callId)]
  await send(scene.doctor, scene, message('patient'))
  assert.equal((await h.audit(scene.id)).length, rows)
  assert.deepEqual(await h.store.get('call_sessions', scene.callId), call)
})

test('sendSignal: only to the other side’s registered peer id, and only from a registered one', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  const params = { id: scene.callId }
  await scene.patient.run('confirmCall', { params, body: { patientPeerId: 'patient' } })
  await refused(send(scene.doctor, scene, message('patient')), 'WRONG_STATE')
  await refused(send(scene.patient, scene, message('doctor')), 'WRONG_STATE')
  await scene.doctor.run('doctorSetPeerId', { params, body: { peerId: 'doctor' } })
  for (const dst of ['doctor', 'somebody', 'Patient']) await refused(send(scene.doctor, scene, message(dst)), 'WRONG_STATE')
  await scene.patient.run('patientSetPeerId', { params, body: { peerId: 'again' } })
  await refused(send(scene.doctor, scene, message('patient')), 'WRONG_STATE')
  assert.equal((await send(scene.doctor, scene, message('again'))).reply.n, at)
})

for (const status of ['INVITED', 'ENDED', 'DECLINED', 'EXPIRED', 'CANCELLED'] as const satisfies CallStatus[])
  test(`sendSignal, listSignals: refused in ${status}`, async () => {
    await using h = await makeHarness()
    const scene = await callIn(h, status)
    await refused(send(scene.doctor, scene, message('patient')), 'WRONG_STATE')
    await refused(list(scene.patient, scene), 'WRONG_STATE')
  })

test('sendSignal, listSignals: another person’s call is NOT_FOUND', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  for (const stranger of [await h.doctor(), await h.patient()]) {
    await refused(send(stranger, scene, message('patient')), 'NOT_FOUND')
    await refused(list(stranger, scene), 'NOT_FOUND')
  }
})

test('sendSignal: at most 64 KiB of JSON', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const room = 64 * 1024 - JSON.stringify(message('patient', { payload: '' })).length
  await send(scene.doctor, scene, message('patient', { payload: 'x'.repeat(room) }))
  await refused(send(scene.doctor, scene, message('patient', { payload: 'x'.repeat(room + 1) })), 'PAYLOAD_TOO_LARGE')
  await refused(send(scene.doctor, scene, message('patient', { payload: 'ä'.repeat(room / 2 + 1) })), 'PAYLOAD_TOO_LARGE')
})

test('sendSignal: 50 a second for each person in each call', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  for (let i = 0; i < 50; i++) await send(scene.doctor, scene, message('patient'))
  assert.equal((await refused(send(scene.doctor, scene, message('patient')), 'RATE_LIMITED')).retryAfterSeconds, 1)
  await send(scene.patient, scene, message('doctor'))
  h.pass(1000)
  assert.equal((await send(scene.doctor, scene, message('patient'))).reply.n, at + 1000)
})

test('sendSignal: half a megabyte a second for each person in each call, with a burst of a megabyte', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const large = message('patient', { payload: 'x'.repeat(60_000) })
  const untilRefused = async (): Promise<number> => {
    for (let sent = 0; ; sent++) {
      const [{ status }] = await Promise.allSettled([send(scene.doctor, scene, large)])
      if (status === 'rejected') return sent
    }
  }
  assert.equal(await untilRefused(), 17)
  await refused(send(scene.doctor, scene, large), 'RATE_LIMITED')
  await send(scene.doctor, scene, message('patient'))
  await send(scene.patient, scene, message('doctor', { payload: 'x'.repeat(60_000) }))
  h.pass(1000)
  assert.equal(await untilRefused(), 9)
})

test('sendSignal: concurrent signals get consecutive n without gaps or duplicates', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => {
      const [seat, dst] = i % 2 === 0 ? [scene.doctor, 'patient'] : [scene.patient, 'doctor']
      return send(h.apart(seat.person), scene, message(dst))
    }),
  )
  assert.deepEqual(
    answers.map((it) => it.reply.n).toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => at + i),
  )
})

test('listSignals: 100 at a time in the order of n, none older than 60 s, and no n again after they are gone', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const sent: number[] = []
  for (let i = 0; i < 120; i++) {
    if (i % 50 === 0) h.pass(1000)
    sent.push((await send(scene.doctor, scene, message('patient'))).reply.n)
  }
  const numbers = async (after?: number): Promise<number[]> => (await list(scene.patient, scene, after)).map(({ n }) => n)
  assert.deepEqual(
    sent,
    [...new Set(sent)].toSorted((a, b) => a - b),
  )
  assert.deepEqual(await numbers(), sent.slice(0, 100))
  assert.deepEqual(await numbers(sent[99]), sent.slice(100))
  h.pass(58_000)
  assert.deepEqual(await numbers(), sent.slice(50))
  h.pass(3000)
  assert.deepEqual(await numbers(), [])
  h.pass(-600_000)
  assert.equal((await send(scene.doctor, scene, message('patient'))).reply.n, sent.at(-1)! + 1, 'not even where the clock was set back')
})

test('sendSignal: n keeps rising after a restart', async () => {
  await using h = await makeHarness()
  const scene = await confirmed(h)
  const { n } = (await send(scene.doctor, scene, message('patient'))).reply
  h.pass(5)
  await using other = await makeHarness()
  const restarted = { ...h.store, ephemeral: other.store.ephemeral }
  const again = await h
    .apart(scene.doctor.person, restarted)
    .run('sendSignal', { params: { id: scene.callId }, body: { message: message('patient') } })
  assert.equal(again.reply.n, n + 5)
})

test('forgetSignals: signals and counter end with their call', async () => {
  await using h = await makeHarness()
  const [ending, other] = [await confirmed(h), await confirmed(h)]
  for (const scene of [ending, other]) await send(scene.doctor, scene, message('patient'))
  const { ephemeral } = h.store
  const before = (await h.store.get('call_sessions', ending.callId))!
  await makeForgetSignals(ephemeral)([update('call_sessions', before, { status: 'ACTIVE' }, 'activate')])
  assert.equal((await list(ending.patient, ending)).length, 1)
  await makeForgetSignals(ephemeral)([update('call_sessions', before, { status: 'ENDED' }, 'end')])
  assert.deepEqual(await list(ending.patient, ending), [])
  assert.equal((await list(other.patient, other)).length, 1)
})
