import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, signIn, signedIn, PASSWORD } from '../../test/accounts.ts'
import { makeHarness, refused } from '../../test/harness.ts'

const firefox = { browser: 'FIREFOX', system: 'LINUX' } as const

test('listLogins: the open ones with their devices, this one first, then the last used first', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  h.pass(60_000)
  const elsewhere = h.as(null, { request: { device: firefox, browser: 'a browser' } })
  const other = await signedIn(h, (await elsewhere.run('login', { body: { email: amara.email, password: PASSWORD } })).token)
  h.pass(60_000)
  const ended = await signIn(h, amara.email)
  await ended.run('logout')
  assert.deepEqual(await amara.run('listLogins'), [
    {
      id: amara.person.loginId,
      device: null,
      createdAt: '2026-03-02T09:00:00.000Z',
      lastUsedAt: '2026-03-02T09:00:00.000Z',
      current: true,
    },
    {
      id: other.person.loginId,
      device: firefox,
      createdAt: '2026-03-02T09:01:00.000Z',
      lastUsedAt: '2026-03-02T09:01:00.000Z',
      current: false,
    },
  ])
  h.pass(120_000)
  await other.run('noteActive')
  assert.equal((await other.run('listLogins'))[0]?.lastUsedAt, '2026-03-02T09:04:00.000Z')
})

test('endLogin: one’s own, everywhere; a repeat is a no-op; anybody else’s is NOT_FOUND', async () => {
  await using h = await makeHarness()
  const [amara, ben] = [await account(h), await account(h)]
  const other = await signIn(h, amara.email)
  h.announced()
  const params = { id: other.person.loginId }
  await refused(ben.run('endLogin', { params }), 'NOT_FOUND')
  for (let n = 0; n < 2; n++) await amara.run('endLogin', { params })
  assert.deepEqual(h.announced(), ['logins.end'])
  assert.equal((await h.store.get('logins', other.person.loginId))?.status, 'REVOKED')
})

test('noteActive: notes the time at most once a minute', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  h.announced()
  await amara.run('noteActive')
  assert.deepEqual(h.announced(), [])
  h.pass(60_000)
  await amara.run('noteActive')
  await amara.run('noteActive')
  assert.deepEqual(h.announced(), ['logins'])
})
