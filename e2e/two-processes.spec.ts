import { setTimeout as pass } from 'node:timers/promises'
import { newDatabase, NO_MONGO, provideMongo } from '../testing/mongo-server.ts'
import { NO_REDIS, provideRedis, secretOf, type RedisServer } from '../testing/redis-server.ts'
import { freePort, onPath } from '../testing/machine.ts'
import { ServerProcess } from '../testing/server-process.ts'
import { untilTogether } from './journey.ts'
import { openPractice, person } from './person.ts'
import { DoctorPages } from './pages/doctor.ts'
import { PatientPages } from './pages/patient.ts'
import { expectRemotePicture } from './probe.ts'
import { findCaddy, NO_PROXY, startProxy, type Policy } from './proxy.ts'
import { expect, test as base, watch } from './test.ts'

const caddy = findCaddy()
const canServe = Boolean(process.env['MONGO_TEST_URL']) || onPath('mongod') !== null
const hasRedis = onPath('redis-server') !== null
if (caddy === null) console.log(NO_PROXY)
if (!canServe) console.log(NO_MONGO)
if (!hasRedis) console.log(NO_REDIS)

/** Two processes on one store behind a proxy; unless `policy` says otherwise, each person's door leads to one of them while it is up. */
interface Clinic {
  readonly doctors: ServerProcess
  readonly patients: ServerProcess
  readonly doctorsMetrics: number
  readonly patientsMetrics: number
  readonly redis: RedisServer
  readonly doctor: DoctorPages
  readonly patient: PatientPages
}

const test = base.extend<{ policy: Policy; clinic: Clinic }>({
  policy: ['first', { option: true }],

  clinic: async ({ browser, patientBrowser, defects, policy }, use, { title }) => {
    await using mongo = await provideMongo()
    await using database = newDatabase(mongo!)
    await using redis = await provideRedis()
    const env = {
      MONGO_URL: database.url,
      DB_NAME: database.dbName,
      REDIS_URL: redis!.url,
      JWT_SECRET: secretOf(title),
      TRUST_PROXY: '127.0.0.1',
      DOCTOR_REGISTRATION: 'open',
      BCRYPT_ROUNDS: '4',
      RATE_LIMIT: 'off',
      TIME_ZONE: 'UTC',
      LOG_LEVEL: 'warn',
    }
    const [doctorsMetrics, patientsMetrics] = [await freePort(), await freePort()]
    await using doctors = await ServerProcess.start({ ...env, METRICS_PORT: String(doctorsMetrics) })
    await using patients = await ServerProcess.start({ ...env, METRICS_PORT: String(patientsMetrics) })
    const [one, other] = [doctors.port, patients.port]
    await using proxy = await startProxy(caddy!, { doctor: [one, other], patient: [other, one] }, policy)
    const doctor = await person(browser, proxy.doors.doctor, 'DOCTOR')
    const patient = await person(patientBrowser, proxy.doors.patient, 'PATIENT')
    for (const { context } of [doctor, patient]) watch(context, defects)
    const { id } = await openPractice(doctor)
    await use({
      doctors,
      patients,
      doctorsMetrics,
      patientsMetrics,
      redis: redis!,
      doctor: new DoctorPages(doctor, id),
      patient: new PatientPages(patient, id),
    })
    for (const { context } of [doctor, patient]) await context.close()
  },
})

const metricsOf = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()

/** The number of sockets of a process, from its metrics. */
const socketsOf = async (port: number): Promise<number> => Number(/^medconsult_sockets (\d+)/m.exec(await metricsOf(port))?.[1])

/** The number of requests a process has served to routes with this prefix, from its metrics. */
async function requestsOf(port: number, route: string): Promise<number> {
  const counts = (await metricsOf(port)).matchAll(/^medconsult_http_request_duration_seconds_count\{.*route="([^"]+)".*\} (\d+)$/gm)
  return [...counts].filter(([, of]) => of!.startsWith(route)).reduce((sum, [, , count]) => sum + Number(count), 0)
}

/** Expects the page to say how it learns of changes. */
const expectUpdates = ({ page }: DoctorPages | PatientPages, how: 'Live' | 'Updating every 3 seconds'): Promise<void> =>
  expect(page.getByText(how, { exact: true }).first()).toBeVisible()

/** Expects both to be connected; the doctor ends the call and both see the end. */
async function expectToEndIt({ doctor, patient }: Clinic): Promise<void> {
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible({ timeout: 20_000 })
  await expect
    .poll(async () => (await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).map((entry) => entry.status))
    .toEqual(['DONE'])
}

// Declared only where they can run, since a skipped test counts as failed.
if (caddy !== null && canServe && hasRedis) {
  test.describe('two processes behind a proxy', () => {
    test('a whole consultation, the doctor on one and the patient on the other', async ({ clinic }) => {
      const { doctorsMetrics, patientsMetrics, doctor, patient } = clinic
      await untilTogether(doctor, patient)
      expect(await socketsOf(doctorsMetrics), 'the doctor’s process').toBe(1)
      expect(await socketsOf(patientsMetrics), 'the patient’s process').toBe(1)
      await expectToEndIt(clinic)
    })

    test.describe('round robin', () => {
      test.use({ policy: 'round_robin' })

      test('a whole consultation without stickiness, whichever process each socket and request reaches', async ({ clinic }) => {
        const { doctorsMetrics, patientsMetrics, doctor, patient } = clinic
        await untilTogether(doctor, patient)
        expect((await socketsOf(doctorsMetrics)) + (await socketsOf(patientsMetrics)), 'sockets in total').toBe(2)
        await expectToEndIt(clinic)
        for (const port of [doctorsMetrics, patientsMetrics])
          for (const route of ['/doctor/', '/patient/']) expect(await requestsOf(port, route), `requests to ${route}`).toBeGreaterThan(1)
      })
    })

    for (const whose of ['doctors', 'patients'] as const) {
      test(`the call continues while the ${whose.replace('s', '’s')} process is killed, and ends normally`, async ({ clinic }) => {
        const { doctor, patient } = clinic
        await untilTogether(doctor, patient)
        await clinic[whose].kill('SIGKILL')
        await Promise.all([expectRemotePicture(doctor.page), expectRemotePicture(patient.page)])
        await expectToEndIt(clinic)
      })
    }

    test('while Redis is down for 30 s pages say that they poll, everything keeps working and nothing is lost; then they are live again', async ({
      clinic,
    }) => {
      const { redis, doctor, patient } = clinic
      await doctor.enterPractice()
      await patient.enterVisit()
      await Promise.all([expectUpdates(doctor, 'Live'), expectUpdates(patient, 'Live')])
      await redis.stop()
      const back = pass(30_000).then(() => redis.start())
      await Promise.all([expectUpdates(doctor, 'Updating every 3 seconds'), expectUpdates(patient, 'Updating every 3 seconds')])
      await patient.joinQueue()
      await patient.getReady()
      await doctor.expectState(patient.name, 'Ready')
      await doctor.startCall(patient.name)
      await patient.joinNow()
      await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
      await back
      await expectToEndIt(clinic)
      await Promise.all([doctor.enterPractice(), patient.enterVisit()])
      await Promise.all([expectUpdates(doctor, 'Live'), expectUpdates(patient, 'Live')])
    })
  })
}
