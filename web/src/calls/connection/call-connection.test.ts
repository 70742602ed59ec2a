import assert from 'node:assert/strict'
import { afterEach, beforeEach, it, mock, type TestContext } from 'node:test'
import * as fc from 'fast-check'
import type { CallSession, Side } from '@medconsult/contract'
import type { CallConnection as Connection } from './call-connection.ts'
import { callOf, FakeCallServer } from './test/fake-call-server.ts'
import { fakeMedia, FakePeerConnection, installFakeRtc } from '../test/fake-rtc.ts'

installFakeRtc()
const storage = new Map<string, string>()
const devices = Object.assign(new EventTarget(), { getUserMedia: async () => fakeMedia(), enumerateDevices: async () => [] })
Object.defineProperty(navigator, 'mediaDevices', { value: devices })
Object.assign(globalThis, {
  window: new EventTarget(),
  document: Object.assign(new EventTarget(), { querySelector: () => null, documentElement: { lang: 'en' } }),
  sessionStorage: {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  },
})
const { CallConnection } = await import('./call-connection.ts')
const { media } = await import('../media/media.ts')
const { socket } = await import('../../server/socket.ts')

const open: Connection[] = []
beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
afterEach(() => {
  reset()
  mock.timers.reset()
})
function reset(): void {
  for (const call of open.splice(0)) call.close()
  media.stop()
  storage.clear()
  FakePeerConnection.all = []
}

function join(side: Side, returning = false): Connection {
  const call = new CallConnection({ callSessionId: callOf(side), side, peerId: `${side}-peer`, returning })
  open.push(call)
  return call
}
/** Runs all that is under way without a timer. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 6; round += 1) await new Promise((resolve) => setImmediate(resolve))
}
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    mock.timers.tick(100)
    await settle()
    FakePeerConnection.meet()
  }
}
const serve = (t: TestContext, server: FakeCallServer): FakeCallServer => {
  t.mock.restoreAll()
  t.mock.method(globalThis, 'fetch', server.fetch)
  return server
}
const known = ({ session }: FakeCallServer): CallSession => ({ ...session })
const live = (): FakePeerConnection[] => FakePeerConnection.all.filter(({ connectionState }) => connectionState === 'connected')
const listeners = (): number =>
  ['signal', 'connect', 'disconnect', 'call_confirmed', 'call_ended', 'peer_id_updated', 'presence_changed'].reduce(
    (sum, event) => sum + socket.listeners(event as 'signal').length,
    0,
  )
/** Emits a server event as the socket would. */
function emit(event: string, payload: object): void {
  for (const listener of socket.listeners(event as 'signal') as ((payload: object) => void)[]) listener(payload)
}

/** Both ends in a running call. */
async function running(t: TestContext) {
  const server = serve(t, new FakeCallServer())
  const doctor = join('doctor')
  const patient = join('patient')
  await settle()
  doctor.learn(known(server))
  patient.learn(known(server))
  await pass(1000)
  doctor.learn(known(server))
  patient.learn(known(server))
  await pass(5000)
  return { server, doctor, patient }
}

it('two ends that know each other’s peer ids register, connect, show live and activate the call', async (t) => {
  const { server, doctor, patient } = await running(t)
  assert.deepEqual([doctor.read().shown, patient.read().shown], ['live', 'live'])
  assert.deepEqual([doctor.read().flowing, doctor.read().quality], [true, 'good'])
  assert.equal(doctor.read().remote?.getTracks().length, 2)
  assert.equal(server.session.status, 'ACTIVE')
  assert.equal(server.requests.filter((request) => request.endsWith('set-peer-id')).length, 2)
  assert.equal(live().length, 2)
  await Promise.all([doctor.agreed, patient.agreed])
})

it('a failed connection is restarted by the doctor through control messages, and is shown as lost meanwhile', async (t) => {
  const { server, doctor } = await running(t)
  const shown: string[] = []
  doctor.subscribe(() => {
    if (doctor.read().shown !== shown.at(-1)) shown.push(doctor.read().shown)
  })
  for (const pc of live()) pc.fail()
  assert.equal(doctor.read().shown, 'lost')
  assert.notEqual(doctor.read().lostSince, null)
  await pass(8000)
  assert.deepEqual(shown, ['lost', 'back', 'live'])
  assert.equal(doctor.read().lostSince, null)
  const restarts = server.signals.filter(({ message }) => message.type === 'RESTART')
  assert(restarts.some(({ from, message }) => from === 'doctor' && (message.payload as { kind: string }).kind === 'description'))
})

it('a page that is closed sends LEAVE with keepalive, and everything ends', async (t) => {
  const { server, doctor, patient } = await running(t)
  const before = server.signals.length
  window.dispatchEvent(new Event('pagehide'))
  assert.deepEqual([doctor.isClosed(), patient.isClosed(), live().length], [true, true, 0])
  await settle()
  assert.deepEqual(
    server.signals.slice(before).map(({ from, message }) => [from, message.type]),
    [
      ['doctor', 'LEAVE'],
      ['patient', 'LEAVE'],
    ],
  )
})

it('a page reports when it is frozen and when it resumes', async (t) => {
  const { doctor } = await running(t)
  document.dispatchEvent(new Event('freeze'))
  await pass(2000)
  assert.equal(doctor.read().asleep, true)
  document.dispatchEvent(new Event('resume'))
  await pass(2000)
  assert.equal(doctor.read().asleep, false)
})

