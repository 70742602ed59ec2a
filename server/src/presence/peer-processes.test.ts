import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeWatch, peerProcesses } from './peer-processes.ts'
import { makeHarness } from '../test/harness.ts'

test('peerProcesses: a process that beats is there, one that stopped is not; one whose clock is far ahead is noticed', async () => {
  await using h = await makeHarness()
  const beat = (id: string, ms: number) => {
    const beatAt = new Date(h.now().getTime() + ms).toISOString()
    return h.store.ephemeral.put('processes', [{ id, beatAt, startedAt: beatAt }], h.now())
  }
  const others = () => peerProcesses(h.store, 'own', h.now())
  await beat('own', 0)
  await beat('stopped', -7_000)
  assert.deepEqual(await others(), { secondsAhead: 0, isAnyThere: false })
  await beat('near', 5_000)
  assert.deepEqual(await others(), { secondsAhead: 0, isAnyThere: true })
  await beat('ahead', 3_600_000)
  assert.deepEqual(await others(), { secondsAhead: 3600, isAnyThere: true })
})

test('problems between servers are reported once: clocks that differ, and separate secrets', () => {
  const said: string[] = []
  const watch = makeWatch(true, (line) => said.push(line.split(' ').slice(0, 2).join(' ')))
  for (let n = 0; n < 2; n++) watch({ secondsAhead: 0, isAnyThere: true })
  assert.equal(said.length, 0, 'one that has just stopped')
  for (let n = 0; n < 3; n++) watch({ secondsAhead: 60, isAnyThere: true })
  assert.deepEqual(said, ['This machine’s', 'Another server'])
  makeWatch(false, (line) => said.push(line))({ secondsAhead: 0, isAnyThere: true })
  assert.equal(said.length, 2)
})
