import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { EnteredAsGuest } from '@medconsult/contract'
import { setClinic } from '../../clinic/set-clinic.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Created, Ctx } from '../../core/use-case.ts'
import type { Change, Store } from '../../store/store.ts'
import { enter, guestOf } from '../guest-scenes.ts'
import { makeHarness, withoutMutex, type Seat } from '../harness.ts'
import { online } from '../scenes.ts'
import { testStores } from '../stores.ts'
import { assertAgreement } from './agreement.ts'
import { waitingStore, type At } from './race-world.ts'

const seed = Number(process.env['RACES_SEED'] ?? 20_260_302)
const runsOn = { SQLite: Number(process.env['RACES_RUNS'] ?? 60), MongoDB: Number(process.env['RACES_RUNS'] ?? 6) }

const two = fc.integer({ min: 0, max: 1 })
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('personal' as const), link: two }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('back' as const, 'device' as const), link: two }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('code' as const, 'join' as const), link: two }) },
  { weight: 7, arbitrary: fc.record({ act: fc.constant('visit' as const), link: two }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('agree' as const, 'newText' as const), link: two }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('revoke' as const, 'renew' as const), link: two }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('withdraw' as const, 'end' as const, 'sweep' as const), link: two }) },
)
const acts = ['personal', 'back', 'device', 'code', 'join', 'agree', 'visit', 'revoke', 'renew', 'newText', 'withdraw', 'end', 'sweep']
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
const rounds = fc.array(fc.array(fc.record({ what: act, process: two }), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 })

/** What must hold of a commit in the store as it was right before it. */
async function assertAllowed(store: Store, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'guard') continue
    if (change.table === 'guest_links' && change.kind === 'update') {
      const { before, after } = change
      if (before.userId !== null) assert.equal(after.userId, before.userId, 'D4: a link stays one person’s')
      if (change.action === 'use' || after.usedAt !== before.usedAt)
        assert.match((await store.get('guest_links', after.id))!.status, /OPEN|USED/, 'D3: a link that is over opens nothing')
    }
    if (change.table === 'logins' && change.kind === 'insert') {
      const user =
        (await store.get('users', change.after.userId)) ?? changes.find((it) => it.kind === 'insert' && it.table === 'users')?.after
      const scheduleId = user !== undefined && 'scheduleId' in user ? user.scheduleId : null
      const schedule = scheduleId === null ? null : await store.get('schedules', scheduleId)
      assert.notEqual(schedule?.status, 'COMPLETED', 'D3: nobody comes in to what has ended')
    }
    if (change.table === 'queue_entries' && change.action === 'join') {
      const version = (await store.get('clinic', 'clinic'))?.texts.consent
      if (version === undefined) continue
      const page = { by: 'id', order: 'desc', limit: 1 } as const
      const [newest] = await store.find('consents', { userId: change.after.patientId }, page)
      assert.deepEqual([newest?.isGiven, newest?.textVersion], [true, version], 'D5: nobody joins without the consent in force')
    }
  }
}

/** Two processes on one store, whose every call of it waits for the scheduler, at a practice with two of each kind of link. */
async function makeDoor(store: Store, scheduler: fc.Scheduler) {
  const h = await makeHarness({ store })
  const { doctor, id } = await online(h)
  const { joinCode } = await doctor.run('getJoinCode')
  const version = { texts: 0 }
  const personal = []
  const back = []
  for (const n of [0, 1]) {
    personal.push((await doctor.run('makeGuestLink', { params: { id }, body: { name: `Invited ${n}` } })).reply)
    const { reply } = await enter(h, { joinCode, name: `Guest ${n}` })
    const guest = await guestOf(h, reply)
    back.push({ reply, guest, secret: reply.secret!, device: (await guest.run('makeReturnLink')).secret })
  }
  const found: unknown[] = []
  let last: Promise<unknown> = Promise.resolve()
  /** One commit at a time, each judged by the store as it is right before it. */
  const commit = (changes: readonly Change[]): Promise<boolean> => {
    const done = last.then(async () => {
      const judged = await assertAllowed(store, changes).then(
        () => null,
        (error: unknown) => error,
      )
      const isDone = await store.commit(changes)
      if (isDone && judged !== null) found.push(judged)
      return isDone
    })
    last = done.catch(() => undefined)
    return done
  }
  const at: At = async (what, work) => {
    await scheduler.schedule(Promise.resolve(), what)
    return work()
  }
  const own = (): Ctx => {
    const { transactions } = withoutMutex(h.system)
    const pause = (): Promise<void> => at('pause', () => Promise.resolve())
    return { ...h.system, store: waitingStore({ ...store, commit }, at), transactions: { ...transactions, pause } }
  }
  const processes = [own(), own()]
  return { h, doctor, id, joinCode, personal, back, found, processes, version }
}
type Door = Awaited<ReturnType<typeof makeDoor>>
type Entered = Created<EnteredAsGuest>

