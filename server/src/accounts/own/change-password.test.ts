import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, auditRows, mailed, MAIL, PASSWORD, signIn } from '../../test/accounts.ts'
import { update } from '../../store/store.ts'
import { makeHarness, refused } from '../../test/harness.ts'

const next = 'eight red kettles'

test('changePassword: the new one signs in, the old one does not; all other logins end, each with its audit row', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  const other = await signIn(h, amara.email)
  h.announced()
  await amara.run('changePassword', { body: { current: PASSWORD, next } })
  assert.deepEqual(h.announced(), ['users.changePassword', 'logins.end'])
  assert.equal((await h.store.get('logins', amara.person.loginId))?.status, 'OPEN')
  assert.equal((await h.store.get('logins', other.person.loginId))?.status, 'REVOKED')
  await refused(signIn(h, amara.email), 'BAD_CREDENTIALS')
  await signIn(h, amara.email, next)
  assert.deepEqual((await auditRows(h)).slice(3, 5), ['PASSWORD_CHANGED', 'LOGIN_ENDED'])
})

test('changePassword: a wrong password and a weak new one are refused in their fields, and guesses have to wait', async () => {
  await using h = await makeHarness()
  const [amara, doctor] = [await account(h), await account(h, 'DOCTOR')]
  const why = async (attempt: Promise<unknown>) => (await refused(attempt, 'INVALID')).errors?.map(({ path, code }) => `${path} ${code}`)
  const change = (seat: typeof amara, current: string, to: string) => seat.run('changePassword', { body: { current, next: to } })
  assert.deepEqual(await why(change(amara, PASSWORD, 'password')), ['next PASSWORD_COMMON'])
  assert.deepEqual(await why(change(amara, PASSWORD, 'okafor is home')), ['next PASSWORD_OWN'])
  assert.deepEqual(await why(change(doctor, PASSWORD, 'tall green oak')), ['next PASSWORD_TOO_SHORT_FOR_DOCTOR'])
  for (let n = 0; n < 5; n++) assert.deepEqual(await why(change(amara, 'a guess', next)), ['current PASSWORD_WRONG'])
  await refused(change(amara, PASSWORD, next), 'RATE_LIMITED')
})

test('changePassword: links for a new password end with it', async () => {
  await using h = await makeHarness({ channels: MAIL })
  const amara = await account(h)
  await h.nobody.run('askReset', { body: { email: amara.email } })
  const [link] = await mailed(h, 'RESET')
  await amara.run('changePassword', { body: { current: PASSWORD, next } })
  await refused(h.nobody.run('confirmReset', { body: { secret: link!.secret, password: 'nine blue chairs' } }), 'NOT_FOUND')
})

test('changePassword, changeEmail, closeAccount: a guest has neither password nor address', async () => {
  await using h = await makeHarness({ channels: MAIL })
  const guest = await h.patient()
  const row = (await h.store.get('users', guest.person.userId))!
  assert(await h.store.commit([update('users', row, { email: null, passwordHash: null })]))
  await refused(guest.run('changePassword', { body: { current: '', next } }), 'NOT_FOUND')
  await refused(guest.run('changeEmail', { body: { email: 'new@example.org', password: '' } }), 'NOT_FOUND')
  await refused(guest.run('closeAccount', { body: { password: '' } }), 'NOT_FOUND')
})
