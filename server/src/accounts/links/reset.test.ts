import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../store/store.ts'
import { account, auditRows, mailed, MAIL, PASSWORD, signIn } from '../../test/accounts.ts'
import { makeHarness, refused, type Harness } from '../../test/harness.ts'
import { watched } from '../../test/watched.ts'
import { approveDoctor } from '../approve-doctor.ts'
import { disableAccount } from '../operator/disable-account.ts'
import { makeResetLink } from '../operator/make-reset-link.ts'

const password = 'nine blue chairs'
const ask = (h: Harness, email: string, address = '192.0.2.1', ctx: { store?: Store } = {}) =>
  h.as(null, { request: { address }, ctx }).run('askReset', { body: { email } })
const reset = (h: Harness, secret: string, next = password) => h.nobody.run('confirmReset', { body: { secret, password: next } })
const withMail = () => makeHarness({ channels: MAIL })

test('askReset: mails a link to the account, in any case of the address; the store keeps neither secret nor words of it', async () => {
  await using h = await withMail()
  const amara = await account(h)
  await ask(h, ` ${amara.email.toUpperCase()} `)
  const [mail] = await mailed(h, 'RESET')
  assert.equal(mail?.address, amara.email)
  for (const table of ['account_links', 'notices'] as const)
    assert(
      !JSON.stringify(
        await h.store.find(table, table === 'notices' ? { status: 'DUE' } : { userId: amara.person.userId, kind: 'RESET' }),
      ).includes(mail.secret),
    )
})

test('confirmReset: once, within 30 minutes; ends all logins and the other links; the new password signs in', async () => {
  await using h = await withMail()
  const amara = await account(h)
  const other = await signIn(h, amara.email)
  for (let n = 0; n < 2; n++) await ask(h, amara.email)
  const [first, second] = await mailed(h, 'RESET')
  const { errors } = await refused(reset(h, second!.secret, 'my name is okafor'), 'INVALID')
  assert.equal(errors?.[0]?.path, 'password')
  h.pass(29 * 60_000)
  await reset(h, second!.secret)
  for (const seat of [amara, other]) assert.equal((await h.store.get('logins', seat.person.loginId))?.status, 'REVOKED')
  for (const link of [first, second]) await refused(reset(h, link!.secret), 'NOT_FOUND')
  await refused(signIn(h, amara.email), 'BAD_CREDENTIALS')
  await signIn(h, amara.email, password)
  assert.deepEqual((await auditRows(h)).slice(3, 6), ['PASSWORD_RESET', 'LOGIN_ENDED', 'LOGIN_ENDED'])
})

test('confirmReset: a link that is too old, unknown or of another kind is NOT_FOUND', async () => {
  await using h = await withMail()
  const amara = await account(h)
  await ask(h, amara.email)
  const [link] = await mailed(h, 'RESET')
  const [confirm] = await mailed(h, 'CONFIRM')
  h.pass(30 * 60_000)
  for (const secret of [link!.secret, confirm!.secret, '', 'x'.repeat(22)]) await refused(reset(h, secret), 'NOT_FOUND')
})

test('makeResetLink: the operator’s link is valid for seven days, and not for a disabled account', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  const { secret } = await makeResetLink(h.system, amara.email, h.services)
  h.pass(7 * 86_400_000 - 1)
  await reset(h, secret)
  const late = await makeResetLink(h.system, amara.email, h.services)
  h.pass(7 * 86_400_000)
  await refused(reset(h, late.secret), 'NOT_FOUND')
  await disableAccount(h.system, amara.email)
  await refused(makeResetLink(h.system, amara.email, h.services), 'WRONG_STATE')
})

test('D7: a reset says by word and work no more of an account than of an address that nobody has', async () => {
  await using h = await withMail()
  const [known, disabled, closed] = [await account(h), await account(h), await account(h)]
  await disableAccount(h.system, disabled.email)
  await closed.run('closeAccount', { body: { password: PASSWORD } })
  const seen = new Map<string, unknown>()
  for (const email of [known.email, disabled.email, closed.email, 'nobody@example.org', 'no address']) {
    const { store, work } = watched(h.store)
    const address = `198.51.100.${seen.size}`
    seen.set(email, { reply: await ask(h, email, address, { store }), work })
  }
  for (const [email, it] of seen) assert.deepEqual(it, seen.get(known.email), email)
  assert.deepEqual(
    (await mailed(h, 'RESET')).map(({ address }) => address),
    [known.email],
  )
})

test('askReset: always 202; nothing is sent beyond five an hour of a client’s address, and three valid links of an account at once', async () => {
  await using h = await withMail()
  const amara = await account(h)
  for (let n = 0; n < 5; n++) await ask(h, n % 2 === 0 ? amara.email : 'nobody@example.org', '198.51.100.1')
  assert.equal((await mailed(h, 'RESET')).length, 3)
  h.pass(31 * 60_000)
  for (const email of [amara.email, 'nobody@example.org']) assert.deepEqual(await ask(h, email, '198.51.100.1'), { ok: true })
  assert.equal((await mailed(h, 'RESET')).length, 3, 'not yet an hour')
  for (let n = 0; n < 4; n++) await ask(h, amara.email, '198.51.100.2')
  assert.equal((await mailed(h, 'RESET')).length, 6)
  h.pass(29 * 60_000)
  await ask(h, amara.email, '198.51.100.1')
  assert.equal((await mailed(h, 'RESET')).length, 6, 'three are still valid')
  h.pass(2 * 60_000)
  await ask(h, amara.email, '198.51.100.1')
  assert.equal((await mailed(h, 'RESET')).length, 7)
})

test('askReset: nothing is written where no mail is sent', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  await ask(h, amara.email)
  assert.deepEqual(await h.store.find('account_links', { userId: amara.person.userId, kind: 'RESET' }), [])
})

test('D7: a disabled account, a closed one and one that never was are refused alike at sign-in', async () => {
  await using h = await makeHarness()
  const [disabled, closed] = [await account(h), await account(h)]
  await disableAccount(h.system, disabled.email)
  await closed.run('closeAccount', { body: { password: PASSWORD } })
  const refusals = []
  for (const email of [disabled.email, closed.email, 'nobody@example.org']) {
    const { message, retryAfterSeconds, errors } = await refused(signIn(h, email), 'BAD_CREDENTIALS')
    refusals.push({ message, retryAfterSeconds, errors })
  }
  for (const it of refusals) assert.deepEqual(it, refusals[0])
})

test('approveDoctor: where mail is sent, it waits for the address to be confirmed, and sends a link if none is valid', async () => {
  await using h = await makeHarness({ channels: MAIL, request: { openRegistration: false } })
  const doctor = await account(h, 'DOCTOR')
  const approve = async () => (await approveDoctor(h.system, doctor.email, h.services)).isApproved
  assert.equal(await approve(), false)
  assert.equal((await mailed(h, 'CONFIRM')).length, 1, 'the one from the registration')
  h.pass(7 * 86_400_000)
  assert.equal(await approve(), false)
  const links = await mailed(h, 'CONFIRM')
  assert.equal(links.length, 2)
  await h.nobody.run('confirmEmail', { body: { secret: links[1]!.secret } })
  assert.equal(await approve(), true)
  assert.equal((await h.store.get('users', doctor.person.userId))?.status, 'ACTIVE')
})
