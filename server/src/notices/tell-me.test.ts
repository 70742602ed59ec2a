import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { insert, update } from '../store/store.ts'
import { makeHarness, refused, type Harness } from '../test/harness.ts'
import { watched } from '../test/watched.ts'

const channels = { mail: true, sms: true, push: 'key' }
const code = 'K7QX2M9RTA'
const push = { endpoint: 'https://push.example/abc', keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } }

async function practice(h: Harness) {
  const doctor = await h.doctor()
  const createdAt = h.now().toISOString()
  assert(await h.store.commit([insert('join_codes', { id: doctor.person.userId, code, joinBy: 'ANYONE', createdAt })]))
  const wishes = () => h.store.find('tell_me', { doctorId: doctor.person.userId })
  const open = async () => {
    const { reply } = (await doctor.run('createSchedule', { body: { date: '2026-03-02', startTime: '10:00', endTime: '12:00' } })) as {
      reply: { id: string }
    }
    await doctor.run('startPractice', { params: { id: reply.id } })
  }
  return { doctor, wishes, open }
}
const ask = (h: Harness, body: object, joinCode = code, address = h.request.address) =>
  h.as(null, { request: { address } }).run('tellMe', { params: { joinCode }, body })

describe('tellMe', () => {
  test('once an address and practice, in the language that was read', async () => {
    await using h = await makeHarness({ channels, request: { languages: ['uk'] } })
    const { wishes, open } = await practice(h)
    const first = await ask(h, { email: 'ida@example.org' })
    await ask(h, { email: 'ida@example.org' }, ' k7qx-2m9r-ta ')
    assert.match(first.secret, /^[\w-]{22}$/)
    await ask(h, { phone: '+41 79 123 45 67' })
    for (let n = 0; n < 2; n++) await ask(h, { push })
    assert(!JSON.stringify(await wishes()).includes(first.secret), 'no secret is stored')
    await open()
    const due = (await h.store.find('notices', { status: 'DUE' })).toSorted((a, b) => a.channel.localeCompare(b.channel))
    assert.deepEqual(
      due.map(({ channel, address, language }) => [channel, channel === 'PUSH' ? null : address, language]),
      [
        ['MAIL', 'ida@example.org', 'uk'],
        ['PUSH', null, 'uk'],
        ['SMS', '+41791234567', 'uk'],
      ],
    )
  })

  test('nobody takes back the wish of another who gave the same address, whoever asked first', async () => {
    await using h = await makeHarness({ channels })
    const { open } = await practice(h)
    const secrets = []
    for (const body of [{ email: 'ida@example.org' }, { push }])
      for (let n = 0; n < 3; n++) secrets.push((await ask(h, body, code, `192.0.2.${n}`)).secret)
    assert.equal(new Set(secrets).size, secrets.length)
    for (const n of [0, 2, 3, 5]) await h.nobody.run('withdrawTellMe', { body: { secret: secrets[n]! } })
    await open()
    const due = await h.store.find('notices', { status: 'DUE' })
    assert.deepEqual(due.map(({ channel }) => channel).toSorted(), ['MAIL', 'PUSH'])
    assert.equal((await h.store.find('push_addresses', { ownerId: due.find(({ channel }) => channel === 'PUSH')!.address! })).length, 1)
  })

  test('D7: an address that is noted costs the same work as one that is not', async () => {
    await using h = await makeHarness({ channels })
    await practice(h)
    const worked: (readonly string[])[] = []
    for (const email of ['new@example.org', 'new@example.org', 'other@example.org']) {
      const { store, work } = watched(h.store)
      await h.as(null, { ctx: { store } }).run('tellMe', { params: { joinCode: code }, body: { email } })
      worked.push(work)
    }
    for (const each of worked) assert.deepEqual(each, worked[0])
  })

  test('D7: the reply is the same for a practice that there is and one that there is not, an address that is noted and one that is not', async () => {
    await using h = await makeHarness({ channels })
    const { wishes } = await practice(h)
    const replies = [
      await ask(h, { email: 'a@example.org' }),
      await ask(h, { email: 'a@example.org' }),
      await ask(h, { email: 'a@example.org' }, 'ZZZZZZZZZZ'),
    ]
    for (const reply of replies) assert.deepEqual(Object.keys(reply), ['secret'])
    assert.equal(new Set(replies.map(({ secret }) => secret.length)).size, 1)
    assert.equal((await wishes()).length, 2)
  })

  test('what is asked: one address, that is one, by a channel that there is', async () => {
    await using h = await makeHarness({ channels })
    const { wishes } = await practice(h)
    await refused(ask(h, { phone: '12345' }), 'INVALID')
    await refused(ask(h, { push: { ...push, endpoint: 'https://127.0.0.1/x' } }), 'INVALID')
    assert.deepEqual(await wishes(), [])
    await using without = await makeHarness()
    const own = await practice(without)
    await ask(without, { email: 'a@example.org' })
    assert.deepEqual(await own.wishes(), [])
  })

  test('five an hour of a client’s address', async () => {
    await using h = await makeHarness({ channels })
    await practice(h)
    for (let n = 0; n < 5; n++) await ask(h, { email: `${n}@example.org` })
    h.pass(3_599_000)
    await refused(ask(h, { email: '6@example.org' }), 'RATE_LIMITED')
    h.pass(1000)
    await ask(h, { email: '6@example.org' })
  })

  test('withdrawn by its secret, at any time before it is sent; an unknown secret is answered alike', async () => {
    await using h = await makeHarness({ channels })
    const { wishes, open } = await practice(h)
    const { secret } = await ask(h, { email: 'a@example.org' })
    const { secret: other } = await ask(h, { push })
    assert.deepEqual(await h.nobody.run('withdrawTellMe', { body: { secret: 'x'.repeat(22) } }), { ok: true })
    for (const each of [secret, other, secret])
      assert.deepEqual(await h.nobody.run('withdrawTellMe', { body: { secret: each } }), { ok: true })
    assert((await wishes()).every(({ address }) => address === null))
    assert.deepEqual(await h.store.find('push_addresses', { createdAt: { gte: '2000' } }), [])
    await open()
    assert.deepEqual(await h.store.find('notices', { status: 'DUE' }), [])
    await ask(h, { email: 'a@example.org' })
    assert.equal((await wishes()).filter(({ address }) => address !== null).length, 1, 'and asked again')
    h.pass(31 * 86_400_000)
    await h.sweep()
    assert.deepEqual(await wishes(), [], 'forgotten after 30 days')
  })

  test('an opening tells each who asked, and forgets the addresses', async () => {
    await using h = await makeHarness({ channels })
    const { wishes, open } = await practice(h)
    await ask(h, { email: 'a@example.org' })
    await ask(h, { push })
    await open()
    const due = await h.store.find('notices', { status: 'DUE' })
    assert.deepEqual(due.map(({ kind, channel, address }) => `${kind} ${channel} ${channel === 'PUSH' ? '' : address}`).toSorted(), [
      'OPENED MAIL a@example.org',
      'OPENED PUSH ',
    ])
    assert((await wishes()).every(({ address }) => address === null))
  })
})

