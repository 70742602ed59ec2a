import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { every } from './every.ts'

/** A mock clock, and work that the test ends. */
function clockwork(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const runs: { resolve: () => void; reject: (error: unknown) => void }[] = []
  const failures: unknown[] = []
  const work = (): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    runs.push({ resolve, reject })
    return promise
  }
  const regular = every(100, work, (error) => failures.push(error))
  /** Lets resolved promises take effect. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return { runs, failures, regular, settle, pass: (ms: number) => t.mock.timers.tick(ms) }
}

test('every: once per interval, first after one interval', async (t) => {
  const { runs, settle, pass } = clockwork(t)
  pass(99)
  assert.equal(runs.length, 0)
  pass(1)
  assert.equal(runs.length, 1)
  runs[0]!.resolve()
  await settle()
  pass(100)
  assert.equal(runs.length, 2)
})

test('every: never two at once; an interval during a run is skipped', async (t) => {
  const { runs, settle, pass } = clockwork(t)
  pass(500)
  assert.equal(runs.length, 1)
  runs[0]!.resolve()
  await settle()
  assert.equal(runs.length, 1, 'what was left out is not made up for')
  pass(100)
  assert.equal(runs.length, 2)
})

test('every: a failure is reported, and it continues', async (t) => {
  const { runs, failures, settle, pass } = clockwork(t)
  pass(100)
  const error = new Error('once')
  runs[0]!.reject(error)
  await settle()
  assert.deepEqual(failures, [error])
  pass(100)
  assert.equal(runs.length, 2)
})

test('every: stopping waits for the current run, and none follows', async (t) => {
  const { runs, regular, settle, pass } = clockwork(t)
  pass(100)
  let stopped = false
  const stopping = regular.stop().then(() => (stopped = true))
  await settle()
  assert.equal(stopped, false)
  runs[0]!.resolve()
  await stopping
  pass(1000)
  assert.equal(runs.length, 1)
})
