import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, auditRows, mailed, MAIL, PASSWORD, signIn } from '../../test/accounts.ts'
import { makeHarness, refused, type Harness } from '../../test/harness.ts'
import { disableAccount, enableAccount } from '../operator/disable-account.ts'

const withMail = () => makeHarness({ channels: MAIL })
const confirm = (h: Harness, secret: string) => h.nobody.run('confirmEmail', { body: { secret } })
const change = (seat: Awaited<ReturnType<typeof account>>, email: string) =>
  seat.run('changeEmail', { body: { email, password: PASSWORD } })

test('register: sends a link that confirms the address, where mail is sent; nothing waits for it in open mode', async () => {
  await using h = await withMail()
  const amara = await account(h)
  assert.equal((await amara.run('me')).emailConfirmed, false)
  const [link] = await mailed(h, 'CONFIRM')
  for (let n = 0; n < 2; n++) assert.deepEqual(await confirm(h, link!.secret), { email: amara.email })
  assert.equal((await amara.run('me')).emailConfirmed, true)
  await using without = await makeHarness()
  await account(without)
  assert.deepEqual(await mailed(without, 'CONFIRM'), [])
})

test('changeEmail: the new address counts once its link is used, and the old one is told', async () => {
  await using h = await withMail()
  const amara = await account(h)
  await h.nobody.run('askReset', { body: { email: amara.email } })
  const [toOld] = await mailed(h, 'RESET')
  await change(amara, 'new@example.org')
  await refused(signIn(h, 'new@example.org'), 'BAD_CREDENTIALS')
  const [link] = await mailed(h, 'EMAIL')
  assert.equal(link?.address, 'new@example.org')
  for (let n = 0; n < 2; n++) assert.deepEqual(await confirm(h, link.secret), { email: 'new@example.org' })
  await signIn(h, 'new@example.org')
  await refused(signIn(h, amara.email), 'BAD_CREDENTIALS')
  const told = (await h.store.find('notices', { status: 'DUE' })).filter(({ kind }) => kind === 'EMAIL_OLD')
  assert.deepEqual(
    told.map(({ address }) => address),
    [amara.email],
  )
  assert((await auditRows(h)).includes('EMAIL_CHANGED'))
  await refused(h.nobody.run('confirmReset', { body: { secret: toOld!.secret, password: 'nine blue chairs' } }), 'NOT_FOUND')
})

test('changeEmail: an address that somebody has gets no mail, and the reply does not say so', async () => {
  await using h = await withMail()
  const [amara, ben] = [await account(h), await account(h)]
  assert.deepEqual(await change(amara, ben.email), await change(amara, 'free@example.org'))
  assert.deepEqual(
    (await mailed(h, 'EMAIL')).map(({ address }) => address),
    ['free@example.org'],
  )
})

test('changeEmail: only the last link opens; EMAIL_TAKEN if somebody has registered the address since', async () => {
  await using h = await withMail()
  const amara = await account(h)
  await change(amara, 'first@example.org')
  await change(amara, 'second@example.org')
  const [first, second] = await mailed(h, 'EMAIL')
  await refused(confirm(h, first!.secret), 'NOT_FOUND')
  await account(h, 'PATIENT', 'second@example.org')
  await refused(confirm(h, second!.secret), 'EMAIL_TAKEN')
})

test('changeEmail: the own address again sends a link that confirms it', async () => {
  await using h = await withMail()
  const amara = await account(h)
  await change(amara, amara.email)
  const links = await mailed(h, 'CONFIRM')
  await refused(confirm(h, links[0]!.secret), 'NOT_FOUND')
  assert.deepEqual(await confirm(h, links[1]!.secret), { email: amara.email })
})

test('changeEmail: NO_MAIL where none is sent; INVALID with a wrong password; at most five an hour of a client’s address', async () => {
  await using without = await makeHarness()
  await refused(change(await account(without), 'new@example.org'), 'NO_MAIL')
  await using h = await withMail()
  const amara = await account(h)
  await refused(amara.run('changeEmail', { body: { email: 'new@example.org', password: 'a guess' } }), 'INVALID')
  // The registration was the first of the hour.
  for (let n = 0; n < 4; n++) await change(amara, `new${n}@example.org`)
  await refused(change(amara, 'fifth@example.org'), 'RATE_LIMITED')
})

test('changeEmail: a change that is under way ends with a reset, with another password and when the account is disabled', async () => {
  await using h = await withMail()
  const ends: Readonly<Record<string, (seat: Awaited<ReturnType<typeof account>>) => Promise<unknown>>> = {
    confirmReset: async ({ email }) => {
      await h.nobody.run('askReset', { body: { email } })
      await h.nobody.run('confirmReset', { body: { secret: (await mailed(h, 'RESET')).at(-1)!.secret, password: 'nine blue chairs' } })
    },
    changePassword: (seat) => seat.run('changePassword', { body: { current: PASSWORD, next: 'nine blue chairs' } }),
    disableAccount: async ({ email }) => {
      await disableAccount(h.system, email)
      await enableAccount(h.system, email)
    },
  }
  for (const [name, end] of Object.entries(ends)) {
    h.pass(3_600_000)
    const amara = await account(h)
    await change(amara, `${name}@example.org`)
    await end(amara)
    await refused(confirm(h, (await mailed(h, 'EMAIL')).at(-1)!.secret), 'NOT_FOUND')
    assert.equal((await h.store.get('users', amara.person.userId))?.email, amara.email, name)
  }
})
