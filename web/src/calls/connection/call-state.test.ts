import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { CallSession, Side, Signal } from '@medconsult/contract'
import { newCallState, stepCall, type CallEffect, type CallEvent, type CallState } from './call-state.ts'
import type { Known } from './call-view.ts'

/** Runs events in order, all at the given time. */
function play(from: CallState, events: readonly CallEvent[], now = 0) {
  let state = from
  const effects: CallEffect[] = []
  for (const event of events) {
    const step = stepCall(state, event, now)
    state = step.state
    effects.push(...step.effects)
  }
  return { state, effects, done: effects.map((effect) => effect.do).filter((name) => name !== 'set' && name !== 'clear') }
}
const open = (side: Side, change: { asleep?: boolean; returning?: boolean } = {}): CallState =>
  newCallState({ side, peerId: 'me', returning: false, asleep: false, ...change })

const session = (status: CallSession['status'], mine: string | null, theirs: string | null, side: Side = 'doctor'): Known =>
  side === 'doctor' ? { status, doctorPeerId: mine, patientPeerId: theirs } : { status, doctorPeerId: theirs, patientPeerId: mine }
const learned = (...by: Parameters<typeof session>): CallEvent => ({ type: 'learned', session: session(...by) })
const ready: CallEvent = { type: 'ready', devices: 'on', offer: 'none' }
const up: CallEvent = { type: 'link', state: 'up' }
const said = (message: Partial<Signal['message']>): CallEvent => ({
  type: 'signal',
  signal: { n: 1, from: 'patient', peerId: 'them', message: { type: 'RESTART', dst: 'me', ...message } },
})
const live = (side: Side = 'doctor'): CallState => {
  const events: CallEvent[] = [
    learned('CONFIRMED', 'me', 'them', side),
    ready,
    ...(side === 'patient' ? [{ type: 'incoming' } as const] : []),
  ]
  return play(open(side), [...events, up, { type: 'flowing' }, learned('ACTIVE', 'me', 'them', side)]).state
}
const viewOf = ({ view }: CallState): CallState['view'] => view

describe('entering', () => {
  it('happens once, with the first report that both are in the call', () => {
    const { done } = play(open('doctor'), [
      learned('INVITED', 'me', null),
      learned('CONFIRMED', 'me', null),
      learned('CONFIRMED', 'me', null),
    ])
    assert.deepEqual(done, ['enter'])
  })

  it('is not undone by an older reply', () => {
    const { state, done } = play(live(), [learned('INVITED', 'me', null)])
    assert.deepEqual([state.phase, done], ['entered', []])
  })

  it('happens only if this tab has joined: while asleep it only prepares an offer', () => {
    const asleep = play(open('patient', { asleep: true }), [learned('CONFIRMED', null, 'them', 'patient'), ready])
    assert.deepEqual([asleep.state.phase, asleep.done], ['asleep', ['prepare']])
    const { done } = play(asleep.state, [{ type: 'joined', offerSent: true }, learned('CONFIRMED', 'me', 'them', 'patient'), ready])
    assert.deepEqual(done, ['enter', 'call'])
  })
})

describe('the own peer id', () => {
  it('is registered once, and again after a refusal', () => {
    const asked = play(open('doctor'), [learned('CONFIRMED', null, null), learned('CONFIRMED', 'old', null), learned('ACTIVE', null, null)])
    assert.deepEqual(asked.done, ['enter', 'register'])
    const refused = play(asked.state, [{ type: 'registration-refused' }, learned('ACTIVE', 'old', null)])
    assert.deepEqual(refused.done, ['register'])
  })

  it('replaced by another one afterwards means that another page has the call', () => {
    const { state, done } = play(live(), [learned('ACTIVE', 'another', 'them')])
    assert.deepEqual([state.phase, viewOf(state).elsewhere, done], ['closed', true, ['close', 'yield']])
  })

  it('is not lost to an older reply with the previous id', () => {
    const { state } = play(open('doctor'), [
      learned('CONFIRMED', 'old', null),
      { type: 'registered', session: session('CONFIRMED', 'me', null) },
      learned('CONFIRMED', 'old', null),
      learned('CONFIRMED', null, 'them'),
    ])
    assert.equal(state.phase, 'entered')
  })
})

