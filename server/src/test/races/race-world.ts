import assert from 'node:assert/strict'
import type { Scheduler } from 'fast-check'
import { operations, refusalsOf } from '@medconsult/contract'
import { makeKeyedMutex } from '../../core/keyed-mutex.ts'
import type { Change, Store } from '../../store/store.ts'
import { makeSweep } from '../../sweep.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Ctx } from '../../core/use-case.ts'
import { makeHarness, withoutMutex, type Harness, type Seat } from '../harness.ts'
import { auditedOnce, committedBefore, snapshot, storeInvariants, type Snapshot } from './invariants.ts'

/** What a process does once it has been killed: nothing. */
class Killed extends Error {}

interface Process {
  readonly ctx: Ctx
  readonly startedAt: Date
  dead: boolean
}

interface WorldOptions {
  readonly scheduler: Scheduler
  /** An empty one; the caller disposes of it. */
  readonly store: Store
  readonly doctors: number
  readonly patients: number
  /** Processes on the one store; with one, works take turns within a practice as they do in the product. */
  readonly processes: number
}

export type At = <R>(what: string, work: () => Promise<R>) => Promise<R>

/** A store that waits `at` each of its calls. */
export const waitingStore = (store: Store, at: At): Store => ({
  get: (table, id) => at(`get ${table}`, () => store.get(table, id)),
  find: (table, where, page) => at(`find ${table}`, () => store.find(table, where, page)),
  count: (table, where) => at(`count ${table}`, () => store.count(table, where)),
  prune: (table, where, limit) => at(`prune ${table}`, () => store.prune(table, where, limit)),
  commit: (changes) => at('commit', () => store.commit(changes)),
  ephemeral: store.ephemeral,
  ping: () => at('ping', () => store.ping()),
  [Symbol.asyncDispose]: () => Promise.resolve(),
})

/** Some processes of the server on one store, whose every call of it waits for the scheduler; the invariants are checked at each commit. */
export async function makeWorld({ scheduler, store, doctors, patients, processes }: WorldOptions) {
  const harness = await makeHarness({ store })
  const people = {
    doctors: await Promise.all(Array.from({ length: doctors }, (_, n) => harness.doctor(`Dr. ${n}`))),
    patients: await Promise.all(Array.from({ length: patients }, (_, n) => harness.patient(`Patient ${n}`))),
  }
  const body = { date: '2026-03-02', startTime: '09:00', endTime: '12:00' }
  for (const doctor of people.doctors) for (let n = 0; n < 4; n++) await doctor.run('createSchedule', { body })

  const violations: unknown[] = []
  const committed: Change[] = []
  const announced: Change[] = []
  const look = (): Promise<Snapshot> => snapshot(store)
  let last = look()
  let crashes = 0

  const turn = (what: string): Promise<void> => scheduler.schedule(Promise.resolve(), what)
  const note = (check: () => void, what: string): void => {
    try {
      check()
    } catch (error) {
      violations.push(new Error(`broken: ${what}`, { cause: error }))
    }
  }

  /** A commit and what the store is right after it; another commit waits until that has been read. */
  async function commit(changes: readonly Change[]): Promise<boolean> {
    const before = last
    const done = before.then(() => store.commit(changes))
    const now = (last = done.then(look, look))
    const [was, is] = [await before, await now]
    if (!(await done)) {
      note(() => assert.deepEqual(is, was), 'a refused commit changes nothing')
      return false
    }
    committed.push(...changes)
    note(() => auditedOnce(changes), 'audit')
    for (const [name, holds] of Object.entries(storeInvariants)) note(() => holds(is, was), name)
    return true
  }

  function start(): Process {
    const own: Process = { dead: false, ctx: undefined as never, startedAt: harness.now() }
    async function at<R>(what: string, work: () => Promise<R>): Promise<R> {
      await turn(what)
      if (own.dead) throw new Killed(what)
      const result = await work()
      // Killed between a commit and its answer: what is stored stays, unannounced.
      if (own.dead) throw new Killed(what)
      return result
    }
    const { transactions } = processes === 1 ? harness.system : withoutMutex(harness.system)
    const ctx: Ctx = {
      ...harness.system,
      store: waitingStore({ ...store, commit }, at),
      transactions: {
        ...transactions,
        ...(processes === 1 && { keyedMutex: makeKeyedMutex() }),
        pause: () => at('pause', () => Promise.resolve()),
        announce: (changes) => {
          announced.push(...changes)
          committedBefore(store, changes).catch((error: unknown) => violations.push(error))
        },
      },
    }
    return Object.assign(own, { ctx })
  }
  const running = Array.from({ length: processes }, start)

  return {
    store,
    people,
    /** The store as it is after the last commit. */
    state: (): Promise<Snapshot> => last,
    turn,
    pass: harness.pass,
    committed,
    announced,
    crashes: (): number => crashes,

    /** Kills a process in the middle of whatever it does; another starts in its place. */
    crash(process: number): void {
      const at = process % processes
      running[at]!.dead = true
      running[at] = start()
      crashes += 1
    },

    /** A person's request to one of the processes. True if it was served; refused only as its route says. */
    async request(process: number, seat: Seat, name: keyof Harness['handlers'], input: object): Promise<boolean> {
      const own = running[process % processes]!
      try {
        const ctx = { ...own.ctx, actor: seat.person }
        await harness.handlers[name](ctx, { params: undefined, query: {}, body: {}, ...input } as never, harness.request)
        return true
      } catch (error) {
        const expected = error instanceof Refusal && refusalsOf(operations[name]).includes(error.code)
        if (!expected && !own.dead) violations.push(new Error(`${name} failed`, { cause: error }))
        return false
      }
    },

    async sweep(process: number): Promise<void> {
      const own = running[process % processes]!
      const sweep = makeSweep({ startedAt: own.startedAt, isAlone: false, timeZone: 'UTC' })
      await sweep(own.ctx).catch((error: unknown) => {
        if (!own.dead) violations.push(new Error('the sweep failed', { cause: error }))
      })
    },

    /** Runs works side by side, as the scheduler has it; throws what has been found wrong. */
    async together(works: readonly (() => Promise<unknown>)[]): Promise<void> {
      await scheduler.waitFor(Promise.all(works.map((work) => work())))
      if (violations.length > 0) throw violations[0]
    },
  }
}
export type World = Awaited<ReturnType<typeof makeWorld>>
