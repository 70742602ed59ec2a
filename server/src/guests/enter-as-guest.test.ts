import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EnteredAsGuest, GuestEntry } from '@medconsult/contract'
import { insert, update } from '../store/store.ts'
import { enter, guestBy, guestOf } from '../test/guest-scenes.ts'
import { makeHarness, refused, type Harness } from '../test/harness.ts'
import { online, upcoming, waiting } from '../test/scenes.ts'

const HOUR = 3_600_000

/** Whether the login of a token is still open. */
async function isOpen(h: Harness, { token }: EnteredAsGuest): Promise<boolean> {
  const { loginId } = h.tokens.verifyToken(token, h.now())!
  return (await h.store.get('logins', loginId))?.status === 'OPEN'
}

const faults = async (h: Harness, body: GuestEntry) =>
  (await refused(enter(h, body), 'INVALID')).errors?.map(({ path, code }) => `${path} ${code}`)

test('enterAsGuest: by a practice link: a guest of the open practice, signed in, with a way back', async () => {
  await using h = await makeHarness({ settings: { clinicPhone: '+41 44 123 45 67' } })
  const { doctor, id } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  h.announced()
  const told = {
    phone: '044 987 65 43',
    place: ' Lake Street 4 ',
    birthDate: '1948-05-17',
    language: 'de',
    email: 'w@example.org',
  } as const
  const { created, reply } = await enter(h, { joinCode: ` ${joinCode.toLowerCase()} `, name: 'Walter Brandt', ...told })
  assert(created)
  assert.deepEqual([reply.scheduleId, reply.user.kind, reply.user.email], [id, 'GUEST', null])
  const user = (await h.store.get('users', reply.user.id))!
  assert.deepEqual(
    [user.scheduleId, user.doctorId, user.hasJoined, user.phone, user.place, user.birthDate, user.language],
    // The clinic does not ask for the date of birth: it is not kept.
    [id, doctor.person.userId, false, '+41449876543', 'Lake Street 4', null, 'de'],
  )
  assert.deepEqual(h.announced().toSorted(), ['guest_links.makeOwn', 'logins.login', 'users.joinAsGuest'])
  const [joined] = (await h.audit(id)).filter(({ actionType }) => actionType === 'GUEST_JOINED')
  assert.deepEqual([joined?.actorUserId, joined?.patientId], [user.id, user.id])

  const back = await enter(h, { secret: reply.secret! })
  assert.equal(back.created, false)
  assert.deepEqual([back.reply.user.id, back.reply.scheduleId, back.reply.secret], [user.id, id, undefined])
  assert.deepEqual([await isOpen(h, reply), await isOpen(h, back.reply)], [false, true])
})

test('enterAsGuest: a guest joins the queue, and the doctor sees what they told', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const link = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'W. Brandt', phone: '+41 44 123 45 67' } })
  const { reply } = await enter(h, { secret: link.reply.secret, name: 'Walter Brandt', place: 'Thun' })
  await waiting(h, id, await guestOf(h, reply))
  const [entry] = await doctor.run('viewQueue', { params: { id } })
  assert.equal(entry?.patientName, 'Walter Brandt')
  assert.deepEqual(entry.about, { phone: '+41441234567', place: 'Thun', birthDate: null, invitedAs: 'W. Brandt' })
  assert.equal((await h.store.get('users', reply.user.id))?.hasJoined, true)
})

test('enterAsGuest: a personal link is one person’s: used again, under any name, it signs in the same', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter Brandt', language: 'fr' } })
  assert.deepEqual(await faults(h, { secret: link.secret }), ['name NAME_MISSING'])
  const first = await enter(h, { secret: link.secret, name: 'Walter' })
  const second = await enter(h, { secret: link.secret, name: 'Somebody Else', place: 'Elsewhere' })
  assert.deepEqual([first.created, second.created], [true, false])
  assert.equal(second.reply.user.id, first.reply.user.id)
  const user = (await h.store.get('users', first.reply.user.id))!
  assert.deepEqual([user.name, user.place, user.language], ['Walter', null, 'fr'])
  assert.deepEqual([await isOpen(h, first.reply), await isOpen(h, second.reply)], [false, true])
  assert((await h.store.find('users', { doctorId: doctor.person.userId, hasJoined: false })).length === 1)
  const [shown] = await doctor.run('listGuestLinks', { params: { id } })
  assert.deepEqual([shown?.status, shown?.patientId], ['USED', user.id])
})

