import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../test/harness.ts'
import { makePasswords } from './password.ts'

test('password: a hash is salted, is of the rounds asked for, and matches its password alone', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
  assert.notEqual(one, two)
  assert.match(one, /^\$2b\$04\$/)
  assert.equal(await verifyPassword('correct horse', one), true)
  assert.equal(await verifyPassword('Correct horse', one), false)
  assert.equal(await verifyPassword('', one), false)
})

test('password: nobody’s hash matches nothing', async () => {
  const { verifyPassword } = makePasswords({ rounds: 4 })
  assert.equal(await verifyPassword('correct horse', null), false)
})

test('password: more than 72 bytes never match, also where their beginning would', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const limit = 'ä'.repeat(36)
  const hash = await hashPassword(limit)
  assert.equal(await verifyPassword(limit, hash), true)
  assert.equal(await verifyPassword(`${limit}x`, hash), false)
})

test('password: a full line and a long wait are BUSY, with the time to wait; the others are served', async () => {
  const full = makePasswords({ rounds: 8, maxWaiting: 3 })
  const attempts = await Promise.allSettled(Array.from({ length: 9 }, () => full.hashPassword('correct horse')))
  assert.equal(attempts.filter((attempt) => attempt.status === 'fulfilled').length, 5)

  const impatient = makePasswords({ rounds: 10, maxWaitMs: 1 })
  const [first, second, third] = ['a', 'b', 'c'].map((text) => impatient.hashPassword(text))
  const refusal = await refused(third!, 'BUSY')
  assert.equal(refusal.retryAfterSeconds, 5)
  await Promise.all([first, second])
  await impatient.hashPassword('d')
})
