import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  newReconnectState,
  RETRY_MS,
  type ReconnectEffect,
  type ReconnectState,
  type ReconnectEvent,
  type TimerName,
} from './reconnect-state.ts'
import { stepReconnect } from './reconnect-machine.ts'

/** Runs events in order; as in the call connection, `timer` events fire only timers that are set. */
function play(side: 'doctor' | 'patient', events: readonly ReconnectEvent[], from: ReconnectState = newReconnectState(side)) {
  let state = from
  const effects: ReconnectEffect[] = []
  for (const event of events) {
    const step = stepReconnect(state, event)
    state = step.state
    effects.push(...step.effects)
  }
  const done = effects.filter((effect) => effect.do !== 'set' && effect.do !== 'clear')
  const timers = new Map<string, number>()
  for (const effect of effects) {
    if (effect.do === 'set') timers.set(effect.timer, effect.ms)
    if (effect.do === 'clear') timers.delete(effect.timer)
  }
  return { state, effects, done, timers }
}

const able: ReconnectEvent = { type: 'able', returning: false }
const theirs: ReconnectEvent = { type: 'theirs', peerId: 'them' }
const link = (state: 'up' | 'down' | 'failed' | 'closed'): ReconnectEvent => ({ type: 'link', state })
const fire = (name: TimerName): ReconnectEvent => ({ type: 'timer', name })
const flowing: ReconnectEvent = { type: 'flowing' }
const live = (side: 'doctor' | 'patient'): ReconnectState =>
  play(side, side === 'doctor' ? [able, theirs, link('up'), flowing] : [able, theirs, { type: 'incoming' }, link('up'), flowing]).state

describe('the first connection', () => {
  it('is made by the doctor once both ends are ready, in any order', () => {
    for (const events of [
      [able, theirs],
      [theirs, able],
    ]) {
      const { state, done, timers } = play('doctor', events)
      assert.deepEqual(done, [{ do: 'call', peerId: 'them' }])
      assert.equal(state.shown, 'connecting')
      assert.equal(timers.get('connect'), 10_000)
    }
  })

  it('is never made by the patient, who answers', () => {
    const waiting = play('patient', [able, theirs])
    assert.deepEqual(waiting.done, [])
    assert.equal(waiting.state.shown, 'connecting')
    const answered = play('patient', [{ type: 'incoming' }], waiting.state)
    assert.deepEqual(answered.done, [{ do: 'answer' }])
    assert.equal(answered.timers.has('retry'), false)
  })

  it('is the patient’s offer if it was sent with confirm, and the doctor answers', () => {
    const patient = play('patient', [theirs, { type: 'able', returning: false, offer: 'sent' }])
    assert.deepEqual(patient.done, [{ do: 'call', peerId: 'them' }])
    assert.equal(patient.timers.get('connect'), 10_000)
    assert.equal(patient.state.shown, 'connecting')
    const doctor = play('doctor', [theirs, { type: 'able', returning: false, offer: 'here' }])
    assert.deepEqual(doctor.done, [{ do: 'answer' }])
    assert.equal(doctor.timers.get('connect'), 10_000)
  })

  it('is the doctor’s offer if both have made one', () => {
    const doctor = play('doctor', [theirs, able, { type: 'incoming' }])
    assert.deepEqual(doctor.done, [{ do: 'call', peerId: 'them' }])
    const patient = play('patient', [theirs, { type: 'able', returning: false, offer: 'sent' }, { type: 'incoming' }])
    assert.deepEqual(patient.done, [{ do: 'call', peerId: 'them' }, { do: 'hang-up' }, { do: 'answer' }])
  })

  it('waits for the doctor if the patient’s offer could not be taken', () => {
    const { done, timers } = play('patient', [{ type: 'able', returning: false, offer: 'sent' }, theirs])
    assert.deepEqual(done, [])
    assert.equal(timers.has('retry'), true)
  })

  it('is requested by a patient who receives no offer', () => {
    const { done } = play('patient', [able, theirs, fire('retry')])
    assert.deepEqual(done, [{ do: 'ask', what: 'call', fresh: false }])
  })

  it('is requested at once, as fresh, after a refresh', () => {
    const { done } = play('patient', [theirs, { type: 'able', returning: true }])
    assert.deepEqual(done, [{ do: 'ask', what: 'call', fresh: true }])
  })

  it('is live only once picture or sound has arrived', () => {
    const up = play('doctor', [able, theirs, link('up')])
    assert.equal(up.state.shown, 'connecting')
    assert.equal(play('doctor', [flowing], up.state).state.shown, 'live')
  })

  it('is retried after 10 s, with growing delays', () => {
    let { state } = play('doctor', [able, theirs])
    for (const delay of [...RETRY_MS, 7000]) {
      const step = play('doctor', [fire('connect')], state)
      assert.deepEqual(step.done, [{ do: 'hang-up' }])
      assert.equal(step.timers.get('retry'), delay)
      const again = play('doctor', [fire('retry')], step.state)
      assert.deepEqual(again.done, [{ do: 'call', peerId: 'them' }])
      state = again.state
    }
  })
})

