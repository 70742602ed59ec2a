import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { createClient } from '@redis/client'
import { newDatabase, NO_MONGO, provideMongo } from '../../../testing/mongo-server.ts'
import { bootServer, temporaryFolder, type ServerProcess } from '../../../testing/programs.ts'
import { NO_REDIS, provideRedis, secretOf, type RedisServer } from '../../../testing/redis-server.ts'
import { type TestSocket } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { received, register } from '../test/two-servers.ts'
import { startTcpProxy } from '../../../testing/tcp-proxy.ts'

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

/** What may happen to it, and how it is repaired. */
const troubles = [
  { what: 'is stopped', begin: (it: RedisServer) => it.stop(), end: (it: RedisServer) => it.start() },
  { what: 'answers nothing', begin: async (it: RedisServer) => it.freeze(), end: async (it: RedisServer) => it.goOn() },
  {
    what: 'takes no writes',
    begin: (it: RedisServer) => command(it, 'CONFIG', 'SET', 'min-replicas-to-write', '1'),
    end: (it: RedisServer) => command(it, 'CONFIG', 'SET', 'min-replicas-to-write', '0'),
  },
]

if (redis !== null) {
  test('a process that alone has lost Redis says so and joins again by itself', async (t) => {
    using data = temporaryFolder()
    await using database = newDatabase(mongo!)
    await using proxy = await startTcpProxy(Number(new URL(redis.url).port))
    const env = {
      MONGO_URL: database.url,
      DB_NAME: database.dbName,
      DATA_DIR: data.path,
      JWT_SECRET: secretOf(t.fullName),
      TIME_ZONE: 'UTC',
    }
    await using lone = await bootServer({ ...env, REDIS_URL: `redis://127.0.0.1:${proxy.port}` })
    await using other = await bootServer({ ...env, REDIS_URL: redis.url })
    await says('ok', lone, other)
    const { doctor, patient, scheduleId } = await readyIn(lone, other)
    using doctors = await doctor.connect(lone)
    using patients = await patient.connect(other)

    proxy.cut()
    await says('away', lone)
    for (const socket of [doctors, patients]) await received(socket, 'delivery_changed', { whole: false })
    const { id } = await doctor.at(lone)('startCall', { params: { id: scheduleId }, body: { patientId: patient.user.id } })
    await patient.at(other)('declineCall', { params: { id } })
    await says('ok', other)

    proxy.restore()
    await says('ok', lone)
    for (const socket of [doctors, patients]) await received(socket, 'delivery_changed', { whole: true })
    await patient.at(other)('toggleReady', { params: { id: scheduleId }, body: { isReady: true } })
    const again = await doctor.at(lone)('startCall', { params: { id: scheduleId }, body: { patientId: patient.user.id } })
    await received(patients, 'call_invitation', { callSessionId: again.id })
    await patient.at(other)('declineCall', { params: { id: again.id } })
    await received(doctors, 'call_declined', { callSessionId: again.id })
  })

  describe('two processes, and a Redis that', () => {
    for (const { what, begin, end } of troubles) {
      test(`${what}: both serve and report it; afterwards they reconnect by themselves`, async (t) => {
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
        await using one = await boot()
        await using other = await boot()
        await says('ok', one, other)
        const { doctor, patient, scheduleId: id } = await readyIn(one, other)
        using patients = await patient.connect(other)

        await begin(redis)
        await says('away', one, other)
        await received(patients, 'delivery_changed', { whole: false })
        for (const server of [one, other]) assert.equal((await health(server)).status, 'ok')
        await using fresh = await boot()
        await says('away', fresh)
        const { id: callSessionId } = await doctor.at(one)('startCall', {
          params: { id },
          body: { patientId: patient.user.id, doctorPeerId: 'doctor-peer' },
        })
        await patient.at(other)('confirmCall', { params: { id: callSessionId }, body: { patientPeerId: 'patient-peer' } })
        await doctor.at(one)('activateCall', { params: { id: callSessionId } })

        await end(redis)
        await says('ok', one, other, fresh)
        await received(patients, 'delivery_changed', { whole: true })
        await doctor.at(fresh)('doctorEndCall', { params: { id: callSessionId } })
        await received(patients, 'call_ended', { callSessionId })
        const someone = await register(one, 'PATIENT', 'Fay Lind')
        const sockets: TestSocket[] = []
        for (let n = 0; n < 9; n++) sockets.push(await someone.connect(n % 2 === 0 ? one : other))
        await received(sockets[0]!, 'session_closed', { reason: 'too_many' })
        for (const socket of sockets) socket[Symbol.dispose]()
      })
    }
  })
}
