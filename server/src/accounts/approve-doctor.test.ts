import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Harness } from '../test/harness.ts'
import { approveDoctor } from './approve-doctor.ts'
import { listDoctors } from './list-doctors.ts'

const account = (h: Harness, email: string, role: 'DOCTOR' | 'PATIENT') =>
  h.nobody.run('register', { body: { email, password: 'correct horse battery', name: 'Ada', role } })

test('approveDoctor: approves a doctor by e-mail address in any case; a repeat is a no-op', async () => {
  await using h = await makeHarness({ request: { openRegistration: false } })
  const { reply } = await account(h, 'ada@example.org', 'DOCTOR')
  h.announced()
  assert.equal((await approveDoctor(h.system, 'Ada@Example.org', null)).account.id, reply.user.id)
  assert.equal((await h.store.get('users', reply.user.id))?.status, 'ACTIVE')
  assert.deepEqual(h.announced(), ['users.approve'])
  await approveDoctor(h.system, 'ada@example.org', null)
  assert.deepEqual(h.announced(), [])
})

test('approveDoctor: an unknown address and a patient are NOT_FOUND', async () => {
  await using h = await makeHarness()
  await account(h, 'ben@example.org', 'PATIENT')
  await refused(approveDoctor(h.system, 'ben@example.org', null), 'NOT_FOUND')
  await refused(approveDoctor(h.system, 'eve@example.org', null), 'NOT_FOUND')
})

test('listDoctors: all doctors, newest first, over several pages, without patients or hashes', async () => {
  await using h = await makeHarness()
  const ids: string[] = []
  for (let i = 0; i < 203; i++) {
    ids.push((await h.doctor()).person.userId)
    h.pass(1)
  }
  await h.patient()
  const listed: unknown[] = []
  for await (const doctor of listDoctors(h.system)) listed.push({ id: doctor.id, status: doctor.status, keys: Object.keys(doctor) })
  const keys = ['id', 'kind', 'email', 'emailConfirmed', 'name', 'role', 'language', 'phone', 'createdAt', 'status']
  assert.deepEqual(
    listed,
    ids.toReversed().map((id) => ({ id, status: 'ACTIVE', keys })),
  )
})