describe('an outage', () => {
  it('is shown after 2.5 s, and not at all if it ends before', () => {
    const down = play('doctor', [link('down')], live('doctor'))
    assert.equal(down.state.shown, 'live')
    assert.deepEqual([down.timers.get('banner'), down.timers.get('ice')], [2500, 5000])
    const healed = play('doctor', [link('up')], down.state)
    assert.equal(healed.state.shown, 'live')
    assert.ok(healed.effects.some((effect) => effect.do === 'clear' && effect.timer === 'ice'))
    assert.equal(play('doctor', [fire('banner')], down.state).state.shown, 'lost')
  })

  it('is shown at once when nothing arrives any more, and ends when something does', () => {
    const silent = play('doctor', [{ type: 'silent' }], live('doctor'))
    assert.deepEqual([silent.state.shown, silent.timers.get('ice')], ['lost', 2000])
    assert.deepEqual(play('doctor', [link('down'), fire('ice')], silent.state).done, [{ do: 'restart-ice' }])
    const receiving = play('doctor', [{ type: 'receiving' }], silent.state)
    assert.deepEqual([receiving.state.shown, receiving.state.link], ['back', 'up'])
  })

  it('shows “back” for 3 s', () => {
    const back = play('doctor', [link('down'), fire('banner'), link('up')], live('doctor'))
    assert.equal(back.state.shown, 'back')
    assert.equal(back.timers.get('settle'), 3000)
    assert.equal(play('doctor', [fire('settle')], back.state).state.shown, 'live')
  })

  it('restarts ICE after 5 s and calls again after 15 s', () => {
    const ice = play('doctor', [link('down'), fire('ice')], live('doctor'))
    assert.deepEqual(ice.done, [{ do: 'restart-ice' }])
    assert.equal(ice.timers.get('anew'), 10_000)
    assert.deepEqual(play('doctor', [fire('anew')], ice.state).done, [{ do: 'hang-up' }, { do: 'call', peerId: 'them' }])
  })

  it('makes the patient ask for both', () => {
    const ice = play('patient', [link('down'), fire('ice')], live('patient'))
    assert.deepEqual(ice.done, [{ do: 'ask', what: 'ice', fresh: false }])
    const anew = play('patient', [fire('anew'), fire('retry')], ice.state)
    assert.deepEqual(anew.done, [
      { do: 'ask', what: 'call', fresh: false },
      { do: 'ask', what: 'call', fresh: false },
    ])
  })

  it('restarts ICE once if both ends ask for it', () => {
    const both = play('doctor', [link('down'), fire('ice'), { type: 'asked', what: 'ice', fresh: false }], live('doctor'))
    assert.deepEqual(both.done, [{ do: 'restart-ice' }])
  })

  it('waits for signalling, since a restart that cannot be sent would only break what might recover', () => {
    const cut = play('doctor', [{ type: 'signalling', up: false }, link('down'), fire('ice')], live('doctor'))
    assert.deepEqual(cut.done, [])
    assert.deepEqual(play('doctor', [{ type: 'signalling', up: true }], cut.state).done, [{ do: 'restart-ice' }])
  })

  it('restarts ICE at once when the connection has failed', () => {
    const failed = play('doctor', [link('down'), link('failed')], live('doctor'))
    assert.deepEqual(failed.done, [{ do: 'restart-ice' }])
    assert.equal(failed.state.shown, 'lost')
  })

  it('does not begin while only the server is unreachable', () => {
    const away = play(
      'doctor',
      [
        { type: 'signalling', up: false },
        { type: 'signalling', up: true },
      ],
      live('doctor'),
    )
    assert.deepEqual(away.effects, [])
    assert.equal(away.state.shown, 'live')
  })
})

