import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ServerEvent } from '@medconsult/contract'
import { callSubject, presentSubjects, userSubject } from './who-is-present.ts'
import type { EphemeralRows } from '../store/ephemeral-rows.ts'
import { StoreAway, type Store } from '../store/store.ts'
import { makeHarness } from '../test/harness.ts'
import type { Emit } from '../core/event-bus.ts'
import { trackPresence } from './track-presence.ts'

async function makeHouse(wrap: (store: Store) => Store = (store) => store) {
  const h = await makeHarness()
  const emitted: { event: ServerEvent; payload: unknown; to: unknown }[] = []
  const emit: Emit = (event, payload, to) => void emitted.push({ event, payload, to })
  const presence = trackPresence({ store: wrap(h.store), processId: 'process-1', now: h.now, emit, delivery: { isReady: true, losses: 0 } })
  await presence.beat()
  const isPresent = async (subject: string): Promise<boolean> => {
    await presence.settled()
    return (await presentSubjects(h.store, [subject], h.now())).has(subject)
  }
  return {
    h,
    presence,
    isPresent,
    kinds: async (subject: string) => (await h.store.ephemeral.find('presences', [subject], h.now())).map(({ kind }) => kind),
    emitted: async () => {
      await presence.settled()
      return emitted.splice(0).map(({ payload }) => payload)
    },
  }
}

describe('presence as sockets and requests write it', () => {
  test('a patient is online from the first socket to the last, and gone at once', async () => {
    const { h, presence, isPresent, kinds } = await makeHouse()
    const { person } = await h.patient()
    const subject = userSubject(person.userId)
    assert.equal(await isPresent(subject), false)
    presence.socket(person, 1)
    presence.socket(person, 1)
    presence.socket(person, -1)
    assert.equal(await isPresent(subject), true)
    h.pass(14_000)
    assert.equal(await isPresent(subject), true, 'for as long as the process beats')
    presence.socket(person, -1)
    assert.equal(await isPresent(subject), false)
    assert.deepEqual(await kinds(subject), ['GONE'])
    presence.socket(person, 1)
    assert.equal(await isPresent(subject), true)
    assert.deepEqual(await kinds(subject), ['SOCKET'], 'back in the same row')
  })

  test('who has a socket for hours is present, though rows end by themselves', async () => {
    const { h, presence, isPresent, kinds } = await makeHouse()
    const { person } = await h.patient()
    presence.socket(person, 1)
    for (let minutes = 0; minutes < 300; minutes += 5) {
      h.pass(300_000)
      await presence.beat()
      assert.equal(await isPresent(userSubject(person.userId)), true)
    }
    h.pass(7_200_000)
    assert.deepEqual(await kinds(userSubject(person.userId)), [])
  })

  test('sockets of a process that beats no more lapse', async () => {
    const { h, presence, isPresent } = await makeHouse()
    const { person } = await h.patient()
    presence.socket(person, 1)
    h.pass(10_000)
    await presence.beat()
    h.pass(10_000)
    assert.equal(await isPresent(userSubject(person.userId)), true)
    h.pass(5000)
    assert.equal(await isPresent(userSubject(person.userId)), false)
  })

  test('a request counts 20 s, is written at most every 5 s, and its lapse is announced', async () => {
    const { h, presence, isPresent, emitted } = await makeHouse()
    const { person } = await h.patient()
    const subject = callSubject('call-1', 'patient')
    const writtenAt = async (): Promise<number> => Date.parse((await h.store.ephemeral.find('presences', [subject], h.now()))[0]!.at)
    const first = h.now().getTime()
    presence.request(person, 'call-1')
    assert.equal(await isPresent(subject), true)
    for (let n = 0; n < 5; n++) {
      h.pass(1000)
      presence.request(person, 'call-1')
    }
    await presence.settled()
    assert.equal(await writtenAt(), first)
    h.pass(1)
    presence.request(person, 'call-1')
    await presence.settled()
    assert.equal(await writtenAt(), first + 5001)
    assert.deepEqual(await emitted(), [{ callSessionId: 'call-1', role: 'patient', present: true }])
    h.pass(19_000)
    await presence.beat()
    assert.deepEqual(await emitted(), [])
    h.pass(2000)
    await presence.beat()
    assert.deepEqual(await emitted(), [{ callSessionId: 'call-1', role: 'patient', present: false }])
    assert.equal(await isPresent(subject), false)
  })

  test('while a socket is there, requests write nothing', async () => {
    const { h, presence, kinds } = await makeHouse()
    const { person } = await h.patient()
    presence.socket(person, 1)
    presence.request(person, null)
    await presence.settled()
    assert.deepEqual(await kinds(userSubject(person.userId)), ['SOCKET'])
  })

  test('each side of a call is announced as it comes and goes', async () => {
    const { presence, emitted } = await makeHouse()
    presence.inCall('call-1', 'doctor', 1)
    presence.inCall('call-1', 'doctor', 1)
    presence.inCall('call-1', 'doctor', -1)
    assert.deepEqual(await emitted(), [{ callSessionId: 'call-1', role: 'doctor', present: true }])
    presence.inCall('call-1', 'doctor', -1)
    assert.deepEqual(await emitted(), [{ callSessionId: 'call-1', role: 'doctor', present: false }])
    await presence.settled()
  })

  test('of two processes, the one that a person leaves says nothing while they are on the other', async () => {
    const { h, presence, emitted } = await makeHouse()
    const elsewhere: unknown[] = []
    const emit: Emit = (_, payload) => void elsewhere.push(payload)
    const other = trackPresence({ store: h.store, processId: 'process-2', now: h.now, emit, delivery: { isReady: true, losses: 0 } })
    await other.beat()
    presence.inCall('call-1', 'doctor', 1)
    assert.deepEqual(await emitted(), [{ callSessionId: 'call-1', role: 'doctor', present: true }])
    other.inCall('call-1', 'doctor', 1)
    await other.settled()
    presence.inCall('call-1', 'doctor', -1)
    assert.deepEqual(await emitted(), [])
    other.inCall('call-1', 'doctor', -1)
    await other.settled()
    assert.deepEqual(elsewhere, [
      { callSessionId: 'call-1', role: 'doctor', present: true },
      { callSessionId: 'call-1', role: 'doctor', present: false },
    ])
  })

  test('a write that the store cannot take is dropped, and the next one is not', async () => {
    let away = true
    const { h, presence, isPresent } = await makeHouse((store): Store => {
      const put: EphemeralRows['put'] = async (table, rows, now) => {
        if (away && table === 'presences') throw new StoreAway('away')
        await store.ephemeral.put(table, rows, now)
      }
      return { ...store, ephemeral: { ...store.ephemeral, put } }
    })
    const { person } = await h.patient()
    presence.socket(person, 1)
    assert.equal(await isPresent(userSubject(person.userId)), false)
    away = false
    presence.socket(person, -1)
    presence.socket(person, 1)
    assert.equal(await isPresent(userSubject(person.userId)), true)
  })
})