it('events of this call are handled, those of another are ignored', async (t) => {
  const { doctor } = await running(t)
  emit('presence_changed', { callSessionId: 'another', role: 'patient', present: false })
  assert.equal(doctor.read().present, null)
  emit('presence_changed', { callSessionId: callOf('doctor'), role: 'patient', present: false })
  assert.equal(doctor.read().present, false)
  emit('connect', {})
  emit('disconnect', {})
  assert.equal(doctor.read().present, null)
  emit('peer_id_updated', { callSessionId: callOf('doctor'), role: 'doctor', peerId: 'another-device' })
  assert.deepEqual([doctor.read().elsewhere, doctor.isClosed(), media.read().status], [true, true, 'off'])
})

it('the call’s end closes it', async (t) => {
  const { doctor } = await running(t)
  emit('call_ended', { callSessionId: 'another' })
  assert(!doctor.isClosed())
  emit('call_ended', { callSessionId: callOf('doctor') })
  assert(doctor.isClosed())
})

it('a refused registration is not retried; one that does not reach the server is', async (t) => {
  const server = serve(t, new FakeCallServer())
  const attempts = (): number => server.requests.filter((request) => request.endsWith('set-peer-id')).length
  const doctor = join('doctor')
  let reachable = false
  t.mock.method(globalThis, 'fetch', async (...request: Parameters<FakeCallServer['fetch']>) => {
    if (!reachable) throw new TypeError('no network')
    return server.fetch(...request)
  })
  doctor.learn(known(server))
  await pass(2000)
  assert.equal(attempts(), 0)
  reachable = true
  await pass(2000)
  assert.equal(attempts(), 1)
  const late = join('patient')
  Object.assign(server.session, { status: 'ENDED' })
  late.learn({ status: 'CONFIRMED', doctorPeerId: null, patientPeerId: null })
  await pass(5000)
  assert.equal(attempts(), 2)
})

it('an end that is closed at any moment leaves no connection, listener, request or device behind', async (t) => {
  const before = listeners()
  for (const moment of [0, 100, 900, 1500, 4000]) {
    const server = serve(t, new FakeCallServer())
    const [doctor, patient] = [join('doctor'), join('patient')]
    doctor.learn(known(server))
    patient.learn(known(server))
    await pass(moment)
    doctor.learn(known(server))
    await settle()
    doctor.close()
    patient.close()
    await pass(2500)
    assert.equal(listeners(), before)
    assert(FakePeerConnection.all.every(({ signalingState }) => signalingState === 'closed'))
    assert.equal(media.read().status, 'off')
    const requests = server.requests.length
    await pass(10_000)
    assert.equal(server.requests.length, requests)
    reset()
  }
})

type Act = 'learn' | 'time' | 'reload doctor' | 'reload patient' | 'cut'
const acts = fc.array(fc.constantFrom<Act>('learn', 'time', 'time', 'reload doctor', 'reload patient', 'cut'), {
  minLength: 1,
  maxLength: 10,
})

/** Two ends over a network in which a scheduler decides which request or reply is next, and whether it arrives. */
class World {
  private readonly scheduler: fc.Scheduler
  readonly server: FakeCallServer
  readonly ends: Record<Side, Connection>

  constructor(t: TestContext, scheduler: fc.Scheduler) {
    this.scheduler = scheduler
    this.server = serve(t, new FakeCallServer(() => scheduler.schedule(Promise.resolve())))
    this.ends = { doctor: join('doctor'), patient: join('patient') }
  }

  async act(act: Act): Promise<void> {
    if (act === 'learn') this.learn()
    else if (act === 'cut') for (const pc of live()) pc.fail()
    else if (act === 'time') mock.timers.tick(400)
    else this.reload(act === 'reload doctor' ? 'doctor' : 'patient')
    await this.step()
  }

  /** Runs until both see each other; the pages read the session now and then. */
  async untilTogether(): Promise<void> {
    for (let steps = 0; steps < 400 && !this.isTogether(); steps += 1) {
      if (steps % 20 === 0) this.learn()
      await this.step()
    }
    assert(this.isTogether(), JSON.stringify(Object.values(this.ends).map((end) => end.read())))
  }

  private isTogether(): boolean {
    const views = Object.values(this.ends).map((end) => end.read())
    return live().length === 2 && views.every(({ flowing, shown, gone, left }) => flowing && shown === 'live' && !gone && !left)
  }

  private learn(): void {
    for (const end of Object.values(this.ends)) end.learn(known(this.server))
  }

  private reload(side: Side): void {
    this.ends[side].leave()
    this.ends[side].close()
    this.ends[side] = join(side, true)
    this.ends[side].learn(known(this.server))
  }

  private async step(): Promise<void> {
    await settle()
    if (this.scheduler.count() > 0) await this.scheduler.waitNext(1)
    else mock.timers.tick(500)
    await settle()
    FakePeerConnection.meet()
  }
}

it('after any order of replies, reloads and cuts both ends are connected again, by one connection and no other', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), acts, async (scheduler, metBefore, plan) => {
      const world = new World(t, scheduler)
      if (metBefore) await world.untilTogether()
      for (const act of plan) await world.act(act)
      await world.untilTogether()
      const made = FakePeerConnection.all
      reset()
      assert(made.every(({ signalingState }) => signalingState === 'closed'))
    }),
    { numRuns: 100 },
  )
})