/** Does one act at a process; returns who came in. */
async function take(door: Door, { act: name, link }: Act, process: number): Promise<{ by: string; entered: Entered } | null> {
  const { h, doctor, id, joinCode, personal, back } = door
  const ctx = door.processes[process]!
  const as = (seat: Seat | null): Seat => h.as(seat?.person ?? null, { ctx })
  const came = async (by: string, body: { secret: string } | { joinCode: string }) => ({
    by,
    entered: await as(null).run('enterAsGuest', { body: { ...body, name: by, consentVersion: Math.max(1, door.version.texts) } }),
  })
  switch (name) {
    case 'personal':
      return came(`personal ${link}`, { secret: personal[link]!.secret })
    case 'back':
      return came(`back ${link}`, { secret: back[link]!.secret })
    case 'device':
      return came(`device ${link}`, { secret: back[link]!.device })
    case 'code':
      return came('code', { joinCode })
    case 'join':
      await as(back[link]!.guest).run('joinQueue', { params: { id } })
      return null
    case 'visit':
      await goOn(door, as(back[link]!.guest), as(doctor))
      return null
    case 'agree':
      await as(back[link]!.guest).run('giveConsent', { body: { version: door.version.texts } })
      return null
    case 'withdraw':
      await as(back[link]!.guest).run('withdrawConsent')
      return null
    case 'newText':
      door.version.texts++
      await setClinic(ctx, { texts: { consent: { en: `Text ${door.version.texts}` } } })
      return null
    case 'revoke':
      await as(doctor).run('revokeGuestLink', { params: { id: personal[link]!.id } })
      return null
    case 'renew':
      await as(doctor).run('renewJoinCode')
      return null
    case 'end':
      await as(doctor).run('endPractice', { params: { id } })
      return null
    case 'sweep':
      await h.sweep({ ...ctx })
      return null
  }
}

/** The regular next step of a guest: from joining to the end of their call. */
async function goOn({ h, id }: Door, guest: Seat, doctor: Seat): Promise<void> {
  const patientId = guest.person.userId
  const entry = (await h.store.find('queue_entries', { scheduleId: id, patientId })).at(-1)
  const call = entry?.callSessionId == null ? null : { params: { id: entry.callSessionId } }
  if (entry === undefined || entry.status === 'LEFT') await guest.run('joinQueue', { params: { id } })
  else if (entry.status === 'WAITING') await guest.run('toggleReady', { params: { id }, body: { isReady: true } })
  else if (call === null) await doctor.run('startCall', { params: { id }, body: { patientId } })
  else if (entry.status === 'READY') await guest.run('confirmCall', call)
  else await doctor.run('doctorEndCall', call)
}

/** D4: of every link one user, of every user one link, and one open login a guest. */
async function assertOnePersonEach({ h, id }: Door, came: readonly { by: string; entered: Entered }[]): Promise<void> {
  const usersOf = Map.groupBy(came, ({ by }) => by.replace('device', 'back'))
  for (const [by, them] of usersOf)
    if (by !== 'code') assert.equal(new Set(them.map(({ entered }) => entered.reply.user.id)).size, 1, `D4: ${by} is one person`)
  const links = await h.store.find('guest_links', { scheduleId: id })
  const owners = links.filter(({ kind, userId }) => kind !== 'DEVICE' && userId !== null).map(({ userId }) => userId)
  assert.equal(new Set(owners).size, owners.length, 'D4: nobody has two links')
  const guests = (await h.store.find('users', { role: 'PATIENT' }, { by: 'createdAt', order: 'asc' })).filter(
    ({ kind }) => kind === 'GUEST',
  )
  const made = came.filter(({ entered }) => entered.created).length
  assert.equal(guests.length, 2 + made, 'D4: a guest for everybody who was told so, and no more')
  for (const guest of guests) {
    const open = await h.store.find('logins', { userId: guest.id, status: 'OPEN' })
    assert(open.length <= 1, 'the place is at one device')
  }
}

for (const { name, open } of await testStores())
  test(`D3, D4, D5: links, consent, calls and endings under any interleaving, on two processes and ${name}`, async (t) => {
    t.diagnostic(`RACES_SEED=${seed} RACES_RUNS=${runsOn[name]}`)
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), rounds, async (scheduler, drawn) => {
        await using store = await open()
        const door = await makeDoor(store, scheduler)
        const came: { by: string; entered: Entered }[] = []
        for (const drawnActs of drawn) {
          const works = drawnActs.map(async ({ what, process }) => {
            try {
              const somebody = await take(door, what, process)
              reached.add(what.act)
              if (somebody !== null) came.push(somebody)
            } catch (error) {
              if (!(error instanceof Refusal)) throw error
            }
          })
          await scheduler.waitFor(Promise.all(works))
          if (door.found.length > 0) throw door.found[0]
        }
        await assertOnePersonEach(door, came)
        await assertAgreement(door.h, door.id)
        for (const { actionType } of await door.h.audit(door.id)) reached.add(actionType)
      }),
      { seed, numRuns: runsOn[name] },
    )
    if (name !== 'SQLite') return
    for (const it of [...acts, 'CALL_INVITED', 'CALL_CONFIRMED'])
      assert(reached.has(it), `every act succeeds somewhere, not only ${[...reached].join(', ')}`)
  })