test('enterAsGuest: which practice a practice link opens: the open one, else today’s next, else none', async () => {
  await using h = await makeHarness({ now: '2026-03-02T08:00:00.000Z' })
  const doctor = await h.doctor()
  const { joinCode } = await doctor.run('getJoinCode')
  const body = { joinCode, name: 'Gina' }
  await refused(enter(h, body), 'PRACTICE_CLOSED')
  const plan = async (date: string, startTime: string, endTime: string) =>
    (await doctor.run('createSchedule', { body: { date, startTime, endTime } })).reply.id
  await plan('2026-03-03', '09:00', '12:00')
  await refused(enter(h, body), 'PRACTICE_CLOSED')
  const [afternoon, morning] = [await plan('2026-03-02', '14:00', '16:00'), await plan('2026-03-02', '09:00', '12:00')]
  assert.equal((await enter(h, body)).reply.scheduleId, morning)
  h.pass(5 * HOUR)
  assert.equal((await enter(h, body)).reply.scheduleId, afternoon, 'the morning was never opened and is over')
  await doctor.run('startPractice', { params: { id: morning } })
  assert.equal((await enter(h, body)).reply.scheduleId, morning, 'open')
})

test('enterAsGuest: who may use a practice link is the doctor’s to say; personal links stay', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  const body = { joinCode, name: 'Gina' }
  await doctor.run('setJoinBy', { body: { joinBy: 'INVITED' } })
  await refused(enter(h, body), 'INVITED_ONLY')
  await doctor.run('setJoinBy', { body: { joinBy: 'ACCOUNT' } })
  await refused(enter(h, body), 'ACCOUNT_ONLY')
  const { reply } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  assert((await enter(h, { secret: reply.secret, name: 'Walter' })).created)
})

test('enterAsGuest: what the clinic requires, and what cannot be', async () => {
  await using h = await makeHarness()
  const { doctor } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  const asks = { phone: 'REQUIRED', place: 'REQUIRED', birthDate: 'REQUIRED' } as const
  const set = update('clinic', (await h.store.get('clinic', 'clinic'))!, { asks })
  assert(await h.store.commit([set]))
  assert.deepEqual(await faults(h, { joinCode }), [
    'name NAME_MISSING',
    'phone PHONE_MISSING',
    'place PLACE_MISSING',
    'birthDate BIRTH_DATE_MISSING',
  ])
  const wrong = { phone: '0441234567', place: 'Thun', birthDate: '2026-03-03' }
  assert.deepEqual(await faults(h, { joinCode, name: 'Gina', ...wrong }), ['phone PHONE_INVALID', 'birthDate DATE_FUTURE'])
  assert((await enter(h, { joinCode, name: 'Gina', phone: '+41441234567', place: 'Thun', birthDate: '2026-03-02' })).created)
  assert(await h.store.commit([update('clinic', set.after, { asks: { phone: 'NO', place: 'NO', birthDate: 'NO' } })]))
  assert((await enter(h, { joinCode, name: 'Gina' })).created)
})

test('enterAsGuest: the consent in force is given with coming in', async () => {
  await using h = await makeHarness()
  const { doctor } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  const clinic = (await h.store.get('clinic', 'clinic'))!
  const at = h.now().toISOString()
  const text = { kind: 'consent', textVersion: 2, texts: { en: 'I agree.', de: 'Ich stimme zu.' }, at } as const
  assert(await h.store.commit([update('clinic', clinic, { texts: { consent: 2 } }), insert('clinic_texts', { id: 'consent:2', ...text })]))
  const body = { joinCode, name: 'Gina' }
  const german = { languages: ['de'] } as const
  const { consent } = await refused(enter(h, body, german), 'CONSENT_NEEDED')
  assert.deepEqual(consent, { version: 2, language: 'de', text: 'Ich stimme zu.' })
  await refused(enter(h, { ...body, consentVersion: 1 }), 'CONSENT_NEEDED')
  const { reply } = await enter(h, { ...body, consentVersion: 2 }, german)
  const [given] = await h.store.find('consents', { userId: reply.user.id })
  assert.deepEqual([given?.textVersion, given?.language, given?.isGiven], [2, 'de', true])
})

