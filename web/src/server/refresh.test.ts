import { QueryClient, QueryObserver } from '@tanstack/react-query'
import assert from 'node:assert/strict'
import test from 'node:test'
import { createRefresher } from './refresh.ts'

const queryKey = ['queue', '1']

const until = async (condition: () => boolean) => {
  const deadline = Date.now() + 5000
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'the condition never held')
    await new Promise((done) => setImmediate(done))
  }
}

test('refresh: any number of events during a read cause one more read, at least a quarter of a second later', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const client = new QueryClient()
  const pending: (() => void)[] = []
  let reads = 0
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => {
      reads += 1
      return new Promise<number>((done) => pending.push(() => done(reads)))
    },
  })
  t.after(observer.subscribe(() => undefined))
  t.after(() => client.clear())
  await until(() => pending.length === 1)
  const { refresh, stop } = createRefresher(client)
  refresh(queryKey)
  refresh(queryKey)
  refresh(queryKey)
  assert.equal(reads, 1, 'the running read is not aborted')
  const settled = async (read: number) => {
    pending.shift()?.()
    await until(() => client.getQueryData(queryKey) === read && client.isFetching() === 0)
    await new Promise((done) => setImmediate(done))
  }
  await settled(1)
  t.mock.timers.tick(249)
  await new Promise((done) => setImmediate(done))
  assert.equal(reads, 1)
  t.mock.timers.tick(1)
  await until(() => pending.length === 1)
  assert.equal(reads, 2)
  await settled(2)
  t.mock.timers.tick(250)
  await new Promise((done) => setImmediate(done))
  assert.equal(reads, 2)
  refresh(queryKey)
  await until(() => pending.length === 1)
  assert.equal(reads, 3, 'a later event reads at once')
  refresh(queryKey)
  stop()
  await settled(3)
  t.mock.timers.tick(250)
  await new Promise((done) => setImmediate(done))
  assert.equal(reads, 3, 'and none after stop')
})

test('refreshSoon: one read for many events, and none after stop', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const client = new QueryClient()
  const invalidate = t.mock.method(client, 'invalidateQueries')
  const { refreshSoon, stop } = createRefresher(client, () => 0.5)
  refreshSoon(queryKey)
  refreshSoon(queryKey)
  t.mock.timers.tick(499)
  assert.equal(invalidate.mock.callCount(), 0)
  t.mock.timers.tick(1)
  assert.equal(invalidate.mock.callCount(), 1)
  refreshSoon(['browse'])
  stop()
  t.mock.timers.tick(2000)
  assert.equal(invalidate.mock.callCount(), 1)
})
