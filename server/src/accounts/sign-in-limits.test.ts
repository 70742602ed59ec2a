import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../test/harness.ts'
import { Refusal } from '../use-case.ts'
import { makeSignInLimits } from './sign-in-limits.ts'

function limits(on = true) {
  let time = 0
  const made = makeSignInLimits({ on, now: () => new Date(time) })
  return {
    pass: (ms: number) => void (time += ms),
    attempt: async (email: string, address: string, succeeds = false) => {
      await made.trySignIn(email, address, async () => succeeds)
    },
  }
}

test('sign-in limits: after five failures each one doubles the wait, up to 15 minutes', async () => {
  const { attempt, pass } = limits()
  for (let i = 0; i < 5; i++) await attempt('ada', 'here')
  const waits: number[] = []
  for (let i = 0; i < 13; i++) {
    const { retryAfterSeconds } = await refused(attempt('ada', 'here'), 'RATE_LIMITED')
    waits.push(retryAfterSeconds!)
    pass(retryAfterSeconds! * 1000 - 1)
    await refused(attempt('ada', 'here'), 'RATE_LIMITED')
    pass(1)
    await attempt('ada', 'here')
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
})

test('sign-in limits: another account and another address do not wait', async () => {
  const { attempt } = limits()
  for (let i = 0; i < 5; i++) await attempt('ada', 'here')
  await refused(attempt('ada', 'here'), 'RATE_LIMITED')
  await attempt('ben', 'here')
  await attempt('ada', 'there')
})

test('sign-in limits: a success, or an hour, makes up for the failures', async () => {
  const { attempt, pass } = limits()
  for (const forget of [() => attempt('ada', 'here', true), () => Promise.resolve(pass(3_600_000 + 1000))]) {
    for (let i = 0; i < 4; i++) await attempt('ada', 'here')
    await forget()
    for (let i = 0; i < 4; i++) await attempt('ada', 'here')
    await attempt('ada', 'here', true)
  }
})

test('sign-in limits: an address fails 60 times a minute, whoever it names; successes do not count', async () => {
  const { attempt, pass } = limits()
  for (let i = 0; i < 80; i++) await attempt(`right ${i}`, 'here', true)
  for (let i = 0; i < 60; i++) await attempt(`wrong ${i}`, 'here')
  const refusal = await refused(attempt('ada', 'here'), 'RATE_LIMITED')
  assert.equal(refusal.retryAfterSeconds, 60)
  await attempt('ada', 'there')
  pass(60_000)
  await attempt('ada', 'here')
})

test('sign-in limits: many at once do not slip through', async () => {
  const made = makeSignInLimits({ on: true, now: () => new Date(0) })
  const begun = await Promise.allSettled(Array.from({ length: 40 }, () => made.trySignIn('ada', 'here', async () => false)))
  assert.equal(begun.filter((attempt) => attempt.status === 'fulfilled').length, 5)
})

test('sign-in limits: an attempt that could not be checked does not count', async () => {
  const made = makeSignInLimits({ on: true, now: () => new Date(0) })
  const busy = async () => {
    throw new Refusal('BUSY')
  }
  for (let i = 0; i < 100; i++) await refused(made.trySignIn('ada', 'here', busy), 'BUSY')
  assert.equal(await made.trySignIn('ada', 'here', async () => true), true)
})

test('sign-in limits: off is off', async () => {
  const { attempt } = limits(false)
  for (let i = 0; i < 100; i++) await attempt('ada', 'here')
})
