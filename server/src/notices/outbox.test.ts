import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import type { NoticeChannel } from '@medconsult/contract'
import { insert, update, type Store } from '../store/store.ts'
import { makeHarness, withoutMutex, type Harness, type Seat } from '../test/harness.ts'
import { enter, guestOf } from '../test/guest-scenes.ts'
import { testStores } from '../test/stores.ts'
import { invited, upcoming } from '../test/scenes.ts'
import { newUser } from '../accounts/new-user.ts'
import { makeMessageOf } from './message.ts'
import { newNotice } from './new-notice.ts'
import { makeNoteSoon } from './note-soon.ts'
import { makeOutbox, type Attempted, type NoticeOutcome, type Send } from './outbox.ts'

const channels = { mail: true, sms: true, push: null }
const SENT: Attempted = { outcome: 'SENT', code: 'OK' }
const AGAIN: Attempted = { outcome: 'AGAIN', code: 'SMTP_451' }

/** What became of attempts, in order. */
interface Sending {
  readonly reports: { kind: string; channel: string; outcome: NoticeOutcome; code: string; attempts: number }[]
  readonly sent: { address: string | null; link: string; language: string; foot: string | null }[]
}

/** A process that sends by channels of the test. */
function outboxOf(h: Harness, send: Send = async () => SENT, store: Store = h.store) {
  const { reports, sent }: Sending = { reports: [], sent: [] }
  const failures: unknown[] = []
  const record: Send = async (message, notice, signal) => {
    sent.push({ address: notice.address, link: message.link, language: message.language, foot: message.foot?.link ?? null })
    return send(message, notice, signal)
  }
  const outbox = makeOutbox({
    store,
    now: h.now,
    senders: { MAIL: record, SMS: record },
    messageOf: makeMessageOf({
      publicOrigin: 'https://clinic.example',
      clinicName: async () => 'Seeblick',
      linkSecret: h.services.linkSecret,
    }),
    takeNoticeTo: h.takeNoticeTo,
    report: ({ kind, channel, outcome, code, attempts }) => reports.push({ kind, channel, outcome, code, attempts }),
    failed: (error) => failures.push(error),
  })
  return { ...outbox, reports, sent, failures, outcomes: () => reports.map(({ outcome }) => outcome) }
}

/** A notice about an account, which nothing takes the reason from. */
const write = async (h: Harness, cause = 'a', address = 'amara@example.org', channel: NoticeChannel = 'MAIL') =>
  assert(await h.store.commit([newNotice(h.system, { kind: 'EMAIL_OLD', channel, cause, userId: null, address, language: 'de' })]))

const row = async (h: Harness, id = 'EMAIL_OLD:a:MAIL') => (await h.store.get('notices', id))!

/** A practice with a patient who can be called, and is known by mail and telephone. */
async function practice(h: Harness) {
  const [doctor, patient] = [await h.doctor(), await h.patient()]
  const user = (await h.store.get('users', patient.person.userId))!
  assert(await h.store.commit([update('users', user, { emailConfirmedAt: user.createdAt, phone: '+41791234567', language: 'ar' })]))
  const { reply } = (await doctor.run('createSchedule', { body: { date: '2026-03-02', startTime: '10:00', endTime: '12:00' } })) as {
    reply: { id: string }
  }
  const params = { id: reply.id }
  await doctor.run('startPractice', { params })
  await patient.run('joinQueue', { params })
  await patient.run('toggleReady', { params, body: { isReady: true } })
  return { doctor, patient, params, invite: () => doctor.run('startCall', { params, body: { patientId: patient.person.userId } }) }
}

const notices = (h: Harness) =>
  Promise.all((['DUE', 'SENDING', 'SENT', 'FAILED', 'DROPPED'] as const).map((status) => h.store.find('notices', { status }))).then((all) =>
    all.flat(),
  )

const stores = await testStores()

