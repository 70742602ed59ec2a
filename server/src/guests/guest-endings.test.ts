import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeAuthenticate } from '../http/authenticate.ts'
import { makeRenewLogin } from '../accounts/renew-login.ts'
import { enter, guestBy, guestOf } from '../test/guest-scenes.ts'
import { setClinic } from '../clinic/set-clinic.ts'
import { insert } from '../store/store.ts'
import { makeHarness, refused } from '../test/harness.ts'
import { online, upcoming, waiting } from '../test/scenes.ts'

const HOUR = 3_600_000

test('D3: a link opens nothing from the moment its practice ends or is cancelled; the sweep writes it as ENDED', async () => {
  await using h = await makeHarness()
  for (const ending of ['endPractice', 'cancelSchedule'] as const) {
    const { doctor, id } = await (ending === 'endPractice' ? online(h) : upcoming(h))
    const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter Brandt' } })
    const { reply: revoked } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Somebody' } })
    await doctor.run('revokeGuestLink', { params: { id: revoked.id } })
    const { secret, guest } = await guestBy(h, doctor)
    const device = await guest.run('makeReturnLink')
    await doctor.run(ending, { params: { id } })
    for (const it of [link.secret, revoked.secret, secret, device.secret]) {
      await refused(enter(h, { secret: it, name: 'Walter' }), 'NOT_FOUND')
      await refused(h.nobody.run('lookAtLink', { body: { secret: it } }), 'NOT_FOUND')
    }
    await refused(guest.run('makeReturnLink'), 'NOT_FOUND')
    await refused(doctor.run('makeGuestLink', { params: { id }, body: { name: 'Late' } }), 'WRONG_STATE')
    const shown = async () => (await doctor.run('listGuestLinks', { params: { id } })).map(({ status }) => status)
    assert.deepEqual(await shown(), ['REVOKED', 'ENDED'])
    await h.sweep()
    assert.deepEqual(await shown(), ['REVOKED', 'ENDED'])
    const rows = await h.store.find('guest_links', { scheduleId: id })
    assert.deepEqual(rows.map(({ kind, status }) => `${kind} ${status}`).toSorted(), [
      'DEVICE ENDED',
      'PERSONAL ENDED',
      'PERSONAL REVOKED',
      'RETURN ENDED',
    ])
    assert.equal((await h.store.get('schedules', id))?.settled, true)
  }
})

test('a guest is signed out two hours after the practice has ended, and their login is not renewed once it has', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { token, guest } = await guestBy(h, doctor)
  const authenticate = makeAuthenticate(h.store, (it) => h.tokens.verifyToken(it, h.now()), h.now, h.services.isIdle)
  const renew = makeRenewLogin(h.tokens.issueToken)
  const ctx = { ...h.system, actor: guest.person }
  assert(await renew(ctx))
  await doctor.run('endPractice', { params: { id } })
  assert.equal(await renew(ctx), null)
  h.pass(2 * HOUR - 1)
  assert(await authenticate(token))
  h.pass(1)
  assert.equal(await authenticate(token), null)
})

test('removeGuests: who has not joined within a day is forgotten; who has, or waits for a practice to come, stays', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const gone = await guestBy(h, doctor)
  const joined = await guestBy(h, doctor, 'Joined')
  await waiting(h, id, joined.guest)
  const nextWeek = (await doctor.run('createSchedule', { body: { date: '2026-03-09', startTime: '09:00', endTime: '12:00' } })).reply.id
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id: nextWeek }, body: { name: 'Early' } })
  const early = await enter(h, { secret: link.secret, name: 'Early' })
  const stays = async (userId: string) => (await h.store.get('users', userId))!.status === 'ACTIVE'
  h.pass(HOUR)
  await makeRenewLogin(h.tokens.issueToken)({ ...h.system, actor: gone.guest.person })
  h.pass(23 * HOUR)
  await h.sweep()
  assert(await stays(gone.user.id), 'a day is not over yet')
  h.pass(1)
  h.announced()
  await h.sweep()
  assert.deepEqual([await stays(gone.user.id), await stays(joined.user.id), await stays(early.reply.user.id)], [false, true, true])
  const row = (await h.store.get('users', gone.user.id))!
  assert.deepEqual([row.name, row.phone, row.place, row.hasJoined], ['', null, null, true])
  assert(h.announced().includes('logins.end'), 'the login is closed everywhere')
  assert.equal((await h.store.get('logins', gone.guest.person.loginId))?.status, 'REVOKED')
  await refused(enter(h, { secret: gone.secret }), 'NOT_FOUND')
  await h.sweep()
  assert.deepEqual(h.announced(), [])
  assert((await enter(h, { secret: link.secret })).reply.user.id === early.reply.user.id)
})

