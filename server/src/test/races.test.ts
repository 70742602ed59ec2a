import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isOpen } from '@medconsult/contract'
import type { Change } from '../store/store.ts'
import { makeHarness } from './harness.ts'
import { snapshot, storeInvariants } from './invariants.ts'
import { round, step, take, worksOf } from './race-steps.ts'
import { makeWorld, type World } from './race-world.ts'

const seed = Number(process.env['RACES_SEED'] ?? 20_260_302)
const runs = Number(process.env['RACES_RUNS'] ?? 120)

const rounds = fc.array(fc.record({ steps: round, again: step }), { minLength: 3, maxLength: 12 })

/** 14: what has been asked and answered is asked once more. */
async function repeated(world: World, again: Parameters<typeof take>[1]): Promise<void> {
  await world.together([() => take(world, again)])
  const { length } = world.committed
  await world.together([() => take(world, again)])
  if (again.act !== 'advance') assert.equal(world.committed.length, length, `14: “${again.act}” again changes nothing`)
}

const moves = (changes: readonly Change[]): string[] =>
  changes
    .flatMap(({ table, before, after }) => (before === after || table === 'audit_logs' ? [] : [`${table} ${after.id} ${after.version}`]))
    .toSorted()

/** 13: each move is told once, after its commit; only a process that was killed in between owes one. */
function toldOnce(world: World): void {
  const [committed, told] = [moves(world.committed), moves(world.told)]
  if (world.crashes() === 0) assert.deepEqual(told, committed)
  assert.equal(new Set(told).size, told.length)
  assert(new Set(told).isSubsetOf(new Set(committed)))
}

/** 7, 10: a new process finishes what time has ended. */
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

for (const processes of [1, 2])
  test(`races: the invariants hold under any interleaving, with ${processes} process${processes === 1 ? '' : 'es'} on the store`, async (t) => {
    t.diagnostic(`RACES_SEED=${seed} RACES_RUNS=${runs}`)
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), rounds, async (scheduler, drawn) => {
        await using world = await makeWorld({ scheduler, doctors: 2, patients: 3, processes })
        for (const { steps, again } of drawn) {
          await world.together(worksOf(world, steps))
          await repeated(world, again)
        }
        toldOnce(world)
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
      'QUEUE_RESET',
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
    if (runs >= 100) assert.deepEqual([...reached].toSorted(), [...all, ...calls].toSorted(), 'the runs reach every step there is')
  })

for (const mutex of [true, false])
  test(`races: fifty who join at once are all served, ${mutex ? 'in turns' : 'each for themselves'}`, async () => {
    await using harness = await makeHarness()
    const doctor = await harness.doctor()
    const body = { date: '2026-03-02', startTime: '09:00', endTime: '12:00' }
    const { id } = (await doctor.run('createSchedule', { body })).reply
    await doctor.run('startPractice', { params: { id } })
    const patients = await Promise.all(Array.from({ length: 50 }, (_, n) => harness.patient(`Patient ${n}`)))
    if (!mutex) Object.assign(harness.system, { exclusive: <R>(_: string, work: () => Promise<R>) => work() })
    const before = await snapshot(harness.store)
    const answers = await Promise.all(patients.map((patient) => patient.run('joinQueue', { params: { id } })))
    const numbers = answers.map(({ reply }) => reply.queueNumber).toSorted((a, b) => a - b)
    assert.deepEqual(
      numbers,
      Array.from({ length: 50 }, (_, n) => n + 1),
    )
    const now = await snapshot(harness.store)
    for (const holds of Object.values(storeInvariants)) holds(now, before)
    assert.equal(now.queue_counters[0]?.inQueue, 50)
  })
