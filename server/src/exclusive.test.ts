import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeExclusive } from './exclusive.ts'
import { refused } from './test/harness.ts'

test('exclusive: one at a time for a key, in the order of asking, also after one that failed', async () => {
  const exclusive = makeExclusive()
  const steps: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      steps.push(`${name} begins`)
      await Promise.resolve()
      steps.push(`${name} ends`)
      if (fails) throw new Error(name)
    }
  const all = [exclusive('a', work('1', true)), exclusive('a', work('2')), exclusive('a', work('3'))]
  assert.deepEqual(
    (await Promise.allSettled(all)).map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  )
  assert.deepEqual(steps, ['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends'])
})

test('exclusive: another key does not wait', async () => {
  const exclusive = makeExclusive()
  const { promise, resolve } = Promise.withResolvers<void>()
  const held = exclusive('a', () => promise)
  assert.equal(await exclusive('b', async () => 'free'), 'free')
  resolve()
  await held
})

test('exclusive: a turn that comes after 2 s is refused as BUSY, and the next one is served', async () => {
  let time = 0
  const exclusive = makeExclusive(() => time)
  const { promise, resolve } = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const held = exclusive('a', () => {
    started.resolve()
    return promise
  })
  let begun = false
  const late = refused(
    exclusive('a', async () => void (begun = true)),
    'BUSY',
  )
  await started.promise
  time = 2001
  resolve()
  await held
  await late
  assert.equal(begun, false)
  assert.equal(await exclusive('a', async () => 'served'), 'served')
})
