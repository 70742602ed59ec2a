import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import type { ApiError } from '@medconsult/contract'
import { createClient } from '@redis/client'
import { MongoClient } from 'mongodb'
import { openRedis } from './redis.ts'
import { newDatabase, NO_MONGO, provideMongo } from '../../../testing/mongo-server.ts'
import { bootServer, temporaryFolder, type ServerProcess } from '../../../testing/programs.ts'
import { NO_REDIS, provideRedis, secretOf, type RedisServer } from '../../../testing/redis-server.ts'
import { type TestSocket } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { heard, register } from '../test/two-servers.ts'
import { wireTo } from '../../../testing/wire.ts'

const mongo = await provideMongo()
const redis = mongo === null ? null : await provideRedis()
if (mongo === null) console.log(NO_MONGO)
else if (redis === null) console.log(NO_REDIS)
after(async () => {
  await redis?.[Symbol.asyncDispose]()
  await mongo?.[Symbol.asyncDispose]()
})

/** A command of its operator. */
async function command(server: RedisServer, ...words: string[]): Promise<void> {
  const client = createClient({ url: server.url })
  await client.connect()
  await client.sendCommand(words)
  client.destroy()
}

const health = async (server: ServerProcess) => (await (await fetch(`${server.url}/health`)).json()) as { status: string; redis: string }
const says = (redisIs: string, ...servers: readonly ServerProcess[]) =>
  Promise.all(servers.map((server) => until(async () => (await health(server)).redis === redisIs, `redis: ${redisIs}`)))

