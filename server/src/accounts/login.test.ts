import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PASSWORD_MAX_BYTES, type Input } from '@medconsult/contract'
import { update } from '../store/store.ts'
import type { RequestFacts } from '../core/use-case.ts'
import { makeHarness, refused, type Harness } from '../test/harness.ts'

const password = 'correct horse battery'
async function registered(h: Harness) {
  const { reply } = await h.nobody.run('register', { body: { email: 'ada@example.org', password, name: 'Ada', role: 'PATIENT' } })
  h.announced()
  return reply.user
}
const login = (h: Harness, email: string, given: string) => h.nobody.run('login', { body: { email, password: given } })

test('login: the right password signs in, with the e-mail address in any case, and creates a new login each time', async () => {
  await using h = await makeHarness()
  const user = await registered(h)
  const first = await login(h, 'ada@example.org', password)
  const second = await login(h, 'ADA@Example.org', password)
  assert.deepEqual(first.user, user)
  assert.notEqual(h.tokens.verifyToken(first.token, h.now())?.loginId, h.tokens.verifyToken(second.token, h.now())?.loginId)
  assert.deepEqual(h.announced(), ['logins.login', 'users', 'logins.login', 'users'])
})

test('login: a wrong password and an unknown e-mail address are refused identically', async () => {
  await using h = await makeHarness()
  await registered(h)
  const wrong = await refused(login(h, 'ada@example.org', 'wrong horse'), 'BAD_CREDENTIALS')
  const unknown = await refused(login(h, 'eve@example.org', password), 'BAD_CREDENTIALS')
  assert.deepEqual(wrong.message, unknown.message)
  assert.equal(wrong.retryAfterSeconds, unknown.retryAfterSeconds)
  assert.deepEqual(h.announced(), [])
})

test('login: a password that matches only in its first 72 bytes is wrong', async () => {
  await using h = await makeHarness()
  const long = 'correct horse '.repeat(6).slice(0, 72)
  await h.nobody.run('register', { body: { email: 'ada@example.org', password: long, name: 'Ada', role: 'PATIENT' } })
  await refused(login(h, 'ada@example.org', `${long}y`), 'BAD_CREDENTIALS')
  await login(h, 'ada@example.org', long)
})

test('login: repeated failures delay the next attempt; the right password is accepted after the wait', async () => {
  await using h = await makeHarness()
  await registered(h)
  for (let i = 0; i < 5; i++) await refused(login(h, 'ada@example.org', 'wrong horse'), 'BAD_CREDENTIALS')
  const refusal = await refused(login(h, 'ada@example.org', password), 'RATE_LIMITED')
  assert.equal(refusal.retryAfterSeconds, 1)
  h.pass(1000)
  await login(h, 'ada@example.org', password)
})

test('login: an e-mail address with blanks, invisible characters or its domain in Punycode is the same account', async () => {
  await using h = await makeHarness()
  await h.nobody.run('register', { body: { email: 'ada@xn--bcher-kva.example', password, name: 'Ada', role: 'PATIENT' } })
  for (const typed of [' Ada@Bücher.example\u00a0', '\u200bada@xn--bcher-kva.EXAMPLE', 'ada@BÜCHER.example'])
    await login(h, typed, password)
})

test('login: a password is the same in every Unicode form', async () => {
  await using h = await makeHarness()
  await h.nobody.run('register', { body: { email: 'ada@example.org', password: 'caf\u00e9 fi \u00e5 1', name: 'Ada', role: 'PATIENT' } })
  for (const typed of ['cafe\u0301 fi a\u030a 1', 'caf\u00e9 \ufb01 \u212b 1'.replace('\u212b', '\u00e5'), 'ｃafé fi å １'])
    await login(h, 'ada@example.org', typed)
})

/** An account created by an earlier version, with a hash of the password as typed. */
async function earlier(h: Harness, typed: string): Promise<() => Promise<{ hash: string | null; of: string }>> {
  const { id } = await registered(h)
  const read = async () => (await h.store.get('users', id))!
  const passwordHash = await h.services.hashPassword(typed, 'here')
  assert(await h.store.commit([update('users', await read(), { passwordHash, passwordHashOf: 'TYPED' })]))
  return async () => {
    const { passwordHash: hash, passwordHashOf: of } = await read()
    return { hash, of }
  }
}

