import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert, update } from '../store/store.ts'
import { makeHarness, refused } from '../test/harness.ts'
import { upcoming } from '../test/scenes.ts'
import { transact } from './transact.ts'
import { person, type Ctx } from './use-case.ts'

test('transact: commits changes with their audit rows, then announces, then replies', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const order: string[] = []
  const transactions = { ...h.system.transactions, announce: () => void order.push('announced') }
  const ctx: Ctx = { ...h.system, actor: doctor.person, transactions }
  const reply = await transact(ctx, async (store) => {
    const schedule = (await store.get('schedules', id))!
    return { changes: [update('schedules', schedule, { status: 'ONLINE' }, 'start')], reply: 'reply' }
  })
  order.push(reply)
  assert.deepEqual(order, ['announced', 'reply'])
  assert.deepEqual(
    (await h.audit(id)).map((row) => row.actionType),
    ['SCHEDULE_CREATED', 'SCHEDULE_STARTED'],
  )
})

test('transact: what is committed is announced even if what precedes the announcement fails', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const deciding = transact({ ...h.system, actor: doctor.person }, async (store) => {
    const schedule = (await store.get('schedules', id))!
    const changes = [update('schedules', schedule, { status: 'ONLINE' }, 'start')]
    return { changes, reply: null, beforeAnnounce: () => Promise.reject(new Error('no')) }
  })
  await assert.rejects(deciding, /no/)
  assert.deepEqual(h.announced(), ['schedules.start'])
})

test('transact: without changes nothing is committed or announced', async () => {
  await using h = await makeHarness()
  assert.equal(await transact(h.system, async () => ({ changes: [], reply: 7 })), 7)
  assert.deepEqual(h.announced(), [])
})

test('transact: a lost race writes nothing and decides again after a pause', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const paused: number[] = []
  const transactions = { ...h.system.transactions, pause: async (attempt: number) => void paused.push(attempt) }
  const ctx: Ctx = { ...h.system, actor: doctor.person, transactions }
  const stale = (await h.store.get('schedules', id))!
  let tries = 0
  await transact(ctx, async (store) => {
    if (tries++ === 0) await h.store.commit([update('schedules', stale, { endTime: '13:00' })])
    const schedule = tries === 1 ? stale : (await store.get('schedules', id))!
    return { changes: [update('schedules', schedule, { status: 'ONLINE' }, 'start')], reply: null }
  })
  assert.equal(tries, 2)
  assert.deepEqual(paused, [0])
  assert.deepEqual(h.announced(), ['schedules.start'])
  assert.equal((await h.audit(id)).length, 2)
})

test('transact: the system’s step is committed first, as the system, then it decides again', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await upcoming(h)
  const ctx: Ctx = { ...h.system, actor: doctor.person }
  await transact(ctx, async (store) => {
    const schedule = (await store.get('schedules', id))!
    if (schedule.status === 'UPCOMING') return { first: [update('schedules', schedule, { status: 'ONLINE' }, 'start')] }
    return { changes: [update('schedules', schedule, { status: 'COMPLETED' }, 'end')], reply: null }
  })
  const actors = (await h.audit(id)).map((row) => row.actorUserId)
  assert.deepEqual(actors, [doctor.person.userId, null, doctor.person.userId])
})

test('transact: a refusal changes nothing', async () => {
  await using h = await makeHarness()
  await assert.rejects(transact(h.system, () => Promise.reject(new Error('no'))))
  assert.deepEqual(h.announced(), [])
})

test('transact: BUSY with Retry-After after losing every race for 2 s', async () => {
  await using h = await makeHarness()
  const { id } = await upcoming(h)
  const stale = (await h.store.get('schedules', id))!
  await h.store.commit([update('schedules', stale, { endTime: '13:00' })])
  const attempt = transact(h.system, async () => ({ changes: [update('schedules', stale, { status: 'ONLINE' }, 'start')], reply: null }))
  assert.equal((await refused(attempt, 'BUSY')).retryAfterSeconds, 1)
  assert.deepEqual(h.announced(), [])
})

test('transact: a taken unique key is a lost race', async () => {
  await using h = await makeHarness()
  const { id } = await upcoming(h)
  let tries = 0
  await transact(h.system, async () => ({
    changes: tries++ === 0 ? [insert('queue_counters', { id, lastNumber: 0, rev: 0, inQueue: 0 })] : [],
    reply: null,
  }))
  assert.equal(tries, 2)
})

test('person: returns the actor, else UNAUTHENTICATED', async () => {
  await using h = await makeHarness()
  const doctor = await h.doctor()
  assert.equal(person({ ...h.system, actor: doctor.person }), doctor.person)
  await refused((async () => person(h.system))(), 'UNAUTHENTICATED')
})
