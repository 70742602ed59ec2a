import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account, auditRows, mailed, MAIL, PASSWORD, signIn } from '../../test/accounts.ts'
import { makeHarness, refused } from '../../test/harness.ts'
import { interrupt } from '../../test/races/interrupt.ts'
import { online } from '../../test/scenes.ts'
import type { Store } from '../../store/store.ts'

const body = { password: PASSWORD }

test('closeAccount: forgets address, hash, name and telephone number, ends every login, and the address is free again', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  const other = await signIn(h, amara.email)
  await amara.run('changeMe', { body: { phone: '+41795550118' } })
  const { errors } = await refused(amara.run('closeAccount', { body: { password: 'a guess' } }), 'INVALID')
  assert.equal(errors?.[0]?.code, 'PASSWORD_WRONG')
  await amara.run('closeAccount', { body })
  const { status, email, name, passwordHash, phone, emailConfirmedAt } = (await h.store.get('users', amara.person.userId))!
  assert.deepEqual([status, email, name, passwordHash, phone, emailConfirmedAt], ['CLOSED', null, '', null, null, null])
  for (const seat of [amara, other]) assert.equal((await h.store.get('logins', seat.person.loginId))?.status, 'REVOKED')
  await refused(signIn(h, amara.email), 'BAD_CREDENTIALS')
  assert.deepEqual((await auditRows(h)).slice(-3), ['ACCOUNT_CLOSED', 'LOGIN_ENDED', 'LOGIN_ENDED'])
  await account(h, 'PATIENT', amara.email)
})

test('closeAccount: ACCOUNT_IN_USE with a place in a queue or during an open practice, until it is left or ended', async () => {
  await using h = await makeHarness()
  const [amara, doctor] = [await account(h), await account(h, 'DOCTOR')]
  const { id } = (await doctor.run('createSchedule', { body: { date: '2026-03-02', startTime: '09:00', endTime: '12:00' } })).reply
  await doctor.run('startPractice', { params: { id } })
  await amara.run('joinQueue', { params: { id } })
  await refused(amara.run('closeAccount', { body }), 'ACCOUNT_IN_USE')
  await refused(doctor.run('closeAccount', { body }), 'ACCOUNT_IN_USE')
  await amara.run('leaveQueue', { params: { id } })
  await amara.run('closeAccount', { body })
  await doctor.run('endPractice', { params: { id } })
  await doctor.run('closeAccount', { body })
  assert.equal((await h.store.get('users', doctor.person.userId))?.status, 'CLOSED')
})

test('closeAccount: ACCOUNT_IN_USE while the doctor is calling', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  const { doctor, id } = await online(h)
  await amara.run('joinQueue', { params: { id } })
  await amara.run('toggleReady', { params: { id } })
  await doctor.run('startCall', { params: { id }, body: { patientId: amara.person.userId } })
  await refused(amara.run('closeAccount', { body }), 'ACCOUNT_IN_USE')
})

test('closeAccount: what a doctor has planned is cancelled', async () => {
  await using h = await makeHarness()
  const doctor = await account(h, 'DOCTOR')
  const { id } = (await doctor.run('createSchedule', { body: { date: '2026-03-03', startTime: '09:00', endTime: '12:00' } })).reply
  // A process that dies after its commit leaves nothing undone.
  const dies = { store: diesAfterCommit(h.store) }
  await assert.rejects(h.as(doctor.person, { ctx: dies }).run('closeAccount', { body }), /died/)
  assert.equal((await h.store.get('users', doctor.person.userId))?.status, 'CLOSED')
  assert.equal((await h.store.get('schedules', id))?.status, 'CANCELLED')
  assert((await auditRows(h)).includes('SCHEDULE_CANCELLED'))
})

const diesAfterCommit = (store: Store): Store => ({
  ...store,
  commit: async (changes) => {
    await store.commit(changes)
    throw new Error('died')
  },
})

test('closeAccount: nothing can be planned for a closed account, in any order of the two', async () => {
  for (let operations = 0, interrupted = true; interrupted; operations++) {
    await using h = await makeHarness()
    const doctor = await account(h, 'DOCTOR')
    const plan = { body: { date: '2026-03-03', startTime: '09:00', endTime: '12:00' } }
    interrupted = await interrupt(
      h.store,
      (store) => h.apart(doctor.person, store).run('closeAccount', { body }),
      (store) => h.apart(doctor.person, store).run('createSchedule', plan),
      operations,
    )
    const plans = await h.store.find('schedules', { doctorId: doctor.person.userId })
    assert(
      plans.every(({ status }) => status === 'CANCELLED'),
      `after ${operations} operations`,
    )
  }
})

test('closeAccount: no link that was sent before opens anything', async () => {
  await using h = await makeHarness({ channels: MAIL })
  const amara = await account(h)
  await h.nobody.run('askReset', { body: { email: amara.email } })
  const [reset, confirm] = [await mailed(h, 'RESET'), await mailed(h, 'CONFIRM')]
  await amara.run('closeAccount', { body })
  await refused(h.nobody.run('confirmReset', { body: { secret: reset[0]!.secret, password: 'nine blue chairs' } }), 'NOT_FOUND')
  await refused(h.nobody.run('confirmEmail', { body: { secret: confirm[0]!.secret } }), 'NOT_FOUND')
})