describe('choices', () => {
  test('noticeSettings: what nobody has chosen is on, but not what a doctor has to switch on', async () => {
    await using h = await makeHarness({ channels })
    const patient = await h.patient()
    const unset = { mail: true, sms: true, push: true, arrived: false, hasEmail: false, hasPhone: false }
    assert.deepEqual(await patient.run('noticeSettings'), unset)
    const user = (await h.store.get('users', patient.person.userId))!
    await h.store.commit([update('users', user, { emailConfirmedAt: user.createdAt, phone: '+41791234567' })])
    assert.deepEqual(await patient.run('noticeSettings'), { ...unset, hasEmail: true, hasPhone: true })
  })

  test('setNotices: what is not named stays; a repeat changes nothing', async () => {
    await using h = await makeHarness({ channels })
    const doctor = await h.doctor()
    await doctor.run('setNotices', { body: { sms: false } })
    const { version } = (await h.store.get('users', doctor.person.userId))!
    const settings = await doctor.run('setNotices', { body: { arrived: true } })
    await doctor.run('setNotices', { body: { arrived: true, sms: false } })
    assert.deepEqual(settings, { mail: true, sms: false, push: true, arrived: true, hasEmail: false, hasPhone: false })
    assert.equal((await h.store.get('users', doctor.person.userId))!.version, version + 1)
  })

  test('addPushAddress: a browser belongs to who added it last; a person has the newest ten', async () => {
    await using h = await makeHarness({ channels })
    const [one, other] = [await h.patient(), await h.patient()]
    const of = async ({ person: { userId } }: typeof one) =>
      (await h.store.find('push_addresses', { ownerId: userId })).map(({ endpoint }) => endpoint)
    await one.run('addPushAddress', { body: push })
    await one.run('addPushAddress', { body: push })
    assert.deepEqual(await of(one), [push.endpoint])
    await other.run('addPushAddress', { body: push })
    assert.deepEqual([await of(one), await of(other)], [[], [push.endpoint]])
    for (let n = 0; n < 12; n++) {
      h.pass(1000)
      await other.run('addPushAddress', { body: { ...push, endpoint: `https://push.example/${n}` } })
    }
    assert.deepEqual((await of(other)).length, 10)
    assert(!(await of(other)).includes(push.endpoint))
    await one.run('removePushAddress', { body: { endpoint: 'https://push.example/11' } })
    assert((await of(other)).includes('https://push.example/11'), 'not theirs')
    await other.run('removePushAddress', { body: { endpoint: 'https://push.example/11' } })
    assert(!(await of(other)).includes('https://push.example/11'))
  })

  test('D8: addPushAddress takes no service that the operator has not named', async () => {
    await using h = await makeHarness({ channels })
    const patient = await h.patient()
    for (const endpoint of ['https://127.0.0.1/x', 'https://push.example:8443/x', 'http://push.example/x', 'https://evil.example/x'])
      await refused(patient.run('addPushAddress', { body: { ...push, endpoint } }), 'INVALID')
  })
})
