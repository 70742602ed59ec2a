import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isOpen } from '@medconsult/contract'
import { makeHarness, type Harness, type Seat } from '../harness.ts'
import { snapshot, storeInvariants, announcedOnce } from './invariants.ts'
import { interrupt, type Work } from './interrupt.ts'
import { round, step, take, worksOf } from './race-steps.ts'
import { makeWorld, type World } from './race-world.ts'
import { online, ready, upcoming } from '../scenes.ts'
import { testStores } from '../stores.ts'

const seed = Number(process.env['RACES_SEED'] ?? 20_260_302)
const stores = await testStores()
/** Fewer on MongoDB, where operations cross a network. */
const runsOn = { SQLite: Number(process.env['RACES_RUNS'] ?? 80), MongoDB: Number(process.env['RACES_RUNS'] ?? 8) }

const rounds = fc.array(fc.record({ steps: round, again: step }), { minLength: 3, maxLength: 12 })

/** Invariant 14: repeats every answered request. */
async function repeated(world: World, again: Parameters<typeof take>[1]): Promise<void> {
  await world.together([() => take(world, again)])
  const { length } = world.committed
  await world.together([() => take(world, again)])
  if (again.act !== 'advance') assert.equal(world.committed.length, length, `14: “${again.act}” again changes nothing`)
}

/** Invariants 7 and 10: a new process completes whatever has expired. */
async function settled(world: World): Promise<void> {
  for (const process of [0, 1]) world.crash(process)
  world.pass(60_000)
  await world.together([() => world.sweep(0)])
  const expired = await world.state()
  assert(
    expired.call_sessions.every((call) => call.status !== 'INVITED'),
    '7: an invitation expires across a restart',
  )
  const over = new Set(expired.schedules.filter(({ status }) => status === 'COMPLETED').map(({ id }) => id))
  const left = expired.queue_entries.filter((entry) => over.has(entry.scheduleId)).map(({ status }) => status)
  assert(
    left.every((status) => ['DONE', 'LEFT', 'CLOSED'].includes(status)),
    '10: what an ended practice leaves is written as CLOSED',
  )
  world.pass(60_000)
  await world.together([() => world.sweep(0), () => world.sweep(1)])
  assert(!(await world.state()).call_sessions.some((call) => isOpen(call.status)), 'calls that nobody is in end')
}

for (const [{ name, open }, processes] of stores.flatMap((it) => [[it, 1] as const, [it, 2] as const]))
  test(`races: the invariants hold under any interleaving, with ${processes} process${processes === 1 ? '' : 'es'} on ${name}`, async (t) => {
    const runs = runsOn[name]
    t.diagnostic(`RACES_SEED=${seed} RACES_RUNS=${runs}`)
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), rounds, async (scheduler, drawn) => {
        await using store = await open()
        const world = await makeWorld({ scheduler, store, doctors: 2, patients: 3, processes })
        for (const { steps, again } of drawn) {
          await world.together(worksOf(world, steps))
          await repeated(world, again)
        }
        announcedOnce(world.committed, world.announced, world.crashes() > 0)
        await settled(world)
        for (const row of (await world.state()).audit_logs) reached.add(row.actionType)
      }),
      { seed, numRuns: runs },
    )
    const all = [
      'SCHEDULE_CREATED',
      'SCHEDULE_STARTED',
      'SCHEDULE_ENDED',
      'QUEUE_JOINED',
      'QUEUE_READY',
      'QUEUE_NOT_READY',
      'QUEUE_LEFT',
      'QUEUE_REMINDED',
      'QUEUE_REMOVED',
      'QUEUE_RESET',
      'QUEUE_ASKED_AGAIN',
    ]
    const calls = [
      'CALL_INVITED',
      'CALL_CONFIRMED',
      'CALL_DECLINED',
      'CALL_CANCELLED',
      'CALL_EXPIRED',
      'CALL_ACTIVATED',
      'CALL_ENDED',
      'PEER_ID_SET',
    ]
    if (runs >= 80) assert.deepEqual([...reached].toSorted(), [...all, ...calls].toSorted(), 'the runs reach every step there is')
  })

// On MongoDB no more than a slow stand-in commits within the 2 s after which a join is refused as BUSY.
for (const [{ name, open }, mutex, many] of stores.flatMap((it) => [
  [it, true, it.name === 'SQLite' ? 50 : 20] as const,
  [it, false, it.name === 'SQLite' ? 25 : 8] as const,
]))
  test(`races: ${many} concurrent joins are all served, ${mutex ? 'with' : 'without'} the mutex, on ${name}`, async () => {
    await using store = await open()
    await using harness = await makeHarness({ store })
    const { id } = await online(harness)
    const patients = await Promise.all(Array.from({ length: many }, (_, n) => harness.patient(`Patient ${n}`)))
    const before = await snapshot(harness.store)
    const answers = await Promise.all(
      patients.map((patient) => (mutex ? patient : harness.apart(patient.person)).run('joinQueue', { params: { id } })),
    )
    const numbers = answers.map(({ reply }) => reply.queueNumber).toSorted((a, b) => a - b)
    assert.deepEqual(
      numbers,
      Array.from({ length: many }, (_, n) => n + 1),
    )
    const now = await snapshot(harness.store)
    for (const holds of Object.values(storeInvariants)) holds(now, before)
    assert.equal(now.queue_counters[0]?.inQueue, many)
  })

/** Two requests of which only one may succeed: one pauses after some operations while the other runs completely. */
async function onlyOne(h: Harness, scene: () => Promise<readonly [Work, Work]>): Promise<void> {
  for (let operations = 0, interrupted = true; interrupted; operations++) {
    const before = await snapshot(h.store)
    const [one, other] = await scene()
    let served = 0
    const counted =
      (work: Work): Work =>
      async (store) => {
        await work(store)
        served += 1
      }
    interrupted = await interrupt(h.store, counted(one), counted(other), operations)
    assert.equal(served, 1, `after ${operations} operations`)
    const now = await snapshot(h.store)
    for (const holds of Object.values(storeInvariants)) holds(now, before)
  }
}

const calls =
  (h: Harness, doctor: Seat, id: string, patient: Seat): Work =>
  (store) =>
    h.apart(doctor.person, store).run('startCall', { params: { id }, body: { patientId: patient.person.userId } })

for (const { name, open } of stores) {
  test(`races: of two doctors inviting the same patient one succeeds, on ${name}`, async () => {
    await using store = await open()
    await using h = await makeHarness({ store })
    await onlyOne(h, async () => {
      const [one, other, patient] = [await online(h), await online(h), await h.patient()]
      for (const { id } of [one, other]) await ready(h, id, patient)
      return [calls(h, one.doctor, one.id, patient), calls(h, other.doctor, other.id, patient)]
    })
  })

  test(`races: a doctor invites one of two patients, on ${name}`, async () => {
    await using store = await open()
    await using h = await makeHarness({ store })
    await onlyOne(h, async () => {
      const { doctor, id } = await online(h)
      return [calls(h, doctor, id, await ready(h, id)), calls(h, doctor, id, await ready(h, id))]
    })
  })

  test(`races: a doctor opens one of two practices, on ${name}`, async () => {
    await using store = await open()
    await using h = await makeHarness({ store })
    await onlyOne(h, async () => {
      const doctor = await h.doctor()
      const start =
        ({ id }: { id: string }): Work =>
        (store) =>
          h.apart(doctor.person, store).run('startPractice', { params: { id } })
      return [start(await upcoming(h, doctor)), start(await upcoming(h, doctor))]
    })
  })
}
