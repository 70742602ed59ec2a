import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { insert } from '../../store/store.ts'
import { readConfig } from '../../process/config.ts'
import { makeHarness, type Harness } from '../../test/harness.ts'
import { newNotice } from '../new-notice.ts'
import { makeBrowser, startHttpReceiver, startMailServer, startPushService } from '../test/receivers.ts'
import type { Message } from '../message.ts'
import type { NoticeRow } from '../notice-rows.ts'
import { openChannels } from './open-channels.ts'
import { isPrivateAddress, makePushHosts } from './push-host.ts'

const ORIGIN = 'https://clinic.example'
const message: Message = {
  id: 'abc123',
  clinic: 'Praxis <Seeblick> & Co',
  title: 'Sie sind dran',
  sentence: 'Sie sind jetzt dran: Bitte öffnen Sie diesen Link, um dem Anruf beizutreten.',
  link: `${ORIGIN}/visit/1?a=b&c="d"`,
  foot: { text: 'Solche Nachrichten können Sie hier abschalten:', link: `${ORIGIN}/account` },
  language: 'de',
  direction: 'ltr',
}
const signal = new AbortController().signal

const notice = (h: Harness, given: Partial<NoticeRow> = {}): NoticeRow => ({
  ...newNotice(h.system, { kind: 'CALLED', channel: 'MAIL', cause: 'c', userId: 'u', address: 'amara@example.org', language: 'de' }).after,
  ...given,
})

const open = async (h: Harness, env: Record<string, string>, clinicPhone: string | null = null) =>
  openChannels({ config: readConfig({ PUBLIC_ORIGIN: ORIGIN, ...env }), store: h.store, now: h.now, clinicPhone: async () => clinicPhone })

describe('mail', () => {
  test('one message: the clinic’s name, a sentence, a link, and where it is switched off', async () => {
    await using h = await makeHarness()
    await using server = await startMailServer()
    const { senders } = await open(h, { SMTP_URL: server.url, MAIL_FROM: 'Seeblick <desk@clinic.example>' })
    assert.deepEqual(await senders.MAIL!(message, notice(h), signal), { outcome: 'SENT', code: 'OK' })
    const [{ from, to, source }] = server.received as [(typeof server.received)[number]]
    assert.deepEqual([from, to], ['desk@clinic.example', ['amara@example.org']])
    const [head = '', body = ''] = source.split(/\r?\n\r?\n([\s\S]*)/)
    assert.match(head, /^List-Unsubscribe: <https:\/\/clinic\.example\/account>$/m)
    assert.match(head, /^Auto-Submitted: auto-generated$/m)
    assert.match(head, /^To: amara@example\.org$/m)
    assert.match(head, /^Message-ID: <abc123@clinic\.example>$/m)
    assert.doesNotMatch(head, /nodemailer/i)
    const decoded = body
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/(?:=[0-9A-F]{2})+/g, (it) => Buffer.from(it.replaceAll('=', ''), 'hex').toString())
    assert(decoded.includes('Sie sind jetzt dran'))
    assert(decoded.includes('<html lang="de" dir="ltr">'))
    assert(decoded.includes('Praxis &#60;Seeblick&#62; &#38; Co'))
    assert(decoded.includes('href="https://clinic.example/visit/1?a=b&#38;c=&#34;d&#34;"'))
  })

  test('neither a line break nor a second address in what people typed reaches a header or another mailbox', async () => {
    await using h = await makeHarness()
    await using server = await startMailServer()
    const { senders } = await open(h, { SMTP_URL: server.url })
    const evil = { ...message, clinic: 'Clinic\r\nBcc: eve@example.org', title: 'Hello\r\nBcc: eve@example.org' }
    for (const address of ['amara@example.org', 'amara@example.org\r\nRCPT TO:<eve@example.org>', 'amara@example.org, eve@example.org'])
      await senders.MAIL!(evil, notice(h, { address }), signal).catch(() => undefined)
    assert(server.received.length >= 1)
    for (const { to, source } of server.received) {
      const [head = ''] = source.split(/\r?\n\r?\n/)
      assert.doesNotMatch(head, /^(?:b?cc):/im)
      assert.equal(to.length, 1)
      assert.notEqual(to[0], 'eve@example.org')
    }
  })

  test('who is unknown there is refused for good; a server in trouble is asked again, and its words go nowhere', async () => {
    await using h = await makeHarness()
    await using server = await startMailServer({
      refuses: (address) => (address.startsWith('nobody') ? 550 : address.startsWith('later') ? 451 : null),
    })
    const { senders } = await open(h, { SMTP_URL: server.url })
    const to = (address: string) => senders.MAIL!(message, notice(h, { address }), signal)
    assert.deepEqual(await to('nobody@example.org'), { outcome: 'REFUSED', code: 'SMTP_550' })
    assert.deepEqual(await to('later@example.org'), { outcome: 'AGAIN', code: 'SMTP_451' })
    const { url } = await startMailServer().then(async (gone) => {
      await gone[Symbol.asyncDispose]()
      return gone
    })
    const away = await open(h, { SMTP_URL: url })
    await assert.rejects(async () => away.senders.MAIL!(message, notice(h), signal), { code: 'ESOCKET' })
  })

  test('a server that takes a message and then says no gets it again: at least once', async () => {
    await using h = await makeHarness()
    await using server = await startMailServer({ afterMessage: async () => 451 })
    const { senders } = await open(h, { SMTP_URL: server.url })
    assert.deepEqual(await senders.MAIL!(message, notice(h), signal), { outcome: 'AGAIN', code: 'SMTP_451' })
    assert.equal(server.received.length, 1)
  })
})