describe('the connection', () => {
  it('begins once PeerJS, the devices and the own id are ready, in any order', () => {
    const registered: CallEvent = { type: 'registered', session: session('CONFIRMED', 'me', 'them') }
    for (const order of [
      [learned('CONFIRMED', null, 'them'), ready, registered, ready],
      [ready, learned('CONFIRMED', null, 'them'), registered, ready],
      [learned('CONFIRMED', null, null), registered, ready, learned('CONFIRMED', 'me', 'them'), ready],
    ]) {
      const { done } = play(open('doctor'), order)
      assert.equal(done.filter((name) => name === 'call').length, 1)
      assert(done.indexOf('call') > done.indexOf('register'))
    }
  })

  it('waits for failed devices until the person continues without them', () => {
    const failed: CallEvent = { type: 'ready', devices: 'failed', offer: 'none' }
    const waiting = play(open('doctor'), [
      learned('CONFIRMED', 'me', 'them'),
      { ...failed, devices: 'off' },
      { ...failed, devices: 'asking' },
      failed,
    ])
    assert.deepEqual(waiting.done, ['enter'])
    assert.deepEqual(play(waiting.state, [{ type: 'without-media' }, failed]).done, ['call'])
  })

  it('answers a valid offer, and asks for a new one if it is too old', () => {
    const entered = play(open('patient'), [learned('CONFIRMED', 'me', 'them', 'patient')]).state
    assert.deepEqual(play(entered, [{ ...ready, offer: 'valid' }]).done, ['answer'])
    assert.deepEqual(play(entered, [{ ...ready, offer: 'old' }]).done, ['ask'])
    assert.deepEqual(play(entered, [{ type: 'incoming' }]).done, [], 'PeerJS may be there before the devices')
  })

  it('is not started again by an older reply with a replaced peer id', () => {
    const moved = play(live(), [learned('ACTIVE', 'me', 'new')])
    assert.deepEqual(moved.done, ['hang-up', 'call'])
    assert.deepEqual(play(moved.state, [learned('ACTIVE', 'me', 'them')]).done, [])
  })

  it('activates the call when media arrives, once, unless the server has already done so', () => {
    const linked = play(open('doctor'), [learned('CONFIRMED', 'me', 'them'), ready, up]).state
    assert.deepEqual(play(linked, [{ type: 'flowing' }, { type: 'flowing' }]).done, ['activate'])
    assert.deepEqual(play(linked, [learned('ACTIVE', 'me', 'them'), { type: 'flowing' }]).done, [])
    const before = play(open('doctor'), [learned('CONFIRMED', 'me', 'them'), ready, { type: 'flowing' }])
    assert.equal(viewOf(before.state).flowing, false)
  })

  it('that is hung up or closed shows nothing of the other side', () => {
    const sending: CallEvent = { type: 'media', change: { still: true, theySend: { camera: true, microphone: true } } }
    for (const end of [{ type: 'link', state: 'closed' }, learned('ACTIVE', 'me', 'new')] as CallEvent[]) {
      const { flowing, still, theySend } = viewOf(play(live(), [sending, end]).state)
      assert.deepEqual({ flowing, still, theySend }, { flowing: false, still: false, theySend: null })
    }
  })

  it('lost since: the moment of the first loss, until it is back', () => {
    const lost = stepCall(live(), { type: 'silent' }, 1000).state
    assert.equal(viewOf(lost).lostSince, 1000)
    assert.equal(viewOf(stepCall(lost, { type: 'link', state: 'failed' }, 9000).state).lostSince, 1000)
    assert.equal(viewOf(stepCall(lost, { type: 'receiving' }, 9000).state).lostSince, null)
  })
})

describe('the other end’s messages', () => {
  const by = (life: number) => ({ by: { peerId: 'them', life } })

  it('from a page that has reloaded since are ignored', () => {
    const state = play(live(), [said({ payload: { kind: 'sleep', asleep: false, ...by(2) } })]).state
    assert.deepEqual(play(state, [said({ type: 'LEAVE', payload: by(1) })]).state, state)
    assert.equal(viewOf(play(state, [said({ type: 'LEAVE', payload: by(2) })]).state).gone, true)
  })

  it('sleep, ask and ICE restart are handled here, PeerJS’s own messages go to PeerJS, and invalid ones are ignored', () => {
    assert.equal(viewOf(play(live(), [said({ payload: { kind: 'sleep', asleep: true } })]).state).asleep, true)
    assert.deepEqual(play(live(), [said({ payload: { kind: 'ask', what: 'call', fresh: true } })]).done, ['hang-up', 'call'])
    const candidate = { kind: 'candidate', line: 'mc', candidate: { candidate: 'c' } }
    assert.deepEqual(play(live(), [said({ payload: candidate })]).done, ['receive-ice-restart'])
    assert.deepEqual(play(live(), [said({ type: 'ANSWER', payload: {} })]).done, ['receive'])
    assert.deepEqual(play(live(), [said({ payload: { kind: 'other' } }), said({})]).done, [])
  })

  it('presence is unknown after a reconnect, and being present ends asleep', () => {
    const state = play(live(), [said({ payload: { kind: 'sleep', asleep: true } }), { type: 'presence', present: null }]).state
    assert.deepEqual([viewOf(state).present, viewOf(state).asleep], [null, true])
    const back = viewOf(play(state, [{ type: 'presence', present: true }]).state)
    assert.deepEqual([back.present, back.asleep], [true, false])
  })
})

