import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../test/harness.ts'
import { makePasswords } from './password.ts'

test('password: a hash is salted, is of the rounds asked for, and matches its password alone', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const [one, two] = [await hashPassword('correct horse', 'here'), await hashPassword('correct horse', 'here')]
  assert.notEqual(one, two)
  assert.match(one, /^\$2b\$04\$/)
  assert.equal(await verifyPassword('correct horse', one, 'here'), true)
  assert.equal(await verifyPassword('Correct horse', one, 'here'), false)
  assert.equal(await verifyPassword('', one, 'here'), false)
})

test('password: nobody’s hash matches nothing', async () => {
  const { verifyPassword } = makePasswords({ rounds: 4 })
  assert.equal(await verifyPassword('correct horse', null, 'here'), false)
})

test('password: more than 72 bytes never match, also where their beginning would', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const limit = 'ä'.repeat(36)
  const hash = await hashPassword(limit, 'here')
  assert.equal(await verifyPassword(limit, hash, 'here'), true)
  assert.equal(await verifyPassword(`${limit}x`, hash, 'here'), false)
})

test('password: half of a sign matches nothing, since all halves are one byte sequence', async () => {
  const { hashPassword, verifyPassword } = makePasswords({ rounds: 4 })
  const hash = await hashPassword('correct horse \ud83d', 'here')
  assert.equal(await verifyPassword('correct horse \ud83e', hash, 'here'), false)
})

test('password: a full line and a long wait are BUSY, with the time to wait; the others are served', async () => {
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

test('password: addresses take turns: who asks for many keeps nobody else waiting, and a full line is theirs', async () => {
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