describe('SMS', () => {
  const sms = { ...message, clinic: 'Praxis "See" & <Blick>', sentence: 'Jetzt: \\ {to}' }

  test('values are escaped as the body’s type needs it', async () => {
    await using h = await makeHarness()
    await using server = await startHttpReceiver()
    const text = `Praxis "See" & <Blick>: Jetzt: \\ {to} ${message.link}`
    const send = async (type: string, body: string) => {
      const env = {
        SMS_URL: `${server.url}/send`,
        SMS_HEADERS: JSON.stringify({ 'Content-Type': type, Authorization: 'Bearer key' }),
        SMS_BODY: body,
      }
      const { senders } = await open(h, { ...env, SMS_COUNTRIES: 'CH' })
      assert.deepEqual(await senders.SMS!(sms, notice(h, { address: '+41 79 123 45 67' }), signal), { outcome: 'SENT', code: 'HTTP_200' })
      const { path, headers, body: sent } = server.received.at(-1)!
      assert.deepEqual([path, headers['content-type'], headers.authorization], ['/send', type, 'Bearer key'])
      return sent.toString()
    }
    assert.deepEqual(JSON.parse(await send('application/json', '{"n":"{to}","m":"{text}"}')), { n: '+41791234567', m: text })
    const form = new URLSearchParams(await send('application/x-www-form-urlencoded', 'n={to}&m={text}'))
    assert.deepEqual([form.get('n'), form.get('m')], ['+41791234567', text])
    assert.match(
      await send('application/xml; charset=utf-8', '<m to="{to}">{text}</m>'),
      /^<m to="\+41791234567">Praxis &quot;See&quot; &amp; &lt;Blick&gt;/,
    )
  })

  test('numbers of other countries, and what is no number, cost nothing', async () => {
    await using h = await makeHarness()
    await using server = await startHttpReceiver()
    const to = async (address: string, env: Record<string, string>, clinicPhone: string | null) => {
      const { senders } = await open(h, { SMS_URL: server.url, ...env }, clinicPhone)
      return (await senders.SMS!(message, notice(h, { address }), signal)).code
    }
    assert.equal(await to('+4915112345678', {}, '+41 44 123 45 67'), 'COUNTRY')
    assert.equal(await to('+41791234567', {}, '+41 (0)44 123 45 67'), 'HTTP_200')
    assert.equal(await to('+41791234567', {}, '044 123 45 67'), 'COUNTRY', 'the clinic’s own country is not known')
    assert.equal(await to('+4915112345678', { SMS_COUNTRIES: 'CH,DE' }, null), 'HTTP_200')
    assert.equal(await to('+41791', { SMS_COUNTRIES: 'CH' }, null), 'NO_NUMBER')
    assert.equal(server.received.length, 2)
  })

  test('a redirect is not followed; what is refused is tried again', async () => {
    await using h = await makeHarness()
    await using other = await startHttpReceiver()
    await using server = await startHttpReceiver((path) => ({ status: path === '/moved' ? 307 : 503, headers: { location: other.url } }))
    for (const [path, code] of [
      ['/moved', 'HTTP_307'],
      ['/busy', 'HTTP_503'],
    ]) {
      const { senders } = await open(h, { SMS_URL: `${server.url}${path}`, SMS_COUNTRIES: 'CH' })
      assert.deepEqual(await senders.SMS!(message, notice(h, { address: '+41791234567' }), signal), { outcome: 'AGAIN', code })
    }
    assert.deepEqual(other.received, [])
  })
})