describe('the other end', () => {
  it('is called again under a new peer id', () => {
    const { done } = play('doctor', [{ type: 'theirs', peerId: 'new' }], live('doctor'))
    assert.deepEqual(done, [{ do: 'hang-up' }, { do: 'call', peerId: 'new' }])
  })

  it('is called again when it asks, but not while a call to it is under way', () => {
    const asked: ReconnectEvent = { type: 'asked', what: 'call', fresh: false }
    assert.deepEqual(play('doctor', [asked], live('doctor')).done, [{ do: 'hang-up' }, { do: 'call', peerId: 'them' }])
    assert.deepEqual(play('doctor', [able, theirs, asked]).done, [{ do: 'call', peerId: 'them' }])
    assert.deepEqual(play('doctor', [able, theirs, { ...asked, fresh: true }]).done, [
      { do: 'call', peerId: 'them' },
      { do: 'hang-up' },
      { do: 'call', peerId: 'them' },
    ])
  })

  it('that sent LEAVE is not called, and has left only after 15 s', () => {
    const went = play('doctor', [{ type: 'left' }], live('doctor'))
    assert.deepEqual(went.done, [{ do: 'hang-up' }])
    assert.deepEqual([went.state.shown, went.state.left, went.timers.get('left')], ['live', false, 15_000])
    const left = play('doctor', [fire('left')], went.state)
    assert.deepEqual([left.state.shown, left.state.left], ['waiting', true])
    assert.deepEqual(play('doctor', [fire('retry')], left.state).done, [])
    const back = play('doctor', [{ type: 'asked', what: 'call', fresh: true }], left.state)
    assert.deepEqual([back.done, back.state.gone, back.state.left], [[{ do: 'call', peerId: 'them' }], false, false])
    assert.equal(play('doctor', [{ type: 'asked', what: 'call', fresh: true }, fire('left')], went.state).state.left, false)
  })

  it('that answers an abandoned offer is called again, unless a newer offer is under way', () => {
    const late: ReconnectEvent = { type: 'answered-late' }
    assert.deepEqual(play('doctor', [{ type: 'left' }, late], live('doctor')).done, [{ do: 'hang-up' }, { do: 'call', peerId: 'them' }])
    assert.deepEqual(play('doctor', [able, theirs, late]).done, [{ do: 'call', peerId: 'them' }])
    assert.deepEqual(play('doctor', [late], live('doctor')).done, [])
  })

  it('is connected to even if its LEAVE was the first message received', () => {
    const doctor = play('doctor', [theirs, { type: 'left' }, { type: 'able', returning: true }])
    assert.deepEqual([doctor.done, doctor.state.shown], [[{ do: 'call', peerId: 'them' }], 'waiting'])
    const patient = play('patient', [theirs, { type: 'left' }, { type: 'able', returning: true }])
    assert.deepEqual(patient.done, [{ do: 'ask', what: 'call', fresh: true }])
  })

  it('that closed the connection is called again', () => {
    const closed = play('doctor', [link('closed'), fire('retry')], live('doctor'))
    assert.deepEqual(closed.done, [{ do: 'call', peerId: 'them' }])
  })
})
