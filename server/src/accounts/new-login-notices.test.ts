import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from '@medconsult/contract'
import { makeHarness } from '../test/harness.ts'

test('newLoginNotices: a doctor is told of a sign-in from a device not seen before, a patient is not', async () => {
  await using h = await makeHarness({ channels: { mail: true, sms: false, push: null } })
  const password = 'correct horse battery'
  const notices = async () => (await h.store.find('notices', { status: 'DUE' })).filter(({ kind }) => kind === 'NEW_LOGIN')
  const from = (browser: string) => h.as(null, { request: { browser } })
  for (const role of ['PATIENT', 'DOCTOR'] satisfies Role[]) {
    const email = `${role.toLowerCase()}@example.org`
    await from('one').run('register', { body: { email, password, name: 'Ada Weber', role } })
    for (const browser of ['one', 'two', 'two']) await from(browser).run('login', { body: { email, password } })
  }
  // A program, which keeps no mark, at an address where browsers were before.
  await h.as(null, { request: { browser: null } }).run('login', { body: { email: 'doctor@example.org', password } })
  assert.deepEqual(
    (await notices()).map(({ channel, address }) => [channel, address]),
    [
      ['MAIL', 'doctor@example.org'],
      ['MAIL', 'doctor@example.org'],
    ],
  )
})