test('enterAsGuest: a link to another device moves the login that made it, once, within its minutes', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await waiting(h, id)
  const { secret } = await patient.run('makeReturnLink')
  const { created, reply } = await enter(h, { secret })
  assert.deepEqual([created, reply.user.id, reply.scheduleId], [false, patient.person.userId, id])
  assert.equal((await h.store.get('logins', patient.person.loginId))?.status, 'REVOKED')
  assert(h.announced().includes('logins.move'))
  await refused(enter(h, { secret }), 'NOT_FOUND')

  const { guest } = await guestBy(h, doctor)
  const old = await guest.run('makeReturnLink')
  const newer = await guest.run('makeReturnLink')
  await refused(enter(h, { secret: old.secret }), 'NOT_FOUND')
  const ended = await waiting(h, id)
  const left = await ended.run('makeReturnLink')
  await ended.run('logout')
  await refused(enter(h, { secret: left.secret }), 'NOT_FOUND')
  h.pass(15 * 60_000)
  await refused(enter(h, { secret: newer.secret }), 'NOT_FOUND')
})

test('enterAsGuest: 20 who have not joined are enough for one practice link, and the doctor reads so', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  const from = (n: number) => ({ address: `192.0.2.${n}` })
  const first = await enter(h, { joinCode, name: 'Gina 0' }, from(0))
  for (let n = 1; n < 20; n++) await enter(h, { joinCode, name: `Gina ${n}` }, from(n))
  await refused(enter(h, { joinCode, name: 'One More' }, from(20)), 'RATE_LIMITED')
  assert.equal((await doctor.run('getJoinCode')).isFull, true)
  const { reply: invited } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Invited' } })
  assert((await enter(h, { secret: invited.secret, name: 'Invited' })).created, 'personal links are not meant')
  await waiting(h, id, await guestOf(h, first.reply))
  assert.equal((await doctor.run('getJoinCode')).isFull, false)
  assert((await enter(h, { joinCode, name: 'One More' }, from(20))).created)

  for (let n = 21; n < 40; n++) await enter(h, { joinCode, name: `Gina ${n}` }, from(n)).catch(() => null)
  assert.equal((await doctor.run('getJoinCode')).isFull, true)
  h.pass(1)
  const renewed = await doctor.run('renewJoinCode')
  assert.equal(renewed.isFull, false, 'a new link begins anew')
  assert((await enter(h, { joinCode: renewed.joinCode, name: 'Gina' })).created)
})

test('enterAsGuest: one address has a share of those who have not joined, and closes a practice link to nobody else', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  const { reply: first } = await enter(h, { joinCode, name: 'Gina 0' })
  for (let n = 1; n < 10; n++) await enter(h, { joinCode, name: `Gina ${n}` })
  await refused(enter(h, { joinCode, name: 'One More' }), 'RATE_LIMITED')
  assert((await enter(h, { joinCode, name: 'Elsewhere' }, { address: '192.0.2.2' })).created)
  await waiting(h, id, await guestOf(h, first))
  assert((await enter(h, { joinCode, name: 'One More' })).created, 'who has joined does not count')
  const guests = await h.store.find('users', { doctorId: doctor.person.userId, hasJoined: false })
  assert(!JSON.stringify(guests).includes('192.0.2'), 'the address itself is not kept')
})

test('enterAsGuest: 60 an hour from one address by one practice link', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  for (let n = 0; n < 60; n++) {
    const { reply } = await enter(h, { joinCode, name: `Gina ${n}` })
    await waiting(h, id, await guestOf(h, reply))
  }
  await refused(enter(h, { joinCode, name: 'One More' }), 'RATE_LIMITED')
  assert((await enter(h, { joinCode, name: 'One More' }, { address: '192.0.2.2' })).created)
  h.pass(HOUR)
  assert((await enter(h, { joinCode, name: 'One More' })).created)
})
