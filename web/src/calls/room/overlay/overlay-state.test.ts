import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyView, type CallView } from '../../connection/call-view.ts'
import { overlayState, type OverlayFacts } from './overlay-state.ts'

const state = (view: Partial<CallView>, facts: Partial<Omit<OverlayFacts, 'view'>> = {}) =>
  overlayState({
    view: { ...emptyView, ...view },
    place: 'here',
    own: { status: 'on' },
    asks: false,
    invited: false,
    ending: false,
    withoutMedia: false,
    ...facts,
  })

test('nothing covers a flowing picture', () => {
  assert.equal(state({ shown: 'live', flowing: true }), null)
  assert.equal(state({ shown: 'back', flowing: true }), null)
})

test('after a LEAVE: reconnecting, until their picture is back or they have left', () => {
  assert.equal(state({ shown: 'live', gone: true, flowing: false }), 'returning')
  assert.equal(state({ shown: 'waiting', gone: true }), 'returning')
  assert.equal(state({ shown: 'live', gone: false, flowing: false }), 'returning')
  assert.equal(state({ shown: 'back', flowing: false }), 'returning')
  assert.equal(state({ shown: 'waiting', gone: true, left: true }), 'left')
})

test('a person whose page is frozen is away, and has not left', () => {
  assert.equal(state({ shown: 'lost', present: false }), 'away')
  assert.equal(state({ shown: 'live', flowing: true, still: true, asleep: true }), 'away')
  assert.equal(state({ shown: 'live', flowing: true, asleep: true }), null)
  assert.equal(state({ shown: 'lost' }), 'lost')
})

test('the states before the first picture', () => {
  assert.equal(state({ shown: 'waiting' }), 'waiting')
  assert.equal(state({ shown: 'connecting' }), 'connecting')
  assert.equal(state({ shown: 'connecting' }, { asks: true }), 'asking')
  assert.equal(state({}, { own: { status: 'failed' } }), 'devices')
  assert.equal(state({}, { own: { status: 'failed' }, withoutMedia: true }), 'waiting')
})

test('this tab’s own state comes first', () => {
  assert.equal(state({ shown: 'live', flowing: true }, { ending: true, invited: true }), 'ending')
  assert.equal(state({ shown: 'live', flowing: true }, { place: 'elsewhere' }), 'elsewhere')
  assert.equal(state({ shown: 'waiting' }, { invited: true }), 'invited')
})
