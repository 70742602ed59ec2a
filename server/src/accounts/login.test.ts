import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Harness } from '../test/harness.ts'

const password = 'correct horse'
async function registered(h: Harness) {
  const { reply } = await h.nobody.run('register', { body: { email: 'ada@example.org', password, name: 'Ada', role: 'PATIENT' } })
  h.told()
  return reply.user
}
const login = (h: Harness, email: string, given: string) => h.nobody.run('login', { body: { email, password: given } })

test('login: the right password in any case of the e-mail, a login of its own each time', async () => {
  await using h = await makeHarness()
  const user = await registered(h)
  const first = await login(h, 'ada@example.org', password)
  const second = await login(h, 'ADA@Example.org', password)
  assert.deepEqual(first.user, user)
  assert.notEqual(h.tokens.verifyToken(first.token, h.now())?.loginId, h.tokens.verifyToken(second.token, h.now())?.loginId)
  assert.deepEqual(h.told(), ['logins.login', 'logins.login'])
})

test('login: a wrong password and an unknown e-mail are refused alike', async () => {
  await using h = await makeHarness()
  await registered(h)
  const wrong = await refused(login(h, 'ada@example.org', 'wrong horse'), 'BAD_CREDENTIALS')
  const unknown = await refused(login(h, 'eve@example.org', password), 'BAD_CREDENTIALS')
  assert.deepEqual(wrong.message, unknown.message)
  assert.equal(wrong.retryAfterSeconds, unknown.retryAfterSeconds)
  assert.deepEqual(h.told(), [])
})

test('login: a password that only begins with the right 72 bytes is wrong', async () => {
  await using h = await makeHarness()
  const long = 'x'.repeat(72)
  await h.nobody.run('register', { body: { email: 'ada@example.org', password: long, name: 'Ada', role: 'PATIENT' } })
  await refused(login(h, 'ada@example.org', `${long}y`), 'BAD_CREDENTIALS')
  await login(h, 'ada@example.org', long)
})

test('login: repeated failures make the next attempt wait, a right password after the wait is let in', async () => {
  await using h = await makeHarness()
  await registered(h)
  for (let i = 0; i < 5; i++) await refused(login(h, 'ada@example.org', 'wrong horse'), 'BAD_CREDENTIALS')
  const refusal = await refused(login(h, 'ada@example.org', password), 'RATE_LIMITED')
  assert.equal(refusal.retryAfterSeconds, 1)
  h.pass(1000)
  await login(h, 'ada@example.org', password)
})