describe('the outbox', () => {
  test('a notice is sent once, and its address is forgotten', async () => {
    await using h = await makeHarness()
    await write(h)
    const outbox = outboxOf(h)
    for (let n = 0; n < 2; n++) {
      await outbox.look()
      await outbox.idle()
    }
    assert.deepEqual(outbox.sent, [{ address: 'amara@example.org', link: 'https://clinic.example/account', language: 'de', foot: null }])
    const { status, address, settledAt } = await row(h)
    assert.deepEqual([status, address, settledAt], ['SENT', null, h.now().toISOString()])
  })

  test('a failing channel is tried again after 10 s, 1 min, 5 min, 30 min and 2 h; then the notice has FAILED', async () => {
    await using h = await makeHarness()
    await write(h)
    const outbox = outboxOf(h, async () => AGAIN)
    const look = async () => {
      await outbox.look()
      await outbox.idle()
      return outbox.sent.length
    }
    assert.equal(await look(), 1)
    for (const [n, seconds] of [10, 60, 300, 1800, 7200].entries()) {
      h.pass(seconds * 1000 - 1)
      assert.equal(await look(), n + 1, `not yet after ${seconds} s`)
      h.pass(1)
      assert.equal(await look(), n + 2)
    }
    h.pass(86_400_000)
    await look()
    assert.equal(outbox.sent.length, 6)
    assert.deepEqual(outbox.outcomes(), ['AGAIN', 'AGAIN', 'AGAIN', 'AGAIN', 'AGAIN', 'FAILED'])
    assert.deepEqual([(await row(h)).status, (await row(h)).address], ['FAILED', null])
  })

  test('an address that is refused for good, and a channel that throws', async () => {
    await using h = await makeHarness()
    await write(h, 'a')
    await write(h, 'b', '+41791234567', 'SMS')
    const outbox = outboxOf(h, async (_, { channel }) => {
      if (channel === 'SMS') throw Object.assign(new Error('amara@example.org is not known here'), { code: 'ECONNREFUSED' })
      return { outcome: 'REFUSED', code: 'SMTP_550' }
    })
    await outbox.look()
    await outbox.idle()
    assert.deepEqual(
      outbox.reports.map(({ channel, outcome, code }) => `${channel} ${outcome} ${code}`).toSorted(),
      ['MAIL FAILED SMTP_550', 'SMS AGAIN ECONNREFUSED'],
      'reported by codes, never by a message',
    )
  })

  test('a channel that is not set up any more, and one that has expired: dropped', async () => {
    await using h = await makeHarness()
    await write(h, 'a', 'x', 'PUSH')
    const expiresAt = h.now().toISOString()
    await h.store.commit([
      newNotice(h.system, { kind: 'EMAIL_OLD', channel: 'MAIL', cause: 'b', userId: null, address: 'x', language: 'en', expiresAt }),
    ])
    const outbox = outboxOf(h)
    await outbox.look()
    assert.deepEqual(outbox.reports.map(({ outcome, code }) => `${outcome} ${code}`).toSorted(), ['DROPPED EXPIRED', 'DROPPED NO_CHANNEL'])
    assert.deepEqual(outbox.sent, [])
  })

  test('an address that came with a link receives at most 20 notices a day, which begins with the first', async () => {
    await using h = await makeHarness()
    const outbox = outboxOf(h)
    const send = async (n: number) => {
      const [id, createdAt, expiresAt] = [`link ${n}`, h.now().toISOString(), '2026-04-01T00:00:00.000Z']
      const link = { id, kind: 'RESET' as const, userId: 'u', secretHash: id, email: null, createdAt, usedAt: null, expiresAt }
      const about = {
        kind: 'RESET',
        channel: 'MAIL',
        cause: id,
        userId: 'u',
        address: 'amara@example.org',
        language: 'en',
        linkId: id,
      } as const
      await h.store.commit([insert('account_links', link), newNotice(h.system, about)])
      await outbox.look()
      await outbox.idle()
      return outbox.reports.at(-1)!
    }
    for (let n = 0; n < 20; n++) assert.equal((await send(n)).outcome, 'SENT')
    const { outcome, code } = await send(20)
    assert.deepEqual([outcome, code], ['DROPPED', 'TOO_MANY'])
    h.pass(86_399_000)
    assert.equal((await send(21)).outcome, 'DROPPED')
    h.pass(1000)
    assert.equal((await send(22)).outcome, 'SENT')
  })

  test('so does every telephone number, which nobody has confirmed; retries do not count, and an account’s own mail neither', async () => {
    await using h = await makeHarness()
    let isFirst = true
    const outbox = outboxOf(h, async () => {
      const reply = isFirst ? AGAIN : SENT
      isFirst = false
      return reply
    })
    for (let n = 0; n < 21; n++) {
      await write(h, `${n}`, '+41791234567', 'SMS')
      await write(h, `${n}`)
      await outbox.look()
      await outbox.idle()
    }
    h.pass(10_000)
    await outbox.look()
    await outbox.idle()
    const sms = outbox.reports.filter(({ channel }) => channel === 'SMS').map(({ outcome }) => outcome)
    assert.deepEqual([sms.filter((it) => it === 'SENT').length, sms.filter((it) => it === 'DROPPED').length], [20, 1])
    assert.equal(outbox.reports.filter(({ channel, outcome }) => channel === 'MAIL' && outcome === 'SENT').length, 21)
  })

  test('a slow channel holds up itself alone', async () => {
    await using h = await makeHarness()
    const { promise: never, resolve: answer } = Promise.withResolvers<Attempted>()
    for (let n = 0; n < 20; n++) await write(h, `mail ${n}`)
    await write(h, 'sms', '+41791234567', 'SMS')
    const outbox = outboxOf(h, async (_, { channel }) => (channel === 'MAIL' ? never : SENT))
    await outbox.look()
    const { channel, outcome } = await new Promise<(typeof outbox.reports)[number]>((resolve) => {
      const wait = (): void => void (outbox.reports[0] ? resolve(outbox.reports[0]) : setImmediate(wait))
      wait()
    })
    assert.deepEqual([channel, outcome], ['SMS', 'SENT'])
    assert.equal(outbox.sent.length, 5, 'four mails at once')
    answer(SENT)
    await outbox.stop()
  })

  test('a stop claims nothing more, and what it leaves is sent by another once its lease has ended', async () => {
    await using h = await makeHarness()
    await write(h)
    const { promise: silent, resolve: answer } = Promise.withResolvers<Attempted>()
    const dying = outboxOf(h, async () => silent)
    await dying.look()
    const other = outboxOf(h)
    await other.look()
    await other.idle()
    assert.deepEqual(other.sent, [], 'claimed by the one that has died')
    h.pass(60_000)
    await other.look()
    await other.idle()
    assert.deepEqual(other.outcomes(), ['SENT'])
    answer(SENT)
    await dying.stop()
    await dying.look()
    assert.deepEqual(dying.reports, [], 'one that comes to life again changes nothing')
    assert.equal((await row(h)).status, 'SENT')
  })

  for (const { name, open } of stores)
    test(`${name}: two processes send from one outbox, one of which dies at any moment: each notice at least once, none lost`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 12 }), async (count, dies) => {
          await using opened = await open()
          await using h = await makeHarness({ store: opened })
          for (let n = 0; n < count; n++) await write(h, `notice ${n}`, `${n}@example.org`)
          let left = dies
          const dead = (): boolean => --left < 0
          /** Stands still for good at one of its steps, as a process that was killed. */
          const store: Store = {
            ...h.store,
            commit: async (changes) => (dead() ? new Promise<never>(() => undefined) : h.store.commit(changes)),
          }
          const [dying, other] = [outboxOf(h, async () => SENT, store), outboxOf(h)]
          void dying.look()
          await other.look()
          await other.idle()
          h.pass(61_000)
          for (let n = 0; n < 3; n++) {
            await other.look()
            await other.idle()
          }
          const received = new Set([...dying.sent, ...other.sent].map(({ address }) => address))
          assert.equal(received.size, count)
          assert((await notices(h)).every(({ status }) => status === 'SENT'))
        }),
        { numRuns: name === 'SQLite' ? 40 : 5 },
      )
    })
})

