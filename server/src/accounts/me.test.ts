import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused } from '../test/harness.ts'

test('me: returns the person and the login, without the hash', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor('Dr. Ada Weber')
  const user = await doctor.run('me')
  assert.equal(user.id, doctor.person.userId)
  assert.equal(user.name, 'Dr. Ada Weber')
  assert.deepEqual(Object.keys(user).toSorted(), [
    'createdAt',
    'email',
    'emailConfirmed',
    'id',
    'idleMinutes',
    'kind',
    'language',
    'loginId',
    'name',
    'phone',
    'role',
  ])
  assert.equal(user.loginId, doctor.person.loginId)
})

test('me: UNAUTHENTICATED without a login', async () => {
  await using h = await makeHarness()
  await refused(h.nobody.run('me'), 'UNAUTHENTICATED')
})
