import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeAuthenticate } from '../http/authenticate.ts'
import { hashOfSecret } from '../core/link-secret.ts'
import { update } from '../store/store.ts'
import { enter, guestOf } from '../test/guest-scenes.ts'
import { makeHarness, refused } from '../test/harness.ts'
import { confirmed, online, upcoming, waiting } from '../test/scenes.ts'

test('makeGuestLink, listGuestLinks, revokeGuestLink: the doctor’s own; the secret is shown once; a repeat changes nothing', async () => {
  await using h = await makeHarness({ settings: { clinicPhone: '+41 44 123 45 67' } })
  const { doctor, id } = await upcoming(h)
  const body = { name: 'Walter Brandt', email: 'w@example.org', phone: '044 987 65 43', language: 'de' } as const
  const { created, reply: made } = await doctor.run('makeGuestLink', { params: { id }, body })
  assert(created)
  const { secret } = made
  const link = { ...made, secret: null }
  assert.deepEqual(
    [link.status, link.name, link.email, link.phone, link.language, link.patientId],
    ['OPEN', 'Walter Brandt', 'w@example.org', '+41449876543', 'de', null],
  )
  assert.match(secret, /^[\w-]{22}$/)
  assert.equal((await h.store.get('guest_links', link.id))?.secretHash, hashOfSecret(secret))
  h.pass(1)
  const { reply: second } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Second' } })
  assert.deepEqual(
    (await doctor.run('listGuestLinks', { params: { id } })).map((it) => it.id),
    [second.id, link.id],
  )
  const { errors } = await refused(doctor.run('makeGuestLink', { params: { id }, body: { name: 'W', phone: '12' } }), 'INVALID')
  assert.deepEqual(
    errors?.map(({ path, code }) => [path, code]),
    [['phone', 'PHONE_INVALID']],
  )

  h.announced()
  const revoked = await doctor.run('revokeGuestLink', { params: { id: link.id } })
  assert.deepEqual(revoked, { ...link, status: 'REVOKED' })
  assert.deepEqual(h.announced(), ['guest_links.revoke'])
  assert.deepEqual(await doctor.run('revokeGuestLink', { params: { id: link.id } }), revoked)
  assert.deepEqual(h.announced(), [])
  await refused(enter(h, { secret, name: 'Walter' }), 'NOT_FOUND')
  const actions = (await h.audit(id)).map(({ actionType }) => actionType)
  assert.deepEqual(actions.slice(-3), ['GUEST_LINK_MADE', 'GUEST_LINK_MADE', 'GUEST_LINK_REVOKED'])
})

test('D3: revokeGuestLink signs out the guest who uses the link, from a call too, and ends their link to another device', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  const { reply: entered } = await enter(h, { secret: link.secret, name: 'Walter' })
  const guest = await guestOf(h, entered)
  const { callId } = await confirmed(h, { doctor, id }, guest)
  const call = h.tokens.issueCallToken(guest.person, callId, h.now())
  const { secret } = await guest.run('makeReturnLink')
  const authenticate = makeAuthenticate(h.store, (it) => h.tokens.verifyToken(it, h.now()), h.now, h.services.isIdle)
  for (const { token } of [entered, call]) assert(await authenticate(token))
  h.announced()
  await doctor.run('revokeGuestLink', { params: { id: link.id } })
  assert.deepEqual(h.announced(), ['guest_links.revoke', 'users', 'logins.end'])
  for (const { token } of [entered, call]) assert.equal(await authenticate(token), null)
  await refused(enter(h, { secret }), 'NOT_FOUND')
  await doctor.run('revokeGuestLink', { params: { id: link.id } })
  assert.deepEqual(h.announced(), [])
})

test('listGuestLinks: whether the message with a link has arrived; if not, an unused link can be copied again', async () => {
  await using h = await makeHarness({ channels: { mail: true, sms: true, push: null } })
  const { doctor, id } = await upcoming(h)
  const make = async (body: { name: string; email?: string; phone?: string }) =>
    (await doctor.run('makeGuestLink', { params: { id }, body })).reply
  const both = await make({ name: 'Both', email: 'b@example.org', phone: '+41791234567' })
  const mail = await make({ name: 'Mail', email: 'm@example.org' })
  const used = await make({ name: 'Used', email: 'u@example.org' })
  await make({ name: 'Nowhere' })
  await enter(h, { secret: used.secret, name: 'Used' })
  const shown = async () => {
    const links = await doctor.run('listGuestLinks', { params: { id } })
    return links.map(({ name, delivery, secret }) => [name, delivery, secret])
  }
  const none = ['Nowhere', 'Used', 'Mail', 'Both'].map((name) => [name, null, null])
  assert.deepEqual(await shown(), none)
  const settle = async (noticeId: string, status: 'SENT' | 'FAILED') =>
    assert(await h.store.commit([update('notices', (await h.store.get('notices', noticeId))!, { status, address: null })]))
  for (const link of [both, mail, used]) await settle(`LINK:${link.id}:MAIL`, 'FAILED')
  await settle(`LINK:${both.id}:SMS`, 'SENT')
  assert.deepEqual(await shown(), [
    ['Nowhere', null, null],
    ['Used', 'FAILED', null],
    ['Mail', 'FAILED', mail.secret],
    ['Both', 'SENT', null],
  ])
  const revoked = await doctor.run('revokeGuestLink', { params: { id: mail.id } })
  assert.deepEqual([revoked.delivery, revoked.secret], ['FAILED', null])
})

