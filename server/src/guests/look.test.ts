import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setClinic } from '../clinic/set-clinic.ts'
import { enter, guestBy } from '../test/guest-scenes.ts'
import { makeHarness, refused } from '../test/harness.ts'
import { disableAccount } from '../accounts/operator/disable-account.ts'
import { endDisabledPractices } from '../schedules/end-disabled-practices.ts'
import { online, upcoming, waiting } from '../test/scenes.ts'

test('lookAtPractice: the open practice with its queue, what is asked, and who else is open', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  await waiting(h, id)
  const { joinCode } = await doctor.run('getJoinCode')
  const [colleague, byInvitation] = [await h.doctor('Dr. Colleague'), await h.doctor('Dr. Invited')]
  const silent = await h.doctor('Dr. Never Opened The Dialog')
  for (const it of [colleague, byInvitation, silent]) await online(h, it)
  const { code } = (await h.store.get('join_codes', silent.person.userId))!
  const other = await colleague.run('getJoinCode')
  await byInvitation.run('setJoinBy', { body: { joinBy: 'INVITED' } })
  await setClinic(h.system, { asks: { phone: 'REQUIRED', place: 'NO', birthDate: 'ASKED' }, texts: { consent: { en: 'You agree.' } } })
  h.announced()
  assert.deepEqual(await h.nobody.run('lookAtPractice', { params: { joinCode } }), {
    doctorName: 'Dr. Ada Weber',
    schedule: { id, status: 'ONLINE', date: '2026-03-02', startTime: '09:00', endTime: '12:00' },
    nextOpening: null,
    inQueue: 1,
    wait: null,
    joinBy: 'ANYONE',
    asks: { phone: 'REQUIRED', place: 'NO', birthDate: 'ASKED' },
    open: [
      { joinCode: other.joinCode, doctorName: 'Dr. Colleague', inQueue: 0 },
      { joinCode: code, doctorName: 'Dr. Never Opened The Dialog', inQueue: 0 },
    ],
    consent: { version: 1, language: 'en', text: 'You agree.' },
  })
  assert.deepEqual(h.announced(), [], 'looking changes nothing')
})

test('lookAtPractice: lists who is open to anyone, however many others are open before them', async () => {
  await using h = await makeHarness()
  const { doctor } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  for (let n = 0; n < 21; n++) {
    const closed = await h.doctor(`Dr. ${n}`)
    await closed.run('setJoinBy', { body: { joinBy: 'INVITED' } })
    await online(h, closed)
  }
  for (let n = 0; n < 21; n++) await online(h, await h.doctor(`Dr. Open ${n}`))
  const { open } = await h.nobody.run('lookAtPractice', { params: { joinCode } })
  assert.deepEqual([open.length, open[0]?.doctorName], [20, 'Dr. Open 0'])
})

test('lookAtPractice: closed today: when it opens next; nothing planned: neither', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const { joinCode } = await doctor.run('getJoinCode')
  const look = () => h.nobody.run('lookAtPractice', { params: { joinCode } })
  const nothing = await look()
  assert.deepEqual([nothing.schedule, nothing.nextOpening, nothing.inQueue], [null, null, 0])
  await doctor.run('createSchedule', { body: { date: '2026-03-03', startTime: '14:00', endTime: '15:00' } })
  await doctor.run('createSchedule', { body: { date: '2026-03-03', startTime: '09:00', endTime: '12:00' } })
  const tomorrow = await look()
  assert.deepEqual([tomorrow.schedule, tomorrow.nextOpening], [null, { date: '2026-03-03', startTime: '09:00' }])
  await upcoming(h, doctor)
  const today = await look()
  assert.deepEqual([today.schedule?.status, today.nextOpening, today.inQueue], ['UPCOMING', null, 0])
})

test('lookAtLink: whose link it is and whether it is in use; looking uses nothing up', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'W. Brandt' } })
  h.announced()
  const look = (secret: string) => h.nobody.run('lookAtLink', { body: { secret } })
  const fresh = await look(link.secret)
  assert.deepEqual([fresh.name, fresh.isInUse, fresh.schedule?.id, fresh.doctorName], ['W. Brandt', false, id, 'Dr. Ada Weber'])
  assert.deepEqual(h.announced(), [])
  await enter(h, { secret: link.secret, name: 'Walter Brandt' })
  const used = await look(link.secret)
  assert.deepEqual([used.name, used.isInUse], ['Walter Brandt', true])
  const { secret } = await guestBy(h, doctor)
  assert.deepEqual([(await look(secret)).name, (await look(secret)).isInUse], ['Gina Guest', true])
})

test('D3, D7: a code that is unknown, renewed or of a disabled doctor opens nothing, and nobody is told why', async () => {
  await using h = await makeHarness()
  const { doctor } = await online(h)
  const { joinCode: old } = await doctor.run('getJoinCode')
  const { joinCode } = await doctor.run('renewJoinCode')
  for (const it of [old, 'ZZZZZZZZZZ', '', 'look', '🙂', `${joinCode}0`]) {
    await refused(h.nobody.run('lookAtPractice', { params: { joinCode: it } }), 'NOT_FOUND')
    await refused(enter(h, { joinCode: it, name: 'Gina' }), 'NOT_FOUND')
  }
  assert((await enter(h, { joinCode, name: 'Gina' })).created)
  const row = (await h.store.get('users', doctor.person.userId))!
  const disabled = { ...row, status: 'DISABLED', version: row.version + 1 } as const
  assert(await h.store.commit([{ kind: 'update', table: 'users', before: row, after: disabled }]))
  await refused(h.nobody.run('lookAtPractice', { params: { joinCode } }), 'NOT_FOUND')
  await refused(enter(h, { joinCode, name: 'Gina' }), 'NOT_FOUND')
})

test('D3: a personal link to a disabled doctor’s plan opens nothing, at once; the plan is cancelled, and no patient sees it', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  const patient = await h.patient()
  assert.equal((await patient.run('browseSchedules')).length, 1)
  const { email } = (await h.store.get('users', doctor.person.userId))!
  await disableAccount(h.system, email!)
  await refused(h.nobody.run('lookAtLink', { body: { secret: link.secret } }), 'NOT_FOUND')
  await refused(enter(h, { secret: link.secret, name: 'Walter' }), 'NOT_FOUND')
  await endDisabledPractices(h.system, doctor.person.userId)
  await endDisabledPractices(h.system, doctor.person.userId)
  assert.equal((await h.store.get('schedules', id))?.status, 'CANCELLED')
  assert.equal((await patient.run('browseSchedules')).length, 0)
  const { actorUserId, actionType } = (await h.audit(id)).at(-1)!
  assert.deepEqual([actorUserId, actionType], [null, 'SCHEDULE_CANCELLED'])
})