const ids = fc.constantFrom('me', 'them', 'new', 'old', null)
const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('learned' as const, 'registered' as const),
    session: fc.record({
      status: fc.constantFrom('INVITED' as const, 'CONFIRMED' as const, 'CONFIRMED' as const, 'ACTIVE' as const),
      doctorPeerId: ids,
      patientPeerId: ids,
    }),
  }),
  fc.record({
    type: fc.constant('ready' as const),
    devices: fc.constantFrom('off' as const, 'asking' as const, 'on' as const, 'failed' as const),
    offer: fc.constantFrom('none' as const, 'valid' as const, 'old' as const),
  }),
  fc.record({
    type: fc.constant('link' as const),
    state: fc.constantFrom('up' as const, 'down' as const, 'failed' as const, 'closed' as const),
  }),
  fc.record({ type: fc.constant('joined' as const), offerSent: fc.boolean() }),
  fc.record({ type: fc.constant('signalling' as const), up: fc.boolean() }),
  fc.record({ type: fc.constant('presence' as const), present: fc.constantFrom(true, false, null) }),
  fc.record({
    type: fc.constant('timer' as const),
    name: fc.constantFrom(
      'connect' as const,
      'retry' as const,
      'banner' as const,
      'ice' as const,
      'anew' as const,
      'settle' as const,
      'left' as const,
    ),
  }),
  fc
    .constantFrom('registration-refused', 'without-media', 'incoming', 'flowing', 'silent', 'receiving', 'answered-late')
    .map((type) => ({ type })),
  fc.constantFrom(
    said({ type: 'LEAVE' }),
    said({ type: 'OFFER', payload: {} }),
    said({ payload: { kind: 'ask', what: 'ice', fresh: false } }),
    said({ payload: { kind: 'ask', what: 'call', fresh: true } }),
  ),
)
const anyStart = fc
  .record({ side: fc.constantFrom<Side>('doctor', 'patient'), returning: fc.boolean(), asleep: fc.boolean() })
  .map((by) => newCallState({ peerId: 'me', ...by }))

it('under any order of events it calls only once entered, registers one at a time, enters once and shows media only over a connection', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyEvent, { maxLength: 60 }), (start, events) => {
      let state: CallState = start
      let entered = 0
      let registering = false
      for (const event of events) {
        const before = state
        const step = stepCall(state, event, 0)
        state = step.state
        if (event.type === 'registered' || event.type === 'registration-refused') registering = false
        for (const { do: effect } of step.effects) {
          if (effect === 'enter') entered += 1
          if (effect === 'register') {
            assert(!registering)
            registering = true
          }
          if (effect === 'call' || effect === 'answer' || effect === 'activate')
            assert(state.phase === 'entered' && state.registration === 'done', `${effect} in ${state.phase}`)
        }
        assert(entered <= 1)
        assert.equal(state.phase === 'entered' || (state.phase === 'closed' && before.phase === 'entered'), entered === 1)
        if (state.phase === 'closed') return
        assert(!state.view.flowing || state.reconnect.link === 'up' || state.reconnect.link === 'down')
        assert(state.view.shown === 'lost' ? state.view.lostSince !== null : state.view.lostSince === null)
      }
    }),
    { numRuns: 5000 },
  )
})

it('once closed it never changes, and it closes once', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyEvent, { maxLength: 20 }), fc.array(anyEvent, { maxLength: 20 }), (start, before, after) => {
      const { state: running } = play(start, before)
      const { state: closed, done } = play(running, [{ type: 'over' }])
      assert.deepEqual(done, running.phase === 'closed' ? [] : ['close'])
      assert.deepEqual([closed.view.remote, closed.view.flowing], [null, false])
      const later = play(closed, [...after, { type: 'taken-over' }, { type: 'over' }])
      assert.equal(later.state, closed)
      assert.deepEqual(later.effects, [])
    }),
    { numRuns: 1000 },
  )
})

it('an event that changes nothing on the page keeps the same view object, so nothing re-renders', () => {
  const state = live()
  for (const event of [learned('ACTIVE', 'me', 'them'), up, { type: 'flowing' }, { type: 'signalling', up: true }, ready] as CallEvent[])
    assert.equal(viewOf(play(state, [event]).state), viewOf(state), event.type)
})
