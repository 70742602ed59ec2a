import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createClient } from '@redis/client'
import { openRedis } from './redis.ts'
import { NO_REDIS, provideRedis, secretOf } from '../../../testing/redis-server.ts'
import { openPractice, startTestServer } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { makeSeal } from './seal.ts'

const server = await provideRedis()
if (server === null) console.log(NO_REDIS)
else after(() => server[Symbol.asyncDispose]())

/** Two servers on one store, which tell each other by Redis alone, and a stranger who can write to it. */
async function makeTwo(title: string) {
  await using stack = new AsyncDisposableStack()
  const env = { REDIS_URL: server!.url, JWT_SECRET: secretOf(title) }
  const one = stack.use(await startTestServer({ env }))
  const other = stack.use(await startTestServer({ env, store: one.store }))
  const own = stack.use(openRedis({ url: server!.url, secret: env.JWT_SECRET, say: () => undefined }))
  const stranger = createClient({ url: server!.url })
  await stranger.connect()
  stack.defer(() => stranger.destroy())
  const health = async ({ url }: typeof one) => ((await (await fetch(`${url}/health`)).json()) as { redis: string }).redis
  for (const each of [one, other]) await until(async () => (await health(each)) === 'ok', 'Redis')
  const stop = stack.move()
  return { one, other, own, stranger, stream: own.events, [Symbol.asyncDispose]: () => stop.disposeAsync() }
}

if (server !== null) {
  test('Redis sees no name and no room of what is told', async (t) => {
    await using two = await makeTwo(t.fullName)
    const [doctor, patient] = [await two.one.doctor('Dr. Ada Canary'), await two.other.patient()]
    using socket = await patient.connect()
    const schedule = await openPractice(doctor, [patient])
    await doctor.call('startCall', { params: { id: schedule.id }, body: { patientId: patient.user.id } })
    assert.equal((await socket.next('call_invitation')).doctorName, 'Dr. Ada Canary')
    const entries = (await two.stranger.xRange(two.stream, '-', '+')) ?? []
    assert(entries.length > 2)
    for (const { message } of entries) {
      assert.deepEqual(Object.keys(message), ['run', 'sealed'])
      assert(!Buffer.from(message['sealed']!, 'base64').includes('Canary'))
    }
    for (const key of await two.stranger.keys('*'))
      for (const name of [patient.user.id, patient.user.email, '127.0.0.1']) assert(!key.includes(name), key)
  })

  test('entries that are not ours, not whole or were told before are dropped, and events go on', async (t) => {
    await using two = await makeTwo(t.fullName)
    const doctor = await two.one.doctor()
    using socket = await (await two.other.patient()).connect()
    const first = await openPractice(doctor)
    assert.equal((await socket.next('schedule_status_changed')).scheduleId, first.id)
    const [told] = (await two.stranger.xRange(two.stream, '-', '+')) ?? []
    const ours = makeSeal({ derive: (...of) => two.own.derive(...of), place: two.stream, now: () => new Date() })
    const foreign = makeSeal({ derive: () => Buffer.alloc(32, 1), place: two.stream, now: () => new Date() })
    const forged = { uid: 'x', nsp: '/', type: '3', data: JSON.stringify({ packet: {}, opts: {} }) }
    const poison: Readonly<Record<string, string>>[] = [
      { uid: 'x', nsp: '/', type: '3' },
      forged,
      { nothing: '' },
      foreign.close(forged),
      told!.message,
      { ...told!.message, sealed: told!.message['sealed']!.slice(0, 40) },
      // Closed with our own key, and yet nothing the adapter can take.
      ours.close({ uid: 'x', nsp: '/', type: '3' }),
      ours.close({ uid: 'x', nsp: '/', type: '3', data: '{}' }),
      ours.close({ uid: 'x', nsp: '/', type: '3', data: '{' }),
    ]
    for (const message of poison) await two.stranger.xAdd(two.stream, '*', { ...message })
    await doctor.call('endPractice', { params: { id: first.id }, body: {} })
    await until(() => socket.heard.some(({ payload }) => (payload as { status?: string }).status === 'COMPLETED'), 'the event after them')
    const ofFirst = socket.heard.filter(({ event }) => event === 'schedule_status_changed')
    assert.deepEqual(
      ofFirst.map(({ payload }) => (payload as { status: string }).status),
      ['ONLINE', 'COMPLETED'],
    )
    const said = two.other.lines.filter((line) => line.includes('Dropped from Redis'))
    assert.equal(said.length, 1)
    assert(!said[0]!.includes('nsp'))
  })
}
