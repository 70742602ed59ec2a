import assert from 'node:assert/strict'
import { afterEach, beforeEach, it, mock } from 'node:test'
import type { CallSession } from '@medconsult/contract'
import { FakePeerConnection, installFakeRtc } from '../test/fake-rtc.ts'

installFakeRtc()
const storage = new Map<string, string>()
Object.assign(globalThis, {
  window: new EventTarget(),
  document: Object.assign(new EventTarget(), { querySelector: () => null, documentElement: { lang: 'en' } }),
  sessionStorage: {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  },
})
const { abandonCall, adoptCall, beginCall, inviteToCall, prepareCall, releaseCall, untilAgreed } = await import('./open-calls.ts')
const { endSession } = await import('../../session/session-end.ts')
const { recallPeerId } = await import('./peer-id.ts')
const { sentInvitation } = await import('../invitation/sent-invitation.ts')

beforeEach(() => {
  storage.clear()
  FakePeerConnection.all = []
})
// An open call keeps polling for signals.
afterEach(() => ['one', 'two', 'used', 'unused', 'mine', 'theirs'].forEach(abandonCall))

const session = (id: string, change: Partial<CallSession> = {}): CallSession => ({
  id,
  scheduleId: 'schedule',
  doctorId: 'doctor',
  patientId: 'patient',
  doctorName: 'Dr. Ada Weber',
  patientName: 'Ben Sommer',
  status: 'INVITED',
  doctorPeerId: null,
  patientPeerId: null,
  expiresAt: '2099-01-01T00:00:00.000Z',
  createdAt: '2026-01-01T00:00:00.000Z',
  confirmedAt: null,
  activatedAt: null,
  endedAt: null,
  endReason: null,
  ...change,
})

it('a call is prepared once, and the page adopts it as soon as this tab has joined', () => {
  const call = prepareCall('one', 'patient')
  assert.equal(prepareCall('one', 'patient'), call)
  assert.equal(adoptCall('one'), null, 'another tab may join')
  assert.equal(call.join().patientPeerId, recallPeerId('one'))
  assert.equal(adoptCall('one'), call)
  abandonCall('one')
  assert(call.isClosed())
  assert.equal(adoptCall('one'), null)
})

it('a prepared call that no page adopts is closed after the longest invitation; an adopted one is not', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const unused = prepareCall('unused', 'doctor')
  const used = prepareCall('used', 'doctor')
  assert.equal(adoptCall('used'), used)
  mock.timers.tick(10 * 60_000)
  assert(!unused.isClosed(), 'an invitation of 600 seconds still rings')
  mock.timers.tick(60_000)
  assert.deepEqual([unused.isClosed(), used.isClosed()], [true, false])
})

it('a page that unmounts and mounts again at once keeps its call; one that stays away leaves it', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const call = beginCall('one', 'doctor', 'peer', false)
  releaseCall('one')
  assert.equal(adoptCall('one'), call)
  mock.timers.tick(1)
  assert(!call.isClosed())
  releaseCall('one')
  mock.timers.tick(1)
  assert(call.isClosed())
})

it('the end of the login closes every call', async () => {
  const calls = [prepareCall('one', 'doctor'), beginCall('two', 'patient', 'peer', false)]
  sentInvitation.set({ callSessionId: 'one', name: 'Ben Sommer' })
  endSession('revoked')
  assert.deepEqual(
    calls.map((call) => call.isClosed()),
    [true, true],
  )
  assert.equal(sentInvitation.get(), null)
  await untilAgreed('one')
})

it('an invitation carries this tab’s peer id, which is kept unless another tab was first', async (t) => {
  let first: string | null = null
  const own: string[] = []
  t.mock.method(globalThis, 'fetch', async (_: unknown, { body }: { body: string }) => {
    const asked = JSON.parse(body) as { patientId: string; doctorPeerId: string }
    assert.equal(asked.patientId, 'patient')
    own.push(asked.doctorPeerId)
    return Response.json(session(first === null ? 'mine' : 'theirs', { doctorPeerId: first ?? asked.doctorPeerId }), { status: 201 })
  })
  await inviteToCall('schedule', 'patient')
  assert.equal(recallPeerId('mine'), own[0])
  assert.deepEqual(sentInvitation.get(), { callSessionId: 'mine', name: 'Ben Sommer' })
  first = 'another-tab'
  await inviteToCall('schedule', 'patient')
  assert.notEqual(recallPeerId('theirs'), own[1])
})
