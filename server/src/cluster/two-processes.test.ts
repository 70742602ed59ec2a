import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Schedule, ServerEvent, ServerPayload } from '@medconsult/contract'
import { newDatabase, NO_MONGO, provideMongo, type TestDatabase } from '../../../testing/mongo-server.ts'
import { bootServer, temporaryFolder, type ServerProcess } from '../../../testing/programs.ts'
import { NO_REDIS, provideRedis, secretOf, type RedisServer } from '../../../testing/redis-server.ts'
import { type TestSocket } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { received, register, type Somebody } from '../test/two-servers.ts'

const mongo = await provideMongo()
const redis = mongo === null ? null : await provideRedis()
if (mongo === null) console.log(NO_MONGO)
else if (redis === null) console.log(NO_REDIS)
after(async () => {
  await redis?.[Symbol.asyncDispose]()
  await mongo?.[Symbol.asyncDispose]()
})

const modes: readonly { name: string; redis: RedisServer | null; runs: boolean }[] = [
  { name: 'with Redis', redis, runs: redis !== null },
  { name: 'without Redis', redis: null, runs: mongo !== null },
]

for (const mode of modes.filter(({ runs }) => runs)) {
  describe(`two processes on one store, ${mode.name}`, () => {
    const data = temporaryFolder()
    const stop: AsyncDisposable[] = []
    let database: TestDatabase
    let one: ServerProcess
    let other: ServerProcess
    let doctor: Somebody
    let patient: Somebody
    let schedule: Schedule

    const boot = async (env: Record<string, string> = {}): Promise<ServerProcess> => {
      const server = await bootServer({
        MONGO_URL: database.url,
        DB_NAME: database.dbName,
        DATA_DIR: data.path,
        JWT_SECRET: secretOf(mode.name),
        TIME_ZONE: 'UTC',
        ...(mode.redis && { REDIS_URL: mode.redis.url }),
        ...env,
      })
      stop.push(server)
      return server
    }

    before(async () => {
      database = newDatabase(mongo!)
      ;[one, other] = await Promise.all([boot(), boot()])
      doctor = await register(one, 'DOCTOR', 'Dr. Ada Weber')
      patient = await register(other, 'PATIENT', 'Ben Sommer')
    })
    after(async () => {
      for (const server of stop) await server[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      data[Symbol.dispose]()
    })

    test('sockets are websockets only, so that any process may serve each of a page’s requests', async () => {
      const polling = await fetch(`${one.url}/socket.io/?EIO=4&transport=polling`)
      assert.equal(polling.status, 400)
      assert.equal(((await polling.json()) as { message: string }).message, 'Transport unknown')
    })

    const openPractice = async (): Promise<Schedule> => {
      const { id } = await doctor.at(one)('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
      return doctor.at(one)('startPractice', { params: { id } })
    }
    const getReady = async (who: Somebody, server: ServerProcess): Promise<void> => {
      await who.at(server)('joinQueue', { params: { id: schedule.id } })
      await who.at(server)('toggleReady', { params: { id: schedule.id }, body: { isReady: true } })
    }
    const inCall = async () => {
      const invited = await doctor.at(one)('startCall', {
        params: { id: schedule.id },
        body: { patientId: patient.user.id, doctorPeerId: 'doctor-peer' },
      })
      return patient.at(other)('confirmCall', { params: { id: invited.id }, body: { patientPeerId: 'patient-peer' } })
    }

    test('a login that is ended on one closes its sockets on the other', async () => {
      const someone = await register(one, 'PATIENT', 'Cara Lind')
      using socket = await someone.connect(other)
      await someone.at(one)('logout')
      await received(socket, 'session_closed', { reason: 'revoked' })
      await until(() => !socket.socket.connected || undefined, 'the socket to be closed')
    })

    test('an invitation that both look after expires once', async () => {
      const env = { INVITATION_SECONDS: '1', RATE_LIMIT: 'off' }
      const [quick, slow] = await Promise.all([boot(env), boot(env)])
      schedule = await openPractice()
      await getReady(patient, slow)
      const { id } = await doctor.at(quick)('startCall', { params: { id: schedule.id }, body: { patientId: patient.user.id } })
      const actions = await until(async () => {
        const rows = await doctor.at(quick)('listAudit', { query: { callSessionId: id } })
        return rows.length > 1 && rows.map(({ actionType }) => actionType)
      }, 'its expiry')
      assert.deepEqual(actions, ['CALL_EXPIRED', 'CALL_INVITED'])
      await doctor.at(one)('endPractice', { params: { id: schedule.id }, body: {} })
      for (const server of [quick, slow]) await server[Symbol.asyncDispose]()
    })

    if (mode.redis === null) {
      test('every socket is notified that events may be missing, also one that connects later', async () => {
        using early = await patient.connect(other)
        await received(early, 'delivery_changed', { whole: false })
        using late = await patient.connect(other)
        await received(late, 'delivery_changed', { whole: false })
      })
      return
    }

    test('a consultation, the doctor on one and the patient on the other', async () => {
      using doctors = await doctor.connect(one)
      using patients = await patient.connect(other)
      schedule = await openPractice()
      const params = { id: schedule.id }
      await received(patients, 'schedule_status_changed', { scheduleId: schedule.id, status: 'ONLINE' })
      assert((await doctors.say('join_schedule', { scheduleId: schedule.id })).ok)
      await patient.at(other)('joinQueue', { params })
      assert((await patients.say('join_schedule', { scheduleId: schedule.id })).ok)
      await received(doctors, 'queue_updated', { scheduleId: schedule.id, totalInQueue: 1 })
      const [entry] = await doctor.at(one)('viewQueue', { params })
      assert.equal(entry?.online, true, 'present on the other process')
      await doctor.at(one)('remind', { params: { ...params, patientId: patient.user.id } })
      await received(patients, 'ready_reminder', { scheduleId: schedule.id })
      const ready = await patient.at(other)('toggleReady', { params, body: {} })
      assert.equal(ready.status, 'READY')
      await until(async () => (await doctor.at(one)('viewQueue', { params }))[0]?.status === 'READY' || undefined, 'READY')

      const invited = await doctor.at(one)('startCall', { params, body: { patientId: patient.user.id, doctorPeerId: 'doctor-peer' } })
      const callSessionId = invited.id
      await received(patients, 'call_invitation', { callSessionId, doctorName: doctor.user.name })
      await patient.at(other)('confirmCall', { params: { id: callSessionId }, body: {} })
      await received(doctors, 'call_confirmed', { callSessionId })
      for (const socket of [doctors, patients]) assert((await socket.say('join_call', { callSessionId })).ok)
      await received(doctors, 'presence_changed', { callSessionId, role: 'patient', present: true })
      await received(patients, 'presence_changed', { callSessionId, role: 'doctor', present: true })
      await patient.at(other)('patientSetPeerId', { params: { id: callSessionId }, body: { peerId: 'patient-peer' } })
      await received(doctors, 'peer_id_updated', { callSessionId, role: 'patient', peerId: 'patient-peer' })

      for (let n = 0; n < 3; n++) {
        const message = { type: 'CANDIDATE', dst: 'patient-peer', payload: { n } } as const
        assert((await doctors.say('signal', { callSessionId, message })).ok)
      }
      const signalsOf = (socket: TestSocket) =>
        socket.received.filter(({ event }) => event === 'signal').map(({ payload }) => payload as ServerPayload<'signal'>)
      await until(() => signalsOf(patients).length === 3, 'the signals')
      await patients.say('signal', { callSessionId, message: { type: 'ANSWER', dst: 'doctor-peer', payload: {} } })
      await received(doctors, 'signal', { callSessionId, from: 'patient' })

      await patient.at(other)('activateCall', { params: { id: callSessionId } })
      await received(doctors, 'call_activated', { callSessionId, status: 'ACTIVE' })
      await doctor.at(one)('doctorEndCall', { params: { id: callSessionId } })
      await received(patients, 'call_ended', { callSessionId, status: 'ENDED', endReason: 'DOCTOR' })
      await doctor.at(one)('resetPatient', { params: { ...params, patientId: patient.user.id } })
      await received(patients, 'status_reset', { scheduleId: schedule.id })

      const of = (socket: TestSocket, event: ServerEvent) => socket.received.filter((it) => it.event === event)
      assert.deepEqual(
        signalsOf(patients).map(({ message }) => message.payload),
        [{ n: 0 }, { n: 1 }, { n: 2 }],
        'each signal once, in order, and none back to its sender',
      )
      for (const event of ['schedule_status_changed', 'call_invitation', 'call_confirmed', 'call_activated', 'call_ended'] as const)
        assert.equal(of(patients, event).length, 1, `${event} once`)
      const actions = (await doctor.at(other)('listAudit', { query: { callSessionId } })).map(({ actionType }) => actionType)
      assert.deepEqual(actions.toReversed(), ['CALL_INVITED', 'CALL_CONFIRMED', 'PEER_ID_SET', 'CALL_ACTIVATED', 'CALL_ENDED'])
    })

    test('the doctor is notified of patients who come and go, whichever process they are on', async () => {
      await getReady(patient, other)
      using doctors = await doctor.connect(one)
      await doctors.say('join_schedule', { scheduleId: schedule.id })
      const [entry] = await doctor.at(one)('viewQueue', { params: { id: schedule.id } })
      {
        using there = await patient.connect(other)
        using here = await patient.connect(one)
        assert(there.socket.connected && here.socket.connected)
        await received(doctors, 'presence_changed', { entryId: entry!.id, online: true })
      }
      await received(doctors, 'presence_changed', { entryId: entry!.id, online: false })
    })

    test('killed in the middle of a call: the doctor goes on by the other process', async () => {
      const lost = await boot()
      await getReady(patient, other)
      using patients = await patient.connect(other)
      const { id: callSessionId } = await inCall()
      await patients.say('join_call', { callSessionId })
      using doctors = await doctor.connect(lost)
      await doctors.say('join_call', { callSessionId })
      await received(patients, 'presence_changed', { callSessionId, role: 'doctor', present: true })
      lost.child.kill('SIGKILL')
      await until(() => !doctors.socket.connected || undefined, 'the socket to be lost')
      using again = await doctor.connect(one)
      assert((await again.say('join_call', { callSessionId })).ok)
      assert.equal((await doctor.at(one)('getCall', { params: { id: callSessionId } })).status, 'CONFIRMED')
      await again.say('signal', { callSessionId, message: { type: 'RESTART', dst: 'patient-peer', payload: {} } })
      await received(patients, 'signal', { callSessionId, from: 'doctor' })
      await doctor.at(one)('activateCall', { params: { id: callSessionId } })
      await doctor.at(one)('doctorEndCall', { params: { id: callSessionId } })
      await received(patients, 'call_ended', { callSessionId })
      await doctor.at(one)('resetPatient', { params: { id: schedule.id, patientId: patient.user.id } })
    })

    test('the ninth socket of a person closes the oldest, wherever it is', async () => {
      const someone = await register(one, 'PATIENT', 'Dora Lind')
      const sockets: TestSocket[] = []
      for (let n = 0; n < 8; n++) sockets.push(await someone.connect(n % 2 === 0 ? one : other))
      assert(sockets.every(({ socket }) => socket.connected))
      for (let n = 0; n < 2; n++) {
        sockets.push(await someone.connect(other))
        await received(sockets[n]!, 'session_closed', { reason: 'too_many' })
      }
      // Each is notified first and closed by the next message.
      await until(() => sockets.filter(({ socket }) => socket.connected).length === 8, 'the two to be closed')
      assert.deepEqual(
        sockets.map(({ socket }) => socket.connected),
        sockets.map((_, n) => n > 1),
      )
      for (const socket of sockets) socket[Symbol.dispose]()
    })

    test('failed sign-ins on both are one count', async () => {
      const someone = await register(one, 'PATIENT', 'Emil Lind')
      const attempts = await Promise.all(
        Array.from({ length: 30 }, async (_, n) => {
          const body = JSON.stringify({ email: someone.user.email, password: 'not the right one' })
          const { url } = n % 2 === 0 ? one : other
          return (await fetch(`${url}/auth/login`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status
        }),
      )
      const checked = attempts.filter((status) => status === 401).length
      // Each by itself would check five; a slow machine may let a second go by.
      assert(checked >= 5 && checked < 9, `${checked} were checked`)
      assert.equal(attempts.filter((status) => status === 429).length, 30 - checked)
    })

    test('two installations on one Redis do not receive each other’s events', async () => {
      await using second = newDatabase(mongo!)
      const stranger = await boot({ DB_NAME: second.dbName, JWT_SECRET: secretOf('another installation') })
      const theirs = await register(stranger, 'PATIENT', 'Gus Lind')
      using socket = await theirs.connect(stranger)
      using own = await patient.connect(other)
      await doctor.at(one)('endPractice', { params: { id: schedule.id }, body: {} })
      const again = await openPractice()
      await received(own, 'schedule_status_changed', { scheduleId: again.id })
      assert.deepEqual(socket.received, [])
    })
  })
}