test('revokeGuestLink: a link of another doctor, a guest’s own and an unknown one are NOT_FOUND', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const { reply } = await doctor.run('makeGuestLink', { params: { id }, body: { name: 'Walter' } })
  const other = await h.doctor('Dr. Other')
  await refused(other.run('revokeGuestLink', { params: { id: reply.id } }), 'NOT_FOUND')
  await refused(doctor.run('revokeGuestLink', { params: { id: h.newId() } }), 'NOT_FOUND')
  const patient = await waiting(h, id)
  await patient.run('makeReturnLink')
  const [device] = await h.store.find('guest_links', { userId: patient.person.userId })
  await refused(doctor.run('revokeGuestLink', { params: { id: device!.id } }), 'NOT_FOUND')
})

test('getJoinCode, renewJoinCode, setJoinBy: one link a doctor; making it twice at once makes one', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  const [first, second] = await Promise.all([0, 1].map(() => h.apart(doctor.person).run('getJoinCode')))
  assert.deepEqual(first, second)
  assert.match(first!.joinCode, /^[0-9A-HJKMNP-TV-Z]{10}$/)
  assert.deepEqual([first!.joinBy, first!.isFull], ['ANYONE', false])
  h.announced()
  assert.equal((await doctor.run('setJoinBy', { body: { joinBy: 'INVITED' } })).joinBy, 'INVITED')
  await doctor.run('setJoinBy', { body: { joinBy: 'INVITED' } })
  assert.deepEqual(h.announced(), ['join_codes.setJoinBy'])
  const renewed = await doctor.run('renewJoinCode')
  assert.notEqual(renewed.joinCode, first!.joinCode)
  assert.equal(renewed.joinBy, 'INVITED')
  const rows = await h.store.find('audit_logs', { doctorId: doctor.person.userId }, { by: 'id', order: 'asc' })
  assert.deepEqual(
    rows.map(({ actionType }) => actionType),
    ['JOIN_CODE_RENEWED'],
  )
})

test('makeReturnLink: an account’s is to where it waits; without a place there is none', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const patient = await h.patient()
  await refused(patient.run('makeReturnLink'), 'NOT_FOUND')
  await waiting(h, id, patient)
  const { secret, expiresAt } = await patient.run('makeReturnLink')
  assert.equal(Date.parse(expiresAt) - h.now().getTime(), 15 * 60_000)
  assert.equal((await h.nobody.run('lookAtLink', { body: { secret } })).schedule?.id, id)
  await doctor.run('endPractice', { params: { id } })
  await refused(patient.run('makeReturnLink'), 'NOT_FOUND')
})

test('makeReturnLink, enterAsGuest: moving to and fro too often has to wait', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const patient = await waiting(h, id)
  const wait = async (): Promise<number> => {
    for (let n = 0; n < 20; n++)
      try {
        await patient.run('makeReturnLink')
      } catch {
        return n
      }
    return Infinity
  }
  assert((await wait()) < 12)
  await refused(patient.run('makeReturnLink'), 'MOVED_TOO_OFTEN')
})

test('links are sent where an address is given and the clinic has the channel, in the commit that makes them', async () => {
  const channels = { mail: true, sms: true, push: null }
  await using h = await makeHarness({ settings: { clinicPhone: '+41 44 123 45 67' }, channels })
  const { doctor, id } = await online(h)
  const body = { name: 'Walter', email: 'w@example.org', phone: '044 987 65 43', language: 'de' } as const
  const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body })
  const { joinCode } = await doctor.run('getJoinCode')
  const { reply } = await enter(h, { joinCode, name: 'Gina', email: 'g@example.org' })
  await enter(h, { joinCode, name: 'Without An Address' })
  const [back] = await h.store.find('guest_links', { userId: reply.user.id })
  const notices = await h.store.find('notices', { status: 'DUE' })
  assert.deepEqual(
    notices.map(({ kind, channel, address, language, linkId }) => [kind, channel, address, language, linkId].join(' ')).toSorted(),
    [`BACK MAIL g@example.org en ${back!.id}`, `LINK MAIL w@example.org de ${link.id}`, `LINK SMS +41449876543 de ${link.id}`],
  )
  assert(!JSON.stringify(notices).includes(link.secret))

  for (let n = 0; n < 6; n++) await enter(h, { joinCode, name: `Gina ${n}`, email: `g${n}@example.org` })
  const sent = (await h.store.find('notices', { status: 'DUE' })).filter(({ kind }) => kind === 'BACK')
  assert.equal(sent.length, 5, 'addresses that strangers type are written to 5 times an hour; they come in all the same')
})
