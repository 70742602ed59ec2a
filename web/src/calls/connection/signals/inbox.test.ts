import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Signal } from '@medconsult/contract'
import { holdEvents, releaseHeld, newInbox, takeEvent, takeRead, type Inbox } from './inbox.ts'

const signal = (n: number, type: Signal['message']['type'] = 'CANDIDATE'): Signal => ({
  n,
  from: 'doctor',
  peerId: 'them',
  message: { type, dst: 'me', payload: n },
})
const numbers = ({ received }: { received: readonly Signal[] }): number[] => received.map(({ n }) => n)
/** An inbox that has read everything up to now. */
const synced = (): Inbox => takeRead(newInbox(0), [], true).inbox

it('an event that precedes the read of earlier signals waits for it, and all are handled in order', () => {
  const early = takeEvent(newInbox(0), signal(3))
  assert.deepEqual(numbers(early), [])
  assert.deepEqual(numbers(takeRead(early.inbox, [signal(1, 'OFFER'), signal(2)], true)), [1, 2, 3])
})

it('an event does not make a later read skip what was missed', () => {
  const { inbox } = takeEvent(synced(), signal(7))
  assert.equal(inbox.readTo, 0)
  assert.deepEqual(numbers(takeRead(inbox, [signal(5, 'OFFER'), signal(7)], true)), [5])
})

it('each signal is handled once, whether by event or by read', () => {
  const first = takeEvent(synced(), signal(1))
  assert.deepEqual(numbers(first), [1])
  assert.deepEqual(numbers(takeEvent(first.inbox, signal(1))), [])
  assert.deepEqual(numbers(takeRead(first.inbox, [signal(1), signal(2)], true)), [2])
})

it('a read made outside the room releases no events; a failed one does', () => {
  const { inbox } = takeEvent(holdEvents(synced()), signal(4))
  const outside = takeRead(inbox, [signal(2)], false)
  assert.deepEqual(numbers(outside), [2])
  assert.deepEqual(numbers(releaseHeld(outside.inbox)), [4])
})

it('what a later offer makes obsolete is skipped, in the same read or a later one, except RESTART and LEAVE', () => {
  const batch = [signal(1, 'OFFER'), signal(2), signal(3, 'RESTART'), signal(4, 'LEAVE'), signal(5, 'OFFER'), signal(6)]
  assert.deepEqual(numbers(takeRead(newInbox(0), batch, true)), [3, 4, 5, 6])
  assert.deepEqual(numbers(takeRead(newInbox(0), [signal(1), signal(2)], true)), [1, 2])

  const { inbox } = takeEvent(synced(), signal(5, 'OFFER'))
  assert.deepEqual(numbers(takeRead(inbox, batch, true)), [3, 4, 6])
})
