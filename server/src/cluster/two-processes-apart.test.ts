import assert from 'node:assert/strict'
import { after, test, type TestContext } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { makeClient, type Client } from '@medconsult/contract'
import { callSubject } from '../presence/who-is-present.ts'
import { openMongo } from '../store/mongo/mongo.ts'
import { StoreAway, type Store } from '../store/store.ts'
import { onPath } from '../../../testing/machine.ts'
import { newDatabase, NO_MONGO, provideMongo } from '../../../testing/mongo-server.ts'
import { NO_REDIS, provideRedis, secretOf } from '../../../testing/redis-server.ts'
import { connect, inCall, startTestServer, type TestPerson, type TestServer } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { received } from '../test/two-servers.ts'

const mongo = await provideMongo()
const hasRedis = mongo !== null && onPath('redis-server') !== null
if (mongo === null) console.log(NO_MONGO)
else if (!hasRedis) console.log(NO_REDIS)
after(() => mongo?.[Symbol.asyncDispose]())

/** Servers on one store, which a test can make differ: each has a clock and a view of the store of its own. */
async function serversOn(t: TestContext, isJoined: boolean, views: readonly ((store: Store) => Store)[]) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(newDatabase(mongo!))
  const redis = isJoined ? stack.use((await provideRedis())!) : null
  const env = {
    MONGO_URL: database.url,
    DB_NAME: database.dbName,
    JWT_SECRET: secretOf(t.fullName),
    ...(redis && { REDIS_URL: redis.url }),
  }
  const servers: TestServer[] = []
  for (const view of views) {
    const store = stack.use(await openMongo(database))
    servers.push(stack.use(await startTestServer({ env, store: view(store) })))
  }
  const all = stack.move()
  return { servers, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

const whole = (store: Store): Store => store
const at = ({ url }: TestServer, { token }: TestPerson): Client => makeClient({ baseUrl: url, token: () => token })

if (hasRedis)
  test('who leaves one process for the other stays present', async (t) => {
    await using place = await serversOn(t, true, [whole, whole, whole])
    const [here, there, watching] = place.servers as [TestServer, TestServer, TestServer]
    const { doctor, patient, call } = await inCall(here)
    const callSessionId = call.id
    using doctors = await connect(watching.url, doctor.token)
    const signs = async (kind: 'SOCKET' | 'GONE', count: number): Promise<boolean> => {
      const found = await here.store.ephemeral.find('presences', [callSubject(callSessionId, 'patient')], new Date())
      return found.filter((it) => it.kind === kind).length === count
    }
    {
      using stays = await connect(here.url, patient.token)
      await stays.say('join_call', { callSessionId })
      {
        using leaves = await connect(there.url, patient.token)
        await leaves.say('join_call', { callSessionId })
        await until(() => signs('SOCKET', 2), 'both sockets to be written')
        await doctors.say('join_call', { callSessionId })
      }
      await until(() => signs('GONE', 1), 'the socket that left to be written')
      // A server that has ended has emitted everything; what is emitted now comes later.
      await there[Symbol.asyncDispose]()
      await patient.call('patientSetPeerId', { params: { id: callSessionId }, body: { peerId: 'afterwards' } })
      await received(doctors, 'peer_id_updated', { role: 'patient', peerId: 'afterwards' })
      const away = doctors.received.filter(({ payload }) => isDeepStrictEqual(payload, { callSessionId, role: 'patient', present: false }))
      assert.deepEqual(away, [], 'nobody is notified that the patient is away')
    }
    await received(doctors, 'presence_changed', { callSessionId, role: 'patient', present: false })
  })

if (hasRedis)
  test('a login that is ended on one closes its sockets on another that cannot look at logins', async (t) => {
    let isBlind = false
    const blindable = (store: Store): Store =>
      new Proxy(store, {
        get: (target, key: keyof Store) => {
          if (key === 'ephemeral') return target[key]
          const method = target[key] as (...given: unknown[]) => Promise<unknown>
          return async (...given: unknown[]) => {
            const found = await method.apply(target, given)
            // After the query, so that those under way reveal nothing either.
            if (isBlind && given[0] === 'logins') throw new StoreAway('away')
            return found
          }
        },
      })
    await using place = await serversOn(t, true, [whole, blindable])
    const [one, other] = place.servers as [TestServer, TestServer]
    const someone = await one.patient()
    using socket = await connect(other.url, someone.token)
    isBlind = true
    await someone.call('logout')
    await received(socket, 'session_closed', { reason: 'revoked' })
    await until(() => !socket.socket.connected, 'the socket to be closed')
  })

if (mongo !== null)
  test('the audit rows of a practice stand in the order of its steps, though the clocks of the processes differ', async (t) => {
    await using place = await serversOn(t, false, [whole, whole])
    const [ahead, behind] = place.servers as [TestServer, TestServer]
    // Less than an invitation lasts, or the one ahead would end it.
    ahead.pass(30_000)
    const [doctor, patient] = [await behind.doctor(), await behind.patient()]
    const { id } = await at(ahead, doctor)('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
    await at(behind, doctor)('startPractice', { params: { id } })
    await at(ahead, patient)('joinQueue', { params: { id } })
    await at(behind, patient)('toggleReady', { params: { id }, body: { isReady: true } })
    const invited = await at(ahead, doctor)('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
    const call = { params: { id: invited.id } }
    await at(behind, patient)('confirmCall', { ...call, body: { patientPeerId: 'p' } })
    await at(ahead, doctor)('activateCall', call)
    await at(behind, doctor)('doctorEndCall', call)
    const rows = await behind.store.find('audit_logs', { scheduleId: id }, { by: 'id', order: 'asc', limit: 100 })
    assert.deepEqual(
      rows.map(({ actionType }) => actionType),
      [
        'SCHEDULE_CREATED',
        'SCHEDULE_STARTED',
        'QUEUE_JOINED',
        'QUEUE_READY',
        'CALL_INVITED',
        'CALL_CONFIRMED',
        'CALL_ACTIVATED',
        'CALL_ENDED',
      ],
    )
  })
