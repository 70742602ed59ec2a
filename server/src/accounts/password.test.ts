import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../test/harness.ts'
import { makePasswords } from './password.ts'

test('password: a hash is salted, has the configured rounds, and matches only its password', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const [one, two] = [await hashPassword('correct horse', 'here'), await hashPassword('correct horse', 'here')]
  assert.notEqual(one, two)
  assert.match(one, /^\$2b\$04\$/)
  assert.equal(await verifyPassword('correct horse', one, 'here'), true)
  assert.equal(await verifyPassword('Correct horse', one, 'here'), false)
  assert.equal(await verifyPassword('', one, 'here'), false)
})

test('password: without a hash nothing matches', async () => {
  const { verifyPassword } = makePasswords({ rounds: 4 })
  assert.equal(await verifyPassword('correct horse', null, 'here'), false)
})

test('password: more than 72 bytes never match, even if the first 72 would', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const limit = 'ä'.repeat(36)
  const hash = await hashPassword(limit, 'here')
  assert.equal(await verifyPassword(limit, hash, 'here'), true)
  assert.equal(await verifyPassword(`${limit}x`, hash, 'here'), false)
})

test('password: a lone surrogate never matches, since all lone surrogates encode to the same bytes', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const hash = await hashPassword('correct horse \ud83d', 'here')
  assert.equal(await verifyPassword('correct horse \ud83e', hash, 'here'), false)
})

test('password: a full queue and a long wait are BUSY, with Retry-After; the others are served', async () => {
  const full = makePasswords({ rounds: 8, maxWaiting: 3 })
  const attempts = await Promise.allSettled(Array.from({ length: 9 }, () => full.hashPassword('correct horse', 'here')))
  assert.equal(attempts.filter((attempt) => attempt.status === 'fulfilled').length, 5)

  const impatient = makePasswords({ rounds: 10, maxWaitMs: 1 })
  const [first, second, third] = ['a', 'b', 'c'].map((text) => impatient.hashPassword(text, 'here'))
  const refusal = await refused(third!, 'BUSY')
  assert.equal(refusal.retryAfterSeconds, 5)
  await Promise.all([first, second])
  await impatient.hashPassword('d', 'here')
})

test('password: addresses take turns: one with many requests delays nobody else, and bears the cost of a full queue', async () => {
  const { hashPassword } = makePasswords({ rounds: 4, maxWaiting: 20 })
  const done: string[] = []
  const ask = async (from: string): Promise<void> => {
    await hashPassword('correct horse', from)
    done.push(from)
  }
  const many = Array.from({ length: 22 }, () => ask('here'))
  const pushedOut = refused(many.at(-1)!, 'BUSY')
  await Promise.all([ask('there'), ...many.slice(0, -1), pushedOut])
  assert.equal(done.length, 22)
  assert(done.indexOf('there') < 6, `came ${done.indexOf('there') + 1}th`)
})
