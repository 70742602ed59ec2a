import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approveDoctor } from '../accounts/approve-doctor.ts'
import { setClinic } from '../clinic/set-clinic.ts'
import { update } from '../store/store.ts'
import { makeHarness, type Harness } from '../test/harness.ts'
import { upcoming } from '../test/scenes.ts'

const channels = { mail: true, sms: false, push: null }
const languages = async (h: Harness) =>
  (await h.store.find('notices', { status: 'DUE' })).map(({ kind, language }) => `${kind} ${language}`).toSorted()

test('a notice to whom no language is known of is in the clinic’s first, whatever causes it', async () => {
  await using h = await makeHarness({ channels })
  await setClinic(h.system, { languages: ['de', 'fr'] })
  const { doctor, id } = await upcoming(h)
  await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter', email: 'walter@example.org' } })
  await doctor.run('cancelSchedule', { params: { id } })
  assert.deepEqual(await languages(h), ['CANCELLED de', 'LINK de'])
})

test('a request’s language is one that the clinic offers', async () => {
  await using h = await makeHarness({ channels, request: { languages: ['en', 'fr'], openRegistration: false } })
  await setClinic(h.system, { languages: ['de', 'fr'] })
  const body = { email: 'ada@example.org', password: 'correct horse battery', name: 'Ada', role: 'DOCTOR' } as const
  const { reply } = await h.nobody.run('register', { body })
  assert.equal(reply.user.language, 'fr')
  const { doctor } = await upcoming(h)
  const { joinCode } = await doctor.run('getJoinCode')
  await h.nobody.run('tellMe', { params: { joinCode }, body: { email: 'ida@example.org' } })
  assert.deepEqual(
    (await h.store.find('tell_me', { doctorId: doctor.person.userId })).map(({ language }) => language),
    ['fr'],
  )
})

test('approveDoctor: the link to confirm the address is in the clinic’s first language where the doctor has chosen none', async () => {
  await using h = await makeHarness({ channels })
  await setClinic(h.system, { languages: ['de'] })
  const user = await h.store.get('users', (await h.doctor()).person.userId)
  assert(user !== null && (await h.store.commit([update('users', user, { status: 'AWAITING_APPROVAL' })])))
  await approveDoctor(h.system, user.email!, h.services)
  assert.deepEqual(await languages(h), ['CONFIRM de'])
})