test('forgetGuests: what guests and invited people told is forgotten as long after their practice as the clinic has set; visits stay', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const body = { name: 'Walter Brandt', email: 'walter@example.org', phone: '+41 79 555 01 42' }
  const { reply: unused } = await doctor.run('makeGuestLink', { params: { id }, body })
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body })
  const { reply } = await enter(h, { secret: link.secret, name: 'Walter', place: 'Almond Street 4', birthDate: '1950-01-02' })
  const guest = await waiting(h, id, await guestOf(h, reply))
  const push = {
    id: 'push',
    ownerId: reply.user.id,
    endpoint: 'https://push.example/1',
    p256dh: 'p',
    auth: 'a',
    createdAt: h.now().toISOString(),
  }
  assert(await h.store.commit([insert('push_addresses', push)]))
  const account = await waiting(h, id)
  await account.run('makeReturnLink')
  h.pass(HOUR)
  await doctor.run('endPractice', { params: { id } })
  await h.sweep()
  const told = async () => JSON.stringify(await h.store.find('guest_links', { scheduleId: id }))
  h.pass(30 * 24 * HOUR)
  await h.sweep()
  assert((await told()).includes('walter@example.org'), 'thirty days are not over yet')
  await setClinic(h.system, { retention: { guestsDays: 60 } })
  h.pass(1)
  await h.sweep()
  assert((await told()).includes('walter@example.org'), 'the clinic keeps it longer')
  await setClinic(h.system, { retention: null })
  await h.sweep()
  for (const words of ['walter', 'Walter', '+41']) assert(!(await told()).includes(words), words)
  const { name, phone, place, birthDate, status } = (await h.store.get('users', guest.person.userId))!
  assert.deepEqual([name, phone, place, birthDate, status], ['', null, null, null, 'CLOSED'])
  const [entry] = await h.store.find('queue_entries', { scheduleId: id, patientId: guest.person.userId })
  assert.deepEqual([entry?.about, entry?.patientName], [null, 'Walter'])
  assert.equal(await h.store.get('push_addresses', 'push'), null)
  assert.equal((await h.store.get('users', account.person.userId))?.name, 'Ben Sommer', 'an account stays')
  assert.deepEqual(await doctor.run('listGuestLinks', { params: { id } }), [])
  await refused(enter(h, { secret: unused.secret, name: 'Late' }), 'NOT_FOUND')
  h.announced()
  await h.sweep()
  assert.deepEqual(h.announced(), [])
})

test('removeGuests: who joins while they are being removed is either removed or in the queue, never both', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { reply } = await enter(h, { joinCode: (await doctor.run('getJoinCode')).joinCode, name: 'Gina' })
  const guest = await guestOf(h, reply)
  h.pass(24 * HOUR + 1)
  const join = h.apart(guest.person).run('joinQueue', { params: { id } })
  const [joined] = await Promise.allSettled([join, h.sweep()])
  const row = (await h.store.get('users', reply.user.id))!
  const [entry] = await h.store.find('queue_entries', { scheduleId: id, patientId: row.id })
  assert.equal(joined.status === 'fulfilled', entry !== undefined)
  assert.equal(row.status, entry === undefined ? 'CLOSED' : 'ACTIVE')
})
