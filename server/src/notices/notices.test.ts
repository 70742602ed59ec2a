import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { makeClient, type EnteredAsGuest } from '@medconsult/contract'
import { makeBrowser, startHttpReceiver, startMailServer, startPushService } from './test/receivers.ts'
import { openPractice, startTestServer } from '../test/running.ts'
import { update } from '../store/store.ts'
import { freePort } from '../../../testing/machine.ts'
import { until } from '../../../testing/until.ts'

/** A server with every channel, and what receives from it. */
async function startClinic() {
  await using stack = new AsyncDisposableStack()
  const mail = stack.use(await startMailServer())
  const sms = stack.use(await startHttpReceiver())
  const push = stack.use(await startPushService())
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    SMTP_URL: mail.url,
    SMS_URL: sms.url,
    SMS_COUNTRIES: 'CH',
    PUSH_HOSTS: push.host,
    METRICS_PORT: '0',
    CLINIC_NAME: 'Seeblick',
  }
  const server = stack.use(await startTestServer({ env }))
  const running = stack.move()
  /** A request with a Host of its own, as somebody who wants a link to another site would send it. */
  const post = async (path: string, body: unknown, host: string): Promise<number> => {
    const sent = request(`${origin}${path}`, {
      method: 'POST',
      headers: { host, 'content-type': 'application/json', 'x-forwarded-host': host },
    })
    sent.end(JSON.stringify(body))
    const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
    await text(response)
    return response.statusCode ?? 0
  }
  return { server, mail, sms, push, origin, post, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

const received = (mails: readonly { to: readonly string[]; source: string }[], address: string) =>
  mails.find(({ to }) => to.includes(address))?.source

describe('notices of a whole server', () => {
  test('who asked is told of the opening by mail, SMS and push; a forged Host never reaches a link; logs and metrics name no address', async () => {
    await using clinic = await startClinic()
    const { server, mail, sms, push, origin, post } = clinic
    const doctor = await server.doctor()
    const { joinCode } = await doctor.call('getJoinCode')
    const browser = makeBrowser(`${push.url}/browser`)
    const path = `/join/${joinCode}/tell-me`
    assert.equal(await post(path, { email: 'amara@example.org' }, 'evil.example'), 202)
    assert.equal(await post(path, { phone: '+41791234567' }, 'evil.example'), 202)
    assert.equal(await post(path, { push: browser.subscription }, 'evil.example'), 202)
    assert.equal(
      await post(path, { push: { ...browser.subscription, endpoint: `${push.url.replace('127.0.0.1', 'localhost')}/x` } }, 'x'),
      422,
    )
    await openPractice(doctor)
    const source = await until(() => received(mail.received, 'amara@example.org'), 'the mail')
    const { body } = await until(() => sms.received[0], 'the SMS')
    const pushed = await until(() => push.received[0], 'the push message')
    const link = `${origin}/j/${joinCode}`
    assert(source.includes(link))
    assert.deepEqual((JSON.parse(body.toString()) as { to: string }).to, '+41791234567')
    assert(body.toString().includes(link))
    const { title, link: pushedLink } = browser.decrypt(pushed.body) as { title: string; link: string }
    assert.deepEqual([title, pushedLink], ['Seeblick', link])
    assert(![source, body.toString()].some((it) => it.includes('evil.example') || it.includes('Weber')))
    const count = await until(async () => {
      const metrics = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text()
      const lines = metrics.split('\n').filter((it) => it.startsWith('medconsult_notices_total') && it.includes('OPENED'))
      return lines.length === 3 && lines
    }, 'the counters')
    assert(count.every((it) => /kind="OPENED",channel="(?:MAIL|SMS|PUSH)",outcome="SENT"} 1$/.test(it)))
    const log = server.lines.join('')
    for (const secret of ['amara@example.org', '791234567', browser.subscription.endpoint, joinCode.toLowerCase()])
      assert(!log.includes(secret), secret)
  })

  test('a mail’s link opens the page as the guest it was sent to', async () => {
    await using clinic = await startClinic()
    const { server, mail, origin } = clinic
    const doctor = await server.doctor()
    const { id } = await openPractice(doctor)
    const guest = await doctor.call('makeGuestLink', { params: { id }, body: { name: 'Walter Brandt', email: 'walter@example.org' } })
    const linkIn = (source: string) => /\/i#([\w-]{22})/.exec(source.replaceAll('=\r\n', ''))?.[1]
    const source = await until(() => received(mail.received, 'walter@example.org'), 'the invitation')
    const secret = linkIn(source)
    assert.equal(secret, guest.secret)
    const headers = source.slice(0, source.indexOf('\r\n\r\n')).replaceAll(/\r\n\s+/g, '')
    assert(headers.includes(`List-Unsubscribe: <${origin}/i#${secret}>`))
    const entered = (await (await server.post('/auth/guest', { secret, name: 'Walter' })).json()) as EnteredAsGuest
    const call = makeClient({ baseUrl: server.url, token: () => entered.token })
    await call('joinQueue', { params: { id } })
    await call('toggleReady', { params: { id }, body: { isReady: true } })
    await doctor.call('startCall', { params: { id }, body: { patientId: entered.user.id } })
    // The request that made them ready counts as a page for 20 s.
    server.pass(25_000)
    const calledBy = await until(() => mail.received.filter(({ to }) => to.includes('walter@example.org'))[1]?.source, 'the call')
    const back = (await (await server.post('/auth/guest', { secret: linkIn(calledBy) })).json()) as EnteredAsGuest
    assert.deepEqual([back.user.id, back.scheduleId], [entered.user.id, id])
    const again = makeClient({ baseUrl: server.url, token: () => back.token })
    assert.equal((await again('viewSchedule', { params: { id } })).queueEntry?.status, 'READY')
    assert.deepEqual((await again('setNotices', { body: { mail: false } })).mail, false)
    assert(!server.lines.join('').includes(secret), 'D1: no log line holds the secret')
  })

  test('a patient without a page is called by what they have; one with a page is not', async () => {
    await using clinic = await startClinic()
    const { server, mail, push } = clinic
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const browser = makeBrowser(`${push.url}/patient`)
    await patient.call('addPushAddress', { body: browser.subscription })
    const user = (await server.store.get('users', patient.user.id))!
    await server.store.commit([update('users', user, { emailConfirmedAt: user.createdAt })])
    const { id } = await openPractice(doctor, [patient])
    const socket = await patient.connect()
    await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id } })
    server.pass(9000)
    const states = async () => (await server.store.find('notices', { status: 'DROPPED' })).filter(({ kind }) => kind === 'CALLED')
    await until(async () => (await states()).length === 2, 'that nothing is sent')
    const { id: callId } = (await server.store.find('call_sessions', { patientId: patient.user.id, status: 'INVITED' }))[0]!
    await patient.call('declineCall', { params: { id: callId } })
    socket[Symbol.dispose]()
    await patient.call('toggleReady', { params: { id }, body: { isReady: true } })
    await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id } })
    // The request that made them ready counts as a page for 20 s.
    server.pass(25_000)
    const pushed = await until(() => push.received[0], 'the push message')
    assert.equal((browser.decrypt(pushed.body) as { link: string }).link, `${clinic.origin}/visit/${id}`)
    const source = await until(() => mail.received.find((it) => it.source.includes(`/visit/${id}`))?.source, 'the mail')
    assert.match(source, /^List-Unsubscribe: <http:\/\/127\.0\.0\.1:\d+\/account>/m)
  })
})
