import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness } from '../test/harness.ts'

test('logout: revokes this login and no other; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const patient = await h.patient()
  const other = await h.patient()
  assert.deepEqual(await patient.run('logout'), { ok: true })
  assert.deepEqual(await patient.run('logout'), { ok: true })
  assert.equal((await h.store.get('logins', patient.person.loginId))?.status, 'REVOKED')
  assert.equal((await h.store.get('logins', other.person.loginId))?.status, 'OPEN')
  assert.deepEqual(h.announced(), ['logins.logout'])
  const rows = await h.store.find('audit_logs', {}, { by: 'id', order: 'asc', limit: 10 })
  assert.deepEqual(
    rows.map((row) => [row.actionType, row.actorUserId]),
    [['USER_LOGGED_OUT', patient.person.userId]],
  )
})

test('logout: a login that has been pruned is no error', async () => {
  await using h = await makeHarness()
  const patient = await h.patient()
  h.pass(3_600_000 * 24 * 365)
  await h.sweep()
  assert.equal(await h.store.get('logins', patient.person.loginId), null)
  assert.deepEqual(await patient.run('logout'), { ok: true })
})