describe('what causes a notice', () => {
  test('an invitation: due after 8 s, in the receiver’s language, by each way; dropped once it is answered', async () => {
    await using h = await makeHarness({ channels })
    const { patient, invite } = await practice(h)
    const { reply: call } = (await invite()) as { reply: { id: string; expiresAt: string } }
    const outbox = outboxOf(h)
    h.pass(7_999)
    await outbox.look()
    assert.deepEqual(outbox.reports, [])
    h.pass(1)
    await outbox.look()
    await outbox.idle()
    assert.deepEqual(outbox.sent.map(({ address, language }) => `${address} ${language}`).toSorted(), [
      '+41791234567 ar',
      `${patient.person.userId}@example.org ar`,
    ])
    assert((await notices(h)).every(({ kind, cause, expiresAt }) => kind === 'CALLED' && cause === call.id && expiresAt === call.expiresAt))
    await patient.run('declineCall', { params: { id: call.id } })
    await patient.run('toggleReady', { params: { id: (await notices(h))[0]!.scheduleId! }, body: { isReady: true } })
    const { reply: again } = (await invite()) as { reply: { id: string } }
    await patient.run('confirmCall', { params: { id: again.id } })
    h.pass(8_000)
    await outbox.look()
    assert.deepEqual(outbox.outcomes(), ['SENT', 'SENT', 'DROPPED', 'DROPPED'])
  })

  test('an invitation to a patient whose page is connected is not sent', async () => {
    await using h = await makeHarness({ channels })
    const { patient, invite } = await practice(h)
    await invite()
    h.pass(8_000)
    const at = h.now().toISOString()
    const subject = `user:${patient.person.userId}`
    await h.store.ephemeral.put('presences', [{ id: `p:${subject}`, subject, kind: 'REQUEST', processId: 'p', at }], h.now())
    const outbox = outboxOf(h)
    await outbox.look()
    assert.deepEqual(outbox.outcomes(), ['DROPPED', 'DROPPED'])
  })

  test('SOON: with two people ahead or fewer and no page connected, once a place', async () => {
    await using h = await makeHarness({ channels: { mail: true, sms: false, push: null } })
    const { patient, params } = await practice(h)
    const others: Seat[] = []
    for (const name of ['Bea', 'Cem', 'Dia']) {
      const seat = await h.patient(name)
      const user = (await h.store.get('users', seat.person.userId))!
      await h.store.commit([update('users', user, { emailConfirmedAt: user.createdAt })])
      await seat.run('joinQueue', { params })
      others.push(seat)
    }
    const subject = `user:${others[0]!.person.userId}`
    await h.store.ephemeral.put(
      'presences',
      [{ id: `p:${subject}`, subject, kind: 'REQUEST', processId: 'p', at: h.now().toISOString() }],
      h.now(),
    )
    const noteSoon = makeNoteSoon({ mail: true, sms: false, push: null })
    const told = async () => {
      for (let n = 0; n < 2; n++) await noteSoon(h.system)
      return (await notices(h)).filter(({ kind }) => kind === 'SOON').map(({ userId }) => userId)
    }
    const [first, connected, third, fourth] = [patient, ...others].map(({ person }) => person.userId)
    assert.deepEqual(new Set(await told()), new Set([first, third]))
    await patient.run('leaveQueue', { params })
    const after = await told()
    assert.deepEqual([after.length, new Set(after)], [3, new Set([first, third, fourth])])
    assert(!after.includes(connected!), 'their page is connected')
  })

  test('an address that nobody has confirmed gets no mail', async () => {
    await using h = await makeHarness({ channels })
    const { patient, invite } = await practice(h)
    const user = (await h.store.get('users', patient.person.userId))!
    await h.store.commit([update('users', user, { emailConfirmedAt: null })])
    await invite()
    assert.deepEqual(
      (await notices(h)).map(({ channel }) => channel),
      ['SMS'],
    )
  })

  test('without a channel nothing is written', async () => {
    await using h = await makeHarness()
    const { invite } = await practice(h)
    await invite()
    assert.deepEqual(await notices(h), [])
  })

  test('who asked is told of the opening once, and the address moves from what was asked to the outbox', async () => {
    await using h = await makeHarness({ channels })
    const doctor = await h.doctor()
    const createdAt = h.now().toISOString()
    const [doctorId, expiresAt] = [doctor.person.userId, '2026-04-01T00:00:00.000Z']
    await h.store.commit([
      insert('join_codes', { id: doctorId, code: 'abcdefghjk', joinBy: 'ANYONE', createdAt }),
      insert('tell_me', {
        id: 'asked',
        doctorId,
        channel: 'MAIL',
        address: 'ben@example.org',
        language: 'fa',
        secretHash: 'x',
        createdAt,
        expiresAt,
      }),
    ])
    const outbox = outboxOf(h)
    for (const startTime of ['10:00', '11:00']) {
      const plan = { date: '2026-03-02', startTime, endTime: '12:00' }
      const { reply } = (await doctor.run('createSchedule', { body: plan })) as { reply: { id: string } }
      await doctor.run('startPractice', { params: { id: reply.id } })
      await outbox.look()
      await outbox.idle()
      await doctor.run('endPractice', { params: { id: reply.id } })
    }
    assert.deepEqual(outbox.sent, [{ address: 'ben@example.org', link: 'https://clinic.example/j/abcdefghjk', language: 'fa', foot: null }])
    assert.equal((await h.store.get('tell_me', 'asked'))!.address, null)
  })

  test('a doctor who has switched it on learns of the first patient, and only of the first', async () => {
    await using h = await makeHarness({ channels })
    const { doctor, params } = await practice(h)
    const user = (await h.store.get('users', doctor.person.userId))!
    const chosen = { mail: true, sms: false, push: false, arrived: true }
    await h.store.commit([update('users', user, { emailConfirmedAt: user.createdAt, notices: chosen })])
    await (await h.patient('Carla Diaz')).run('joinQueue', { params })
    assert.deepEqual(await notices(h), [], 'there was somebody before')
    const fresh = await h.doctor('Dr. Eva Frank')
    const other = (await h.store.get('users', fresh.person.userId))!
    await h.store.commit([update('users', other, { emailConfirmedAt: other.createdAt, notices: chosen })])
    const { reply } = (await fresh.run('createSchedule', { body: { date: '2026-03-02', startTime: '10:00', endTime: '12:00' } })) as {
      reply: { id: string }
    }
    await fresh.run('startPractice', { params: { id: reply.id } })
    await (await h.patient('Gil Hart')).run('joinQueue', { params: { id: reply.id } })
    assert.deepEqual(
      (await notices(h)).map(({ kind, channel }) => [kind, channel]),
      [['ARRIVED', 'MAIL']],
    )
  })

  test('a plan that is cancelled or moved is told to whom a personal link was sent', async () => {
    await using h = await makeHarness({ channels })
    const doctor = await h.doctor()
    const { reply } = (await doctor.run('createSchedule', { body: { date: '2026-03-02', startTime: '10:00', endTime: '12:00' } })) as {
      reply: { id: string }
    }
    const link = {
      kind: 'PERSONAL' as const,
      doctorId: doctor.person.userId,
      scheduleId: reply.id,
      loginId: null,
      status: 'OPEN' as const,
      name: 'Ben Sommer',
      phone: null,
      language: 'uk' as const,
      userId: null,
      createdAt: h.now().toISOString(),
      usedAt: null,
      expiresAt: null,
      forgotten: false,
    }
    await h.store.commit([
      insert('guest_links', { ...link, id: 'with', secretHash: '1', email: 'ben@example.org' }),
      insert('guest_links', { ...link, id: 'without', secretHash: '2', email: null }),
    ])
    await doctor.run('changeSchedule', { params: { id: reply.id }, body: { endTime: '12:30' } })
    assert.deepEqual(await notices(h), [], 'a later end concerns nobody')
    await doctor.run('changeSchedule', { params: { id: reply.id }, body: { startTime: '10:30' } })
    await doctor.run('cancelSchedule', { params: { id: reply.id } })
    const outbox = outboxOf(h)
    const sent = async () => {
      await outbox.look()
      await outbox.idle()
      return outbox.sent.map(({ link: it, foot }) => `${it} ${foot}`).toSorted()
    }
    const own = `https://clinic.example/i#${h.services.linkSecret('with')}`
    assert.deepEqual(await sent(), [`${own} ${own}`, `${own} null`])
  })

  test('who came by a personal link and has switched mail off is told of no change; a cancelled one leads to the practice link, if anyone may use it', async () => {
    await using h = await makeHarness({ channels })
    const doctor = await h.doctor()
    const { reply } = (await doctor.run('createSchedule', { body: { date: '2026-03-02', startTime: '10:00', endTime: '12:00' } })) as {
      reply: { id: string }
    }
    const params = { id: reply.id }
    const { joinCode } = await doctor.run('getJoinCode')
    const guests: Seat[] = []
    for (const name of ['ben', 'ida']) {
      const body = { name, email: `${name}@example.org`, phone: '+41791234567' }
      const { reply: link } = (await doctor.run('makeGuestLink', { params, body })) as { reply: { secret: string } }
      guests.push(await guestOf(h, (await enter(h, { secret: link.secret, name })).reply))
    }
    await guests[0]!.run('setNotices', { body: { mail: false } })
    await doctor.run('changeSchedule', { params, body: { startTime: '10:30' } })
    await doctor.run('cancelSchedule', { params })
    const written = (await notices(h)).filter(({ kind }) => kind !== 'LINK')
    assert.deepEqual(written.map(({ kind, channel, userId }) => `${kind} ${channel} ${userId === guests[0]!.person.userId}`).toSorted(), [
      'CANCELLED MAIL false',
      'CANCELLED SMS false',
      'CANCELLED SMS true',
      'MOVED MAIL false',
      'MOVED SMS false',
      'MOVED SMS true',
    ])
    const outbox = outboxOf(h)
    await outbox.look()
    await outbox.idle()
    assert.equal(outbox.sent.filter(({ link }) => link === `https://clinic.example/j/${joinCode}`).length, 3)
  })

  test('a number that a guest has deleted is written to no more, by an invitation or a change of the plan', async () => {
    await using h = await makeHarness({ channels })
    const { doctor, id } = await upcoming(h)
    const body = { name: 'Walter', phone: '+41791234567', language: 'de' } as const
    const { reply: link } = await doctor.run('makeGuestLink', { params: { id }, body })
    const guest = await guestOf(h, (await enter(h, { secret: link.secret, name: 'Walter' })).reply)
    const written = async () => (await notices(h)).filter(({ kind }) => kind !== 'LINK').map(({ kind, address }) => `${kind} ${address}`)
    const move = (startTime: string) => doctor.run('changeSchedule', { params: { id }, body: { startTime } })
    await move('10:00')
    assert.deepEqual(await written(), ['MOVED +41791234567'])
    await guest.run('changeMe', { body: { phone: null } })
    await move('10:30')
    await doctor.run('startPractice', { params: { id } })
    await invited(h, { doctor, id }, guest)
    assert.deepEqual(await written(), ['MOVED +41791234567'])
  })

  test('D6: a notice is written if and only if its cause is committed, whoever races', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }), async (scheduler, moves) => {
        await using h = await makeHarness({ channels })
        const { doctor, patient, params } = await practice(h)
        const store: Store = { ...h.store, commit: (changes) => scheduler.schedule(Promise.resolve()).then(() => h.store.commit(changes)) }
        const ctx = { ...withoutMutex(h.system), store }
        const [doctorApart, patientApart] = [h.as(doctor.person, { ctx }), h.as(patient.person, { ctx })]
        const racing = moves.map((invites) =>
          (invites
            ? doctorApart.run('startCall', { params, body: { patientId: patient.person.userId } })
            : patientApart.run('toggleReady', { params, body: { isReady: false } })
          ).catch(() => undefined),
        )
        await scheduler.waitFor(Promise.all(racing))
        const calls = await h.store.find('call_sessions', {
          scheduleId: params.id,
          status: { in: ['INVITED', 'DECLINED', 'CANCELLED', 'EXPIRED'] },
        })
        assert.deepEqual(
          (await notices(h)).map(({ cause, channel }) => `${cause} ${channel}`).toSorted(),
          calls.flatMap(({ id }) => [`${id} MAIL`, `${id} SMS`]).toSorted(),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('a guest is reached by what came with their link, and comes back by it', async () => {
    await using h = await makeHarness({ channels })
    const { doctor, params } = await practice(h)
    const [guestId, createdAt] = [h.newId(), h.now().toISOString()]
    const guest = newUser({
      id: guestId,
      kind: 'GUEST',
      email: null,
      passwordHash: null,
      name: 'Ida',
      role: 'PATIENT',
      status: 'ACTIVE',
      createdAt,
      scheduleId: params.id,
      doctorId: doctor.person.userId,
    })
    const link = {
      id: 'link',
      kind: 'RETURN' as const,
      doctorId: doctor.person.userId,
      scheduleId: params.id,
      secretHash: 'hash',
      loginId: null,
      status: 'USED' as const,
      name: 'Ida',
      email: 'ida@example.org',
      phone: null,
      language: 'tr' as const,
      userId: guestId,
      createdAt,
      usedAt: createdAt,
      expiresAt: null,
      forgotten: false,
    }
    await h.store.commit([insert('users', guest), insert('guest_links', link)])
    const seat = h.as({ userId: guestId, role: 'PATIENT', name: 'Ida', status: 'ACTIVE', loginId: 'l', scheduleId: params.id })
    await seat.run('joinQueue', { params })
    await seat.run('toggleReady', { params, body: { isReady: true } })
    await doctor.run('startCall', { params, body: { patientId: guestId } })
    h.pass(8000)
    const outbox = outboxOf(h)
    await outbox.look()
    await outbox.idle()
    const own = `https://clinic.example/i#${h.services.linkSecret('link')}`
    assert.deepEqual(outbox.sent, [{ address: 'ida@example.org', link: own, language: 'tr', foot: own }])
  })
})