test('login: an earlier version’s hash is compared with the password as typed, and replaced at that sign-in', async () => {
  await using h = await makeHarness()
  const typed = 'cafe\u0301 au lait'
  const stored = await earlier(h, typed)
  const before = await stored()
  await refused(login(h, 'ada@example.org', typed.normalize('NFC')), 'BAD_CREDENTIALS')
  assert.deepEqual(await stored(), before)
  await login(h, 'ada@example.org', typed)
  const after = await stored()
  assert.equal(after.of, 'FORM')
  assert.notEqual(after.hash, before.hash)
  for (const same of [typed, typed.normalize('NFC')]) await login(h, 'ada@example.org', same)
  assert.deepEqual(await stored(), after)
})

test('login: if the password has only one form just the flag of an earlier hash changes; one too long in that form stays', async () => {
  await using h = await makeHarness()
  const stored = await earlier(h, 'horse battery')
  const { hash } = await stored()
  await login(h, 'ada@example.org', 'horse battery')
  assert.deepEqual(await stored(), { hash, of: 'FORM' })

  await using other = await makeHarness()
  const ligature = '\ufdfa'.repeat(8)
  assert(Buffer.byteLength(ligature.normalize('NFKC')) > PASSWORD_MAX_BYTES)
  const kept = await earlier(other, ligature)
  const before = await kept()
  for (let n = 0; n < 2; n++) await login(other, 'ada@example.org', ligature)
  assert.deepEqual(await kept(), before)
})

describe('login: beyond the limit of an address', () => {
  const at = (h: Harness, request: Partial<RequestFacts>) => h.as(null, { request })
  const ada = { email: 'ada@example.org', password, name: 'Ada', role: 'PATIENT' } as const
  const ben = { ...ada, email: 'ben@example.org' }
  /** Sixty failed sign-ins from an address, for accounts that do not exist. */
  const flood = async (h: Harness, address: string) => {
    for (let n = 0; n < 60; n++) {
      const body: Input<'login'>['body'] = { email: `nobody${n}@example.org`, password: 'a guess' }
      await refused(at(h, { address }).run('login', { body }), 'BAD_CREDENTIALS')
    }
  }

  test('an account known at the address or in the browser signs in, and others have to wait', async () => {
    await using h = await makeHarness()
    await at(h, { address: 'clinic' }).run('register', { body: ada })
    await at(h, { address: 'home', browser: 'a browser' }).run('register', { body: ben })
    await flood(h, 'clinic')
    await flood(h, 'train')
    await at(h, { address: 'clinic' }).run('login', { body: ada })
    await refused(at(h, { address: 'clinic' }).run('login', { body: ben }), 'RATE_LIMITED')
    await refused(at(h, { address: 'train', browser: 'another browser' }).run('login', { body: ben }), 'RATE_LIMITED')
    await at(h, { address: 'train', browser: 'a browser' }).run('login', { body: ben })
    await refused(at(h, { address: 'train', browser: 'a browser' }).run('login', { body: ada }), 'RATE_LIMITED')
  })

  test('a place stays known for 90 days after the last sign-in, and is not readable from the store', async () => {
    await using h = await makeHarness()
    const day = 86_400_000
    const here = at(h, { address: 'clinic', browser: 'a browser' })
    await here.run('register', { body: ada })
    h.pass(60 * day)
    await here.run('login', { body: ada })
    h.pass(89 * day)
    await flood(h, 'clinic')
    await here.run('login', { body: ada })
    h.pass(91 * day)
    await flood(h, 'clinic')
    await refused(here.run('login', { body: ada }), 'RATE_LIMITED')
    await h.sweep()
    const rows = await h.store.find('known_places', { at: { gte: '' } })
    assert.deepEqual(rows, [])
    h.pass(60_000)
    await here.run('login', { body: ada })
    const kept = await h.store.find('known_places', { at: { gte: '' } })
    assert.equal(kept.length, 2)
    assert(!/ada|clinic|browser/.test(JSON.stringify(kept)))
  })
})
