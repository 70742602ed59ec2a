import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, auditRows, signIn } from '../../test/accounts.ts'
import { makeHarness, refused } from '../../test/harness.ts'
import { approveDoctor } from '../approve-doctor.ts'
import { disableAccount, enableAccount } from './disable-account.ts'

test('enableAccount: gives back what was taken: a doctor who had not been approved awaits approval again', async () => {
  await using h = await makeHarness({ request: { openRegistration: false } })
  const doctor = await account(h, 'DOCTOR')
  const status = async () => (await h.store.get('users', doctor.person.userId))!.status
  for (let n = 0; n < 2; n++) await disableAccount(h.system, doctor.email)
  await refused(approveDoctor(h.system, doctor.email, null), 'WRONG_STATE')
  for (let n = 0; n < 2; n++) assert.equal((await enableAccount(h.system, doctor.email)).awaitsApproval, true)
  assert.equal(await status(), 'AWAITING_APPROVAL')
  await approveDoctor(h.system, doctor.email, null)
  await disableAccount(h.system, doctor.email)
  for (let n = 0; n < 2; n++) assert.equal((await enableAccount(h.system, doctor.email)).awaitsApproval, false)
  assert.equal(await status(), 'ACTIVE')
  assert.deepEqual(
    (await auditRows(h)).filter((row) => row.startsWith('DOCTOR_')),
    ['DOCTOR_DISABLED', 'DOCTOR_ENABLED', 'DOCTOR_APPROVED', 'DOCTOR_DISABLED', 'DOCTOR_ENABLED'],
  )
})

test('enableAccount: a patient signs in again', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  await disableAccount(h.system, amara.email)
  await refused(signIn(h, amara.email), 'BAD_CREDENTIALS')
  await enableAccount(h.system, amara.email)
  await signIn(h, amara.email)
})
