import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePace } from './pace.ts'

test('requests beyond the rate wait until they are allowed, longer if another came first', async () => {
  const waits = [0, 0.001, 0.002, 0]
  const asked: string[] = []
  const paced = makePace((address) => {
    asked.push(address)
    return waits.shift()!
  })
  await paced('here')
  assert.deepEqual(asked, ['here'])
  await paced('there')
  assert.deepEqual(asked, ['here', 'there', 'there', 'there'])
})
