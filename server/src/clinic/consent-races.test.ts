import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Refusal } from '../core/refusal.ts'
import type { Row } from '../store/row-types.ts'
import type { Change, Store } from '../store/store.ts'
import { makeHarness, withoutMutex, type Harness, type Seat } from '../test/harness.ts'
import { interrupt } from '../test/races/interrupt.ts'
import { online, upcoming } from '../test/scenes.ts'
import { openInMemory, testStores } from '../test/stores.ts'
import { consentText } from './consent.ts'
import { readClinic } from './read-clinic.ts'
import { setClinic } from './set-clinic.ts'

interface Moment {
  readonly h: Harness
  readonly id: string
  readonly doctor: Seat
  readonly patient: Seat
  /** Whatever is committed, in order. */
  readonly committed: Change[]
}

let wordings = 0
const seat = ({ h, patient }: Moment, store: Store): Seat => h.apart(patient.person, store)
/** A refusal is as good an end as any. */
const attempt = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
const acts = {
  start: ({ h, id, doctor }: Moment, store: Store) => attempt(h.apart(doctor.person, store).run('startPractice', { params: { id } })),
  join: (it: Moment, store: Store) => attempt(seat(it, store).run('joinQueue', { params: { id: it.id } })),
  leave: (it: Moment, store: Store) => attempt(seat(it, store).run('leaveQueue', { params: { id: it.id } })),
  give: async (it: Moment, store: Store) => {
    const clinic = await readClinic(it.h.store, it.h.services.settings)
    const version = consentText(clinic, [])?.version ?? 1
    return attempt(seat(it, store).run('giveConsent', { body: { version } }))
  },
  withdraw: (it: Moment, store: Store) => attempt(seat(it, store).run('withdrawConsent')),
  reword: ({ h }: Moment, store: Store) =>
    setClinic({ ...withoutMutex(h.system), store }, { texts: { consent: { en: `You agree, in the words of ${++wordings}.` } } }),
} as const
type Act = keyof typeof acts
const names = Object.keys(acts) as Act[]

/** A store that notes what is committed. */
const noted = (store: Store, committed: Change[]): Store => ({
  ...store,
  commit: async (changes) => {
    const done = await store.commit(changes)
    if (done) committed.push(...changes)
    return done
  },
  [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
})

/** D5, by what was committed in its order: at every join, the newest consent of its person is given to the version in force. */
function assertConsented(committed: readonly Change[], where: string): void {
  let inForce: number | undefined
  const newest = new Map<string, Row<'consents'>>()
  for (const change of committed) {
    if (change.kind === 'guard') continue
    if (change.table === 'clinic') inForce = change.after.texts.consent
    if (change.table === 'consents') newest.set(change.after.userId, change.after)
    if (change.table !== 'queue_entries' || change.action !== 'join' || inForce === undefined) continue
    const consent = newest.get(change.after.patientId)
    assert(consent?.isGiven === true && consent.textVersion === inForce, `joined without the consent in force: ${where}`)
  }
}

async function makeMoment(store: Store, practice = online): Promise<Moment> {
  const committed: Change[] = []
  const h = await makeHarness({ store: noted(store, committed) })
  const { doctor, id } = await practice(h)
  const it = { h, id, doctor, patient: await h.patient(), committed }
  await acts.reword(it, h.store)
  await acts.give(it, h.store)
  return it
}

const pairs: readonly (readonly [Act, Act])[] = [
  ['join', 'withdraw'],
  ['join', 'reword'],
  ['join', 'join'],
  ['give', 'withdraw'],
  ['give', 'reword'],
  ['withdraw', 'withdraw'],
]

for (const { name, open } of await testStores())
  for (const hasJoined of [false, true])
    test(`D5: whatever happens between a join and its consent, in every order that differs, ${hasJoined ? 'again' : 'for the first time'}, on ${name}`, async () => {
      await using store = await open()
      for (const [one, two] of pairs)
        for (const [first, second] of [
          [one, two],
          [two, one],
        ] as const)
          for (let operations = 0, interrupted = true; interrupted; operations++) {
            const it = await makeMoment(store)
            if (hasJoined) for (const act of ['join', 'leave'] as const) await acts[act](it, it.h.store)
            interrupted = await interrupt(
              it.h.store,
              (its) => acts[first](it, its),
              (its) => acts[second](it, its),
              operations,
            )
            const where = `${first} after ${operations} operations, ${second}`
            assertConsented(it.committed, where)
            await acts.join(it, it.h.store)
            assertConsented(it.committed, `${where}, then join`)
            await it.doctor.run('endPractice', { params: { id: it.id } })
            const rows = await it.h.store.find('consents', { userId: it.patient.person.userId }, { by: 'id', order: 'asc', limit: 50 })
            const written = it.committed.flatMap((change) =>
              change.kind === 'insert' && change.table === 'consents' ? [change.after.id] : [],
            )
            assert.deepEqual(
              rows.map((row) => row.id),
              written,
              `the newest consent is the last one that was committed: ${where}`,
            )
          }
    })

for (const { name, open } of await testStores())
  test(`D5: a practice that starts while a new text is set lets in nobody by the text before, on ${name}`, async () => {
    await using store = await open()
    const it = await makeMoment(store, upcoming)
    let set: Promise<boolean> | undefined
    /** The new text, decided while no practice is open, is committed while somebody joins the one that has started since. */
    const late: Store = {
      ...it.h.store,
      commit: async (changes) => {
        if (set !== undefined) return it.h.store.commit(changes)
        await acts.start(it, it.h.store)
        const joining: Store = {
          ...it.h.store,
          commit: async (joined) => {
            await (set ??= it.h.store.commit(changes))
            return it.h.store.commit(joined)
          },
        }
        await acts.join(it, joining)
        assert(set !== undefined, 'somebody joins')
        return set
      },
    }
    await acts.reword(it, late)
    assertConsented(it.committed, 'start and join while a text is set')
    assert.equal((await readClinic(it.h.store, it.h.services.settings)).consent?.version, 2)
  })

test('D5: under any interleaving of starts, joins, consents, withdrawals and new texts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      fc.boolean(),
      async (scheduler, rounds, isOpen) => {
        await using store = await openInMemory()
        const it = await makeMoment(store, isOpen ? online : upcoming)
        const turn = (what: string): Promise<unknown> => scheduler.schedule(Promise.resolve(), what)
        const inTurn: Store = {
          ...it.h.store,
          get: (...args) => turn('get').then(() => it.h.store.get(...args)),
          find: (...args) => turn('find').then(() => it.h.store.find(...args)),
          commit: (...args) => turn('commit').then(() => it.h.store.commit(...args)),
          [Symbol.asyncDispose]: () => Promise.resolve(),
        }
        for (const round of rounds) await scheduler.waitFor(Promise.all(round.map((act) => acts[act](it, inTurn))))
        assertConsented(it.committed, rounds.join('; '))
      },
    ),
    { numRuns: 60, seed: 20_260_302 },
  )
})
