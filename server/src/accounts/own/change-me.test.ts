import assert from 'node:assert/strict'
import { test } from 'node:test'
import { account } from '../../test/accounts.ts'
import { setClinic } from '../../clinic/set-clinic.ts'
import { makeHarness, refused } from '../../test/harness.ts'

test('changeMe: name, language and telephone number; what is absent stays, null is forgotten, a repeat changes nothing', async () => {
  await using h = await makeHarness({ settings: { clinicPhone: '+41 44 123 45 67' } })
  const amara = await account(h)
  const changed = await amara.run('changeMe', { body: { name: 'Amara Obi', language: 'fr', phone: '079 555 01 18' } })
  assert.deepEqual([changed.name, changed.language, changed.phone], ['Amara Obi', 'fr', '+41795550118'])
  h.announced()
  await amara.run('changeMe', { body: { phone: '+41 79 555 01 18' } })
  assert.deepEqual(h.announced(), [])
  const { name, language, phone } = await amara.run('me')
  assert.deepEqual([name, language, phone], ['Amara Obi', 'fr', '+41795550118'])
  assert.equal((await amara.run('changeMe', { body: { phone: null } })).phone, null)
})

test('changeMe: a number is of the country of the clinic’s own telephone, as the operator has set it', async () => {
  await using h = await makeHarness({ settings: { clinicPhone: '+41 44 123 45 67' } })
  const amara = await account(h)
  await setClinic(h.system, { phone: '+49 30 901820' })
  assert.equal((await amara.run('changeMe', { body: { phone: '0151 23456789' } })).phone, '+4915123456789')
})

test('changeMe: a number that is none, or without a country where the clinic names none, is refused in its field', async () => {
  await using h = await makeHarness()
  const amara = await account(h)
  for (const phone of ['tomorrow', '079 555 01 18', '+41 79', '+41 79 555 01 18 ext. 5', '']) {
    const { errors } = await refused(amara.run('changeMe', { body: { phone } }), 'INVALID')
    assert.deepEqual(
      errors?.map(({ path, code }) => [path, code]),
      [['phone', 'PHONE_INVALID']],
      phone,
    )
  }
})

test('changeMe: a doctor’s new name stands in the practices planned from then on', async () => {
  await using h = await makeHarness()
  const doctor = await account(h, 'DOCTOR')
  const plan = async (date: string) => {
    const { name } = await doctor.run('me')
    const seat = h.as({ ...doctor.person, name })
    return (await seat.run('createSchedule', { body: { date, startTime: '09:00', endTime: '12:00' } })).reply.id
  }
  const before = await plan('2026-03-03')
  await doctor.run('changeMe', { body: { name: 'Dr. Amara Obi' } })
  const after = await plan('2026-03-04')
  assert.equal((await h.store.get('schedules', before))?.doctorName, 'Amara Okafor')
  assert.equal((await h.store.get('schedules', after))?.doctorName, 'Dr. Amara Obi')
})
