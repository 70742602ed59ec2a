import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeKeyedMutex } from './keyed-mutex.ts'
import { refused } from '../test/harness.ts'

test('keyedMutex: one at a time per key, in order of arrival, even after a failure', async () => {
  const keyedMutex = makeKeyedMutex()
  const steps: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      steps.push(`${name} begins`)
      await Promise.resolve()
      steps.push(`${name} ends`)
      if (fails) throw new Error(name)
    }
  const all = [keyedMutex('a', 'ada', work('1', true)), keyedMutex('a', 'ada', work('2')), keyedMutex('a', 'ada', work('3'))]
  assert.deepEqual(
    (await Promise.allSettled(all)).map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  )
  assert.deepEqual(steps, ['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends'])
})

test('keyedMutex: people take turns, so that nobody waits for all of another’s requests', async () => {
  const keyedMutex = makeKeyedMutex()
  const done: string[] = []
  const ask = (who: string, name: string): Promise<void> => keyedMutex('a', who, async () => void done.push(name))
  await Promise.all([
    ...['1', '2', '3', '4'].map((n) => ask('ada', `ada ${n}`)),
    ask('ben', 'ben 1'),
    ask('cem', 'cem 1'),
    ask('ben', 'ben 2'),
  ])
  assert.deepEqual(done, ['ada 1', 'ada 2', 'ben 1', 'cem 1', 'ada 3', 'ben 2', 'ada 4'])
})

test('keyedMutex: another key does not wait', async () => {
  const keyedMutex = makeKeyedMutex()
  const { promise, resolve } = Promise.withResolvers<void>()
  const held = keyedMutex('a', 'ada', () => promise)
  assert.equal(await keyedMutex('b', 'ada', async () => 'free'), 'free')
  resolve()
  await held
})

test('keyedMutex: a wait over 2 s is refused as BUSY, and the next one is served', async () => {
  let time = 0
  const keyedMutex = makeKeyedMutex(() => time)
  const { promise, resolve } = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const held = keyedMutex('a', 'ada', () => {
    started.resolve()
    return promise
  })
  let begun = false
  const late = refused(
    keyedMutex('a', 'ada', async () => void (begun = true)),
    'BUSY',
  )
  await started.promise
  time = 2001
  resolve()
  await held
  await late
  assert.equal(begun, false)
  assert.equal(await keyedMutex('a', 'ada', async () => 'served'), 'served')
})
