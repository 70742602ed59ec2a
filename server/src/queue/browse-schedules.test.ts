import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, confirmed, invited, online, upcoming, waiting } from '../test/scenes.ts'

async function planned(h: Harness, date: string, startTime: string): Promise<string> {
  const doctor = await h.doctor(`Dr. ${date} ${startTime}`)
  return (await doctor.run('createSchedule', { body: { date, startTime, endTime: '23:00' } })).reply.id
}
const browse = (patient: Seat, query: { before?: string; limit?: number } = {}) => patient.run('browseSchedules', { query })

test('browseSchedules: open practices first, then upcoming ones, each by date and start', async () => {
  await using h = await makeHarness()
  const ids = [
    await planned(h, '2026-03-03', '08:00'),
    await planned(h, '2026-03-02', '10:00'),
    await planned(h, '2026-03-02', '09:00'),
    await planned(h, '2026-03-04', '07:00'),
  ]
  const open = [(await online(h)).id, (await online(h)).id]
  const ended = await online(h)
  await ended.doctor.run('endPractice', { params: { id: ended.id } })
  const order = [...open, ids[2]!, ids[1]!, ids[0]!, ids[3]!]
  const patient = await h.patient()
  const list = await browse(patient)
  assert.deepEqual(
    list.map((it) => it.id),
    order,
  )
  assert.deepEqual(list.map((it) => it.doctorName).slice(2, 3), ['Dr. 2026-03-02 09:00'])

  for (const limit of [1, 2, 3, 4]) {
    const seen: string[] = []
    for (;;) {
      const page: string[] = (await browse(patient, { limit, ...(seen.length > 0 && { before: seen.at(-1)! }) })).map((it) => it.id)
      seen.push(...page)
      if (page.length < limit) break
    }
    assert.deepEqual(seen, order, `in pages of ${limit}`)
  }
  await refused(browse(patient, { before: ended.id }), 'UNKNOWN_CURSOR')
  await refused(browse(patient, { before: h.newId() }), 'UNKNOWN_CURSOR')
})

test('browseSchedules: from today in the clinic’s time zone; an open practice of another day is included', async () => {
  await using h = await makeHarness({ now: '2026-03-02T22:59:59.000Z', settings: { timeZone: 'Europe/Berlin' } })
  const patient = await h.patient()
  const past = await upcoming(h)
  const open = await online(h)
  assert.deepEqual(
    (await browse(patient)).map((it) => it.id),
    [open.id, past.id],
  )
  h.pass(1000)
  assert.deepEqual(
    (await browse(patient)).map((it) => it.id),
    [open.id],
  )
  await refused(browse(patient, { before: past.id }), 'UNKNOWN_CURSOR')
})

test('browseSchedules: only the patient’s own entry; null after leaving', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const patient = await h.patient('Ben Sommer')
  await waiting(h, id, await h.patient('Someone Else'))
  assert.equal((await browse(patient))[0]?.queueEntry, null)
  await waiting(h, id, patient)
  const [listed] = await browse(patient)
  assert.deepEqual([listed?.queueEntry?.patientId, listed?.queueEntry?.queueNumber], [patient.person.userId, 2])
  assert(!JSON.stringify(listed).includes('Someone'))
  await patient.run('leaveQueue', { params: { id } })
  assert.equal((await browse(patient))[0]?.queueEntry, null)
})

for (const [name, scenery, busy] of [
  ['has invited somebody', invited, false],
  ['has confirmed a call', confirmed, true],
  ['is in a call', active, true],
] as const)
  test(`browseSchedules: a doctor who ${name} is ${busy ? '' : 'not '}with a patient, in each of their practices`, async () => {
    await using h = await makeHarness()
    const scene = await scenery(h)
    const later = await upcoming(h, scene.doctor)
    const other = await online(h)
    const list = await browse(await h.patient())
    const doctorBusy = new Map(list.map((it) => [it.id, it.doctorBusy]))
    assert.deepEqual([doctorBusy.get(scene.id), doctorBusy.get(later.id), doctorBusy.get(other.id)], [busy, busy, false])
  })

test('browseSchedules: 200 rows by default', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  for (let i = 0; i < 201; i++) await upcoming(h, doctor)
  assert.equal((await browse(await h.patient())).length, 200)
})

test('browseSchedules: an overnight practice of yesterday is listed until its end, in pages too; one missed yesterday is not', async () => {
  await using h = await makeHarness({ now: '2026-03-01T10:00:00.000Z' })
  const doctor = await h.doctor()
  const plan = async (date: string, startTime: string, endTime: string) =>
    (await doctor.run('createSchedule', { body: { date, startTime, endTime } })).reply.id
  const missed = await plan('2026-03-01', '12:00', '14:00')
  const night = await plan('2026-03-01', '22:00', '06:00')
  const today = await plan('2026-03-02', '09:00', '12:00')
  const patient = await h.patient()
  const ids = async (query = {}) => (await browse(patient, query)).map((it) => it.id)
  h.pass(19 * 3_600_000)
  assert.deepEqual(await ids(), [night, today])
  assert.deepEqual(await ids({ limit: 1 }), [night])
  assert.deepEqual(await ids({ limit: 1, before: night }), [today])
  await refused(ids({ before: missed }), 'UNKNOWN_CURSOR')
  h.pass(3_600_000)
  assert.deepEqual(await ids(), [today])
})
