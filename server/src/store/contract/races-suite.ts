import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isOpen, type CallStatus } from '@medconsult/contract'
import type { Row } from '../row-types.ts'
import { samples } from './samples.ts'
import { guard, update, type Change, type Store } from '../store.ts'

const { id, counter, call, entry } = samples

/** Guarantees for concurrent writers. */
export function racesContract(open: () => Promise<Store>): void {
  test('races: of several writers of one version exactly one wins', async () => {
    await using store = await open()
    await store.commit([counter(1)])
    for (let round = 1; round <= 20; round++) {
      const before = await store.get('queue_counters', id(1))
      assert(before)
      const writers = Array.from({ length: 20 }, (_, n) => store.commit([update('queue_counters', before, { rev: n })]))
      assert.equal((await Promise.all(writers)).filter(Boolean).length, 1)
      assert.equal((await store.get('queue_counters', id(1)))?.version, round + 1)
    }
  })

  test('races: fifty writers that retry until they win are all counted', async () => {
    await using store = await open()
    await store.commit([counter(1)])
    const join = async (n: number): Promise<void> => {
      for (;;) {
        const before = await store.get('queue_counters', id(1))
        assert(before)
        const queueNumber = before.lastNumber + 1
        const changes = [update('queue_counters', before, { lastNumber: queueNumber, inQueue: queueNumber }), entry(n, { queueNumber })]
        if (await store.commit(changes)) return
      }
    }
    await Promise.all(Array.from({ length: 50 }, (_, n) => join(n + 1)))
    const entries = await store.find('queue_entries', { scheduleId: 'schedule' }, { by: 'queueNumber', order: 'asc' })
    assert.deepEqual(
      entries.map((row) => row.queueNumber),
      Array.from({ length: 50 }, (_, n) => n + 1),
    )
    assert.equal((await store.get('queue_counters', id(1)))?.lastNumber, 50)
  })

  test('races: of several writers of one unique key exactly one gets it', async () => {
    await using store = await open()
    for (let round = 0; round < 10; round++) {
      const doctorId = `doctor ${round}`
      const callers = Array.from({ length: 10 }, (_, n) => store.commit([call(round * 10 + n + 1, { doctorId })]))
      assert.equal((await Promise.all(callers)).filter(Boolean).length, 1)
      assert.equal(await store.count('call_sessions', { doctorId, status: 'INVITED' }), 1)
    }
  })

  test('races: any sequence of commits behaves like a model in memory', async () => {
    await using store = await open()
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }), async (commits) => {
        run += 1
        const model = new Map<string, Row<'call_sessions'>>()
        for (const steps of commits) {
          const changes = steps.map((it) => changeOf(it, model, run))
          const next = modelCommit(model, changes)
          assert.equal(await store.commit(changes), next !== null)
          if (next !== null) {
            model.clear()
            for (const [key, row] of next) model.set(key, row)
          }
          const rows = [...model.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
          assert.deepEqual(await store.find('call_sessions', { scheduleId: `run ${run}` }, { by: 'id', order: 'asc' }), rows)
          for (const n of [1, 2, 3, 4])
            assert.deepEqual(await store.get('call_sessions', id(run * 10 + n)), model.get(id(run * 10 + n)) ?? null)
        }
      }),
      { seed: 20_260_101, numRuns: 60 },
    )
  })
}

interface Step {
  readonly kind: 'insert' | 'update' | 'guard'
  readonly row: number
  readonly doctor: number
  readonly status: CallStatus
  /** How many versions `before` lags behind. */
  readonly stale: number
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('insert', 'update', 'update', 'guard'),
  row: fc.integer({ min: 1, max: 4 }),
  doctor: fc.integer({ min: 1, max: 2 }),
  status: fc.constantFrom<CallStatus>('INVITED', 'ACTIVE', 'ENDED', 'EXPIRED'),
  stale: fc.constantFrom(0, 0, 0, 0, 1),
})

/** The step as a change based on the model's current or an older state. */
function changeOf({ kind, row, doctor, status, stale }: Step, model: ReadonlyMap<string, Row<'call_sessions'>>, run: number): Change {
  const fresh = call(run * 10 + row, {
    scheduleId: `run ${run}`,
    doctorId: `doctor ${run}:${doctor}`,
    patientId: `patient ${run}:${row}`,
    status,
  })
  const known = model.get(fresh.after.id)
  if (kind === 'insert' || known === undefined) return fresh
  const before = { ...known, version: known.version - stale }
  return kind === 'guard' ? guard('call_sessions', before) : update('call_sessions', before, { doctorId: fresh.after.doctorId, status })
}

/** The rows after the commit; null if it must be refused. */
function modelCommit(
  model: ReadonlyMap<string, Row<'call_sessions'>>,
  changes: readonly Change[],
): Map<string, Row<'call_sessions'>> | null {
  const rows = new Map(model)
  for (const change of changes) {
    assert(change.table === 'call_sessions')
    const [id, asRead] =
      change.kind === 'guard'
        ? [change.row.id, change.row.version]
        : [change.after.id, change.kind === 'update' ? change.before.version : undefined]
    if (rows.get(id)?.version !== asRead) return null
    if (change.kind !== 'guard') rows.set(id, change.after)
    const busy = [...rows.values()].filter((row) => isOpen(row.status))
    if (new Set(busy.map((row) => row.doctorId)).size < busy.length) return null
  }
  return rows
}