describe('push', () => {
  const subscribe = async (h: Harness, endpoint: string, id = 'a') => {
    const browser = makeBrowser(endpoint)
    const { p256dh, auth } = browser.subscription.keys
    await h.store.commit([insert('push_addresses', { id, ownerId: 'u', endpoint, p256dh, auth, createdAt: h.now().toISOString() })])
    return browser
  }
  const push = (h: Harness) => notice(h, { channel: 'PUSH', address: null })

  test('each of a person’s browsers can read it, and nobody in between', async () => {
    await using h = await makeHarness()
    await using service = await startPushService()
    const { senders, channels } = await open(h, { PUSH_HOSTS: service.host })
    const browser = await subscribe(h, `${service.url}/one`)
    await subscribe(h, `${service.url}/two`, 'b')
    assert.deepEqual(await senders.PUSH!(message, push(h), signal), { outcome: 'SENT', code: 'HTTP_201' })
    assert.deepEqual(service.received.map(({ path }) => path).toSorted(), ['/one', '/two'])
    const { body, headers } = service.received.find(({ path }) => path === '/one')!
    const { clinic: title, sentence, link, id: tag } = message
    assert.deepEqual(browser.decrypt(body), { title, body: sentence, link, lang: 'de', dir: 'ltr', tag })
    assert(!body.includes('clinic.example'))
    assert.match(headers.authorization ?? '', new RegExp(`^vapid t=.+, k=${channels.push}$`))
    const again = await open(h, { PUSH_HOSTS: service.host })
    assert.equal(again.channels.push, channels.push, 'the key pair is made once')
  })

  test('a browser that its service no longer knows is forgotten', async () => {
    await using h = await makeHarness()
    await using service = await startPushService((path) => ({ status: path === '/gone' ? 410 : 404 }))
    const { senders } = await open(h, { PUSH_HOSTS: service.host })
    await subscribe(h, `${service.url}/gone`)
    await subscribe(h, `${service.url}/unknown`, 'b')
    assert.equal((await senders.PUSH!(message, push(h), signal)).outcome, 'NOWHERE')
    assert.deepEqual(await h.store.find('push_addresses', { ownerId: 'u' }), [])
    assert.deepEqual(await senders.PUSH!(message, push(h), signal), { outcome: 'NOWHERE', code: 'NO_ADDRESS' })
  })

  test('D8: nothing is contacted that the operator has not named: no redirect, no other host, port or scheme', async () => {
    await using h = await makeHarness()
    await using other = await startPushService()
    await using service = await startPushService(() => ({ status: 307, headers: { location: other.url } }))
    const { senders } = await open(h, { PUSH_HOSTS: service.host })
    await subscribe(h, `${service.url}/x`)
    assert.deepEqual(await senders.PUSH!(message, push(h), signal), { outcome: 'AGAIN', code: 'HTTP_307' })
    await using fresh = await makeHarness()
    await subscribe(fresh, `${other.url}/x`)
    const elsewhere = await open(fresh, { PUSH_HOSTS: service.host })
    assert.equal((await elsewhere.senders.PUSH!(message, push(fresh), signal)).outcome, 'NOWHERE')
    assert.deepEqual(other.received, [])
  })

  test('D8: unless others are named, only the browsers’ services; an endpoint on this machine or a private network is refused', () => {
    const browsers = makePushHosts('browsers')
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/x',
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://web.push.apple.com/x',
    ])
      assert(browsers.allows(endpoint), endpoint)
    for (const endpoint of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com:8443/x',
      'https://user@fcm.googleapis.com/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://evilpush.apple.com/x',
      'https://127.0.0.1/x',
      'https://localhost/x',
      'https://[::1]/x',
      'https://10.0.0.1/x',
      'not a url',
      `https://fcm.googleapis.com/${'x'.repeat(1000)}`,
    ])
      assert(!browsers.allows(endpoint), endpoint)
    const named = makePushHosts(['push.example', '127.0.0.1:9443'])
    for (const [endpoint, allowed] of [
      ['https://push.example/x', true],
      ['https://push.example:443/x', true],
      ['https://push.example:9443/x', false],
      ['https://127.0.0.1:9443/x', true],
      ['https://127.0.0.1/x', false],
      ['https://fcm.googleapis.com/x', false],
    ] as const)
      assert.equal(named.allows(endpoint), allowed, endpoint)
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.1.1',
      '100.64.0.1',
      '::1',
      'fd00::1',
      'fe80::1',
      '::ffff:127.0.0.1',
      '0.0.0.0',
      'fec0::1',
      '2002:7f00:1::',
      '64:ff9b:1::1',
      '::ffff:0:127.0.0.1',
    ])
      assert(isPrivateAddress(address), address)
    for (const address of ['8.8.8.8', '2001:4860:4860::8888']) assert(!isPrivateAddress(address), address)
  })

  test('a service that says nothing is given up when the attempt is', async () => {
    await using h = await makeHarness()
    const { promise: never, resolve } = Promise.withResolvers<{ status: number }>()
    const ending = new AbortController()
    await using service = await startPushService(() => {
      ending.abort()
      return never
    })
    const { senders } = await open(h, { PUSH_HOSTS: service.host })
    await subscribe(h, `${service.url}/x`)
    assert.equal((await senders.PUSH!(message, push(h), ending.signal)).outcome, 'AGAIN')
    resolve({ status: 200 })
  })
})
