import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startTestServer } from '../server/src/test/running.ts'
import { openInMemory } from '../server/src/test/stores.ts'
import { arrive, Client, consult } from './consultation.ts'
import { JWT_SECRET, makeSeed } from './seed.ts'

for (const withSocket of [true, false]) {
  test(`consult: a whole consultation on the real server by ${withSocket ? 'events' : 'polling'}, with seeded people signed in`, async () => {
    await using store = await openInMemory()
    const seed = makeSeed(store)
    const { doctor, scheduleId, patients } = await seed.practice({ waiting: 2, others: 1 })
    await seed.pastPractice(doctor, patients)
    await seed.flush()
    await using server = await startTestServer({ store, env: { JWT_SECRET } })
    const patient = patients[2]!
    using doctorsClient = await Client.open(server.url, doctor, withSocket)
    using patientsClient = await Client.open(server.url, patient, withSocket)
    if (withSocket) await doctorsClient.enterSchedule(scheduleId)

    const view = { scheduleId, doctor: doctorsClient, rev: 0 }
    await arrive(view, patientsClient)
    await consult(view, patientsClient, patient.id)
    assert(view.rev > 2)
    const queue = JSON.parse(await doctorsClient.get(`/doctor/schedules/${scheduleId}/queue`)) as { patientId: string; status: string }[]
    assert.deepEqual(
      queue.map(({ patientId, status }) => [patientId, status]),
      patients.map(({ id }, n) => [id, n === 2 ? 'DONE' : 'WAITING']),
    )
    const schedules = JSON.parse(await doctorsClient.get('/doctor/schedules')) as { id: string; status: string }[]
    const past = schedules.find(({ status }) => status === 'COMPLETED')!
    const audit = JSON.parse(await doctorsClient.get(`/doctor/audit?scheduleId=${past.id}`)) as { actionType: string }[]
    assert.equal(audit.filter(({ actionType }) => actionType === 'CALL_ENDED').length, patients.length)
  })
}
