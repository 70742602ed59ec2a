import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../core/use-case.ts'
import { makeHarness, refused, type Harness } from '../test/harness.ts'
import { makeRenewLogin } from './renew-login.ts'

const renewLogin = (h: Harness, actor: Person) => makeRenewLogin(h.tokens.issueToken)({ ...h.system, actor })

test('renewLogin: issues a token with a later expiry for the same login, without an audit row', async () => {
  await using h = await makeHarness()
  const patient = await h.patient()
  h.pass(3_600_000 * 13)
  const fresh = await renewLogin(h, patient.person)
  assert(fresh !== null)
  assert.equal(h.tokens.verifyToken(fresh.token, h.now())?.loginId, patient.person.loginId)
  assert.equal(fresh.expiresAt, '2026-03-03T22:00:00.000Z')
  assert.equal((await h.store.get('logins', patient.person.loginId))?.expiresAt, fresh.expiresAt)
  assert.deepEqual(await h.store.find('audit_logs', {}, { by: 'id', order: 'asc', limit: 10 }), [])
})

test('renewLogin: renews for 30 days, then the login expires', async () => {
  await using h = await makeHarness()
  const patient = await h.patient()
  const days = (count: number): void => h.pass(86_400_000 * count)
  days(30)
  assert.notEqual(await renewLogin(h, patient.person), null)
  days(1)
  const { expiresAt } = (await h.store.get('logins', patient.person.loginId))!
  assert.equal(await renewLogin(h, patient.person), null)
  assert.equal((await h.store.get('logins', patient.person.loginId))?.expiresAt, expiresAt)
})

test('renewLogin: a revoked login is not renewed', async () => {
  await using h = await makeHarness()
  const patient = await h.patient()
  await patient.run('logout')
  await refused(renewLogin(h, patient.person), 'UNAUTHENTICATED')
})