/** A doctor at one process with an open practice, and at another a patient who is ready in it. */
async function readyIn(one: ServerProcess, other: ServerProcess) {
  const doctor = await register(one, 'DOCTOR', 'Dr. Ada Weber')
  const patient = await register(other, 'PATIENT', 'Ben Sommer')
  const { id } = await doctor.at(one)('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
  await doctor.at(one)('startPractice', { params: { id } })
  await patient.at(other)('joinQueue', { params: { id } })
  await patient.at(other)('toggleReady', { params: { id }, body: { isReady: true } })
  return { doctor, patient, scheduleId: id }
}

/** What may happen to it, and how it is mended. */
const troubles = [
  { what: 'is stopped', begin: (it: RedisServer) => it.stop(), end: (it: RedisServer) => it.start() },
  { what: 'answers nothing', begin: async (it: RedisServer) => it.freeze(), end: async (it: RedisServer) => it.goOn() },
  {
    what: 'takes no writes',
    begin: (it: RedisServer) => command(it, 'CONFIG', 'SET', 'min-replicas-to-write', '1'),
    end: (it: RedisServer) => command(it, 'CONFIG', 'SET', 'min-replicas-to-write', '0'),
  },
  {
    what: 'holds something else where the events should be',
    begin: async (it: RedisServer, events: string) => {
      await command(it, 'DEL', events)
      await command(it, 'SET', events, 'something else')
    },
    end: (it: RedisServer, events: string) => command(it, 'DEL', events),
  },
]

if (redis !== null) {
  test('a stream of events that somebody ended in the far future is cleared, and what comes is read', async (t) => {
    const options = { url: redis.url, secret: secretOf(t.fullName), say: () => undefined }
    await using one = openRedis(options)
    await using other = openRedis(options)
    await until(() => one.isReady && other.isReady, 'Redis')
    await one.append({ name: 'before' }, 100)
    const reads = async (after: string | null): Promise<string[]> => (await other.read(after).catch(() => [])).map(({ id }) => id)
    const [before] = await until(async () => {
      const found = await reads('0-0')
      return found.length > 0 && found
    }, 'the first entry')
    const end = '18446744073709551615'
    await command(redis, 'XADD', one.events, `${end}-${end}`, 'name', 'forged')
    await until(
      () =>
        one.append({ name: 'after' }, 100).then(
          () => true,
          () => false,
        ),
      'the stream to take entries again',
    )
    const [after] = await until(async () => {
      const found = await reads(before!)
      return found.length > 0 && found
    }, 'the entry after it')
    assert(!after!.startsWith(end))
  })

  test('a process that alone has lost Redis is heard by the others all the same, and hears them', async (t) => {
    using data = temporaryFolder()
    await using database = newDatabase(mongo!)
    await using wire = await wireTo(Number(new URL(redis.url).port))
    const env = {
      MONGO_URL: database.url,
      DB_NAME: database.dbName,
      DATA_DIR: data.path,
      JWT_SECRET: secretOf(t.fullName),
      TIME_ZONE: 'UTC',
    }
    await using lone = await bootServer({ ...env, REDIS_URL: `redis://127.0.0.1:${wire.port}` })
    await using other = await bootServer({ ...env, REDIS_URL: redis.url })
    await says('ok', lone, other)
    const { doctor, patient, scheduleId } = await readyIn(lone, other)
    using doctors = await doctor.connect(lone)
    using patients = await patient.connect(other)

    wire.cut()
    await says('away', lone)
    const { id } = await doctor.at(lone)('startCall', { params: { id: scheduleId }, body: { patientId: patient.user.id } })
    await heard(patients, 'call_invitation', { callSessionId: id })
    await patient.at(other)('declineCall', { params: { id } })
    await heard(doctors, 'call_declined', { callSessionId: id })
    await says('ok', other)

    wire.mend()
    await says('ok', lone)
    await patient.at(other)('toggleReady', { params: { id: scheduleId }, body: { isReady: true } })
    const again = await doctor.at(lone)('startCall', { params: { id: scheduleId }, body: { patientId: patient.user.id } })
    await heard(patients, 'call_invitation', { callSessionId: again.id })
  })

  test('a commit of which nobody heard whether it happened is told all the same, though Redis is there', async (t) => {
    using data = temporaryFolder()
    await using database = newDatabase(mongo!)
    const appName = randomUUID()
    const env = {
      DB_NAME: database.dbName,
      DATA_DIR: data.path,
      JWT_SECRET: secretOf(t.fullName),
      TIME_ZONE: 'UTC',
      REDIS_URL: redis.url,
    }
    const named = `${database.url}${database.url.includes('?') ? '&' : '?'}appName=${appName}`
    await using one = await bootServer({ ...env, MONGO_URL: named })
    await using other = await bootServer({ ...env, MONGO_URL: database.url })
    await says('ok', one, other)
    const { doctor, patient, scheduleId } = await readyIn(one, other)
    using patients = await patient.connect(other)
    await using admin = new MongoClient(database.url)
    const fail = (mode: 'alwaysOn' | 'off') =>
      admin.db('admin').command({
        configureFailPoint: 'failCommand',
        mode,
        data: {
          failCommands: ['commitTransaction'],
          writeConcernError: { code: 64, codeName: 'WriteConcernTimeout', errmsg: 'waiting' },
          appName,
        },
      })

    await fail('alwaysOn')
    const start = () => doctor.at(one)('startCall', { params: { id: scheduleId }, body: { patientId: patient.user.id } })
    await assert.rejects(start(), (error: ApiError) => error.problem?.code === 'STORE_AWAY')
    await fail('off')
    const { id } = await start()
    await heard(patients, 'call_invitation', { callSessionId: id })
  })

  describe('two processes, and a Redis that', () => {
    for (const { what, begin, end } of troubles) {
      test(`${what}: both serve, say so, and tell each other all the same; mended, they join by themselves`, async (t) => {
        t.after(async () => {
          await redis.stop()
          await redis.start()
        })
        using data = temporaryFolder()
        await using database = newDatabase(mongo!)
        const secret = secretOf(t.fullName)
        const boot = () =>
          bootServer({
            MONGO_URL: database.url,
            DB_NAME: database.dbName,
            DATA_DIR: data.path,
            JWT_SECRET: secret,
            TIME_ZONE: 'UTC',
            REDIS_URL: redis.url,
          })
        await using own = openRedis({ url: redis.url, secret, say: () => undefined })
        await using one = await boot()
        await using other = await boot()
        await says('ok', one, other)
        const { doctor, patient, scheduleId: id } = await readyIn(one, other)
        using doctors = await doctor.connect(one)
        using patients = await patient.connect(other)

        await begin(redis, own.events)
        await says('away', one, other)
        for (const server of [one, other]) assert.equal((await health(server)).status, 'ok')
        await using fresh = await boot()
        await says('away', fresh)
        const { id: callSessionId } = await doctor.at(one)('startCall', {
          params: { id },
          body: { patientId: patient.user.id, doctorPeerId: 'doctor-peer' },
        })
        await heard(patients, 'call_invitation', { callSessionId })
        await patient.at(other)('confirmCall', { params: { id: callSessionId }, body: { patientPeerId: 'patient-peer' } })
        await heard(doctors, 'call_confirmed', { callSessionId })
        await doctor.at(one)('activateCall', { params: { id: callSessionId } })
        await heard(patients, 'call_activated', { callSessionId })

        await end(redis, own.events)
        await says('ok', one, other, fresh)
        await doctor.at(fresh)('doctorEndCall', { params: { id: callSessionId } })
        await heard(patients, 'call_ended', { callSessionId })
        const someone = await register(one, 'PATIENT', 'Fay Lind')
        const sockets: TestSocket[] = []
        for (let n = 0; n < 9; n++) sockets.push(await someone.connect(n % 2 === 0 ? one : other))
        await heard(sockets[0]!, 'session_closed', { reason: 'too_many' })
        for (const socket of sockets) socket[Symbol.dispose]()
      })
    }
  })
}
