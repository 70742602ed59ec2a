import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryMedia, ErrorCode } from '@medconsult/contract'
import { assertAgreement } from '../test/races/agreement.ts'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { active, confirmed, entryOf, invited, online, ready, waiting } from '../test/scenes.ts'

interface Who {
  readonly id: string
  readonly patient: Seat
}
const toggle = ({ id, patient }: Who, isReady?: boolean, media?: EntryMedia) =>
  patient.run('toggleReady', { params: { id }, body: { ...(isReady !== undefined && { isReady }), ...(media && { media }) } })

const scenery: Record<string, (h: Harness) => Promise<Who>> = {
  WAITING: async (h) => {
    const { id } = await online(h)
    return { id, patient: await waiting(h, id) }
  },
  READY: async (h) => {
    const { id } = await online(h)
    return { id, patient: await ready(h, id) }
  },
  INVITED: invited,
  IN_CALL: confirmed,
  DONE: async (h) => {
    const scene = await active(h)
    await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
    return scene
  },
  LEFT: async (h) => {
    const { id } = await online(h)
    const patient = await waiting(h, id)
    await patient.run('leaveQueue', { params: { id } })
    return { id, patient }
  },
  'CLOSED, not yet written': async (h) => {
    const { doctor, id } = await online(h)
    const patient = await ready(h, id)
    await doctor.run('endPractice', { params: { id } })
    return { id, patient }
  },
  CLOSED: async (h) => {
    const who = await scenery['CLOSED, not yet written']!(h)
    await h.sweep()
    return who
  },
}

/** The outcome of each request in each state: the resulting status, `=` for a no-op, or the refusal. */
const expected: Record<string, { true: string; false: string; toggled: string }> = {
  WAITING: { true: 'READY', false: '=', toggled: 'READY' },
  READY: { true: '=', false: 'WAITING', toggled: 'WAITING' },
  INVITED: { true: '=', false: '!INVITED', toggled: '!INVITED' },
  IN_CALL: { true: '=', false: '!IN_CALL', toggled: '!IN_CALL' },
  DONE: { true: '!QUEUE_ENDED', false: '!QUEUE_ENDED', toggled: '!QUEUE_ENDED' },
  LEFT: { true: '!QUEUE_ENDED', false: '!QUEUE_ENDED', toggled: '!QUEUE_ENDED' },
  'CLOSED, not yet written': { true: '!QUEUE_ENDED', false: '!QUEUE_ENDED', toggled: '!QUEUE_ENDED' },
  CLOSED: { true: '!QUEUE_ENDED', false: '!QUEUE_ENDED', toggled: '!QUEUE_ENDED' },
}

for (const [state, row] of Object.entries(expected))
  for (const [asked, outcome] of Object.entries(row))
    test(`toggleReady: ${asked} while ${state} is ${outcome}`, async () => {
      await using h = await makeHarness()
      const who = await scenery[state]!(h)
      h.announced()
      const before = await entryOf(h, who)
      const attempt = toggle(who, asked === 'toggled' ? undefined : asked === 'true')
      if (outcome.startsWith('!')) await refused(attempt, outcome.slice(1) as ErrorCode)
      else {
        const reply = await attempt
        assert.equal(reply.status, outcome === '=' ? before.status : outcome)
        assert.equal(reply.isReady, outcome === '=' ? before.isReady : outcome === 'READY')
      }
      const changed = outcome === 'READY' || outcome === 'WAITING'
      assert.deepEqual(h.announced(), changed ? [`queue_entries.${outcome === 'READY' ? 'ready' : 'notReady'}`, 'queue_counters'] : [])
      const last = (await h.audit(who.id)).at(-1)
      if (changed) assert.equal(last?.actionType, outcome === 'READY' ? 'QUEUE_READY' : 'QUEUE_NOT_READY')
      else assert.deepEqual(await entryOf(h, who), before)
      await assertAgreement(h, who.id)
    })

test('toggleReady: an overdue invitation expires first', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  h.pass(60_000)
  assert.equal((await toggle(scene, true)).status, 'READY')
  assert.deepEqual(
    (await h.audit(scene.id)).slice(-2).map((row) => row.actionType),
    ['CALL_EXPIRED', 'QUEUE_READY'],
  )
  assert.equal((await entryOf(h, scene)).callSessionId, null)
})

test('toggleReady: NOT_FOUND without an entry and for an unknown schedule', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  await waiting(h, id)
  await refused(toggle({ id, patient: await h.patient() }), 'NOT_FOUND')
  await refused(toggle({ id: h.newId(), patient: await h.patient() }), 'NOT_FOUND')
})

test('toggleReady: reported media is stored with Ready; without a report it is null', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const who = { id, patient: await waiting(h, id) }
  assert.equal((await toggle(who, true, 'SOUND')).media, 'SOUND')
  const seenByDoctor = async () => (await doctor.run('viewQueue', { params: { id } })).map((entry) => entry.media)
  assert.deepEqual(await seenByDoctor(), ['SOUND'])
  assert.equal((await toggle(who, false)).media, null)
  assert.equal((await toggle(who, true)).media, null)
  assert.deepEqual(await seenByDoctor(), [null])
})

test('toggleReady: changed media with the same Ready is stored and announced, without an audit row; a repeat is a no-op', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const who = { id, patient: await ready(h, id) }
  const rows = (await h.audit(id)).length
  for (const media of ['NONE', 'BOTH'] as const) {
    const { rev } = await entryOf(h, who)
    assert.equal((await toggle(who, true, media)).media, media)
    assert.deepEqual(h.announced(), ['queue_entries', 'queue_counters'])
    assert.deepEqual(
      (await doctor.run('viewQueue', { params: { id }, query: { since: rev } })).map((entry) => entry.media),
      [media],
    )
    assert.equal((await toggle(who, true, media)).media, media)
    assert.equal((await toggle(who, true)).media, media, 'a repeat that claims nothing takes nothing back')
    assert.deepEqual(h.announced(), [])
  }
  assert.equal((await h.audit(id)).length, rows)
  await assertAgreement(h, id)
})

test('toggleReady: media is kept through the invitation and the call, and cleared by whatever ends Ready', async () => {
  await using h = await makeHarness()
  const scene = await invited(h)
  assert.equal((await toggle(scene, true, 'BOTH')).media, 'BOTH')
  await scene.patient.run('confirmCall', { params: { id: scene.callId } })
  assert.equal((await entryOf(h, scene)).media, 'BOTH')
  await scene.doctor.run('doctorEndCall', { params: { id: scene.callId } })
  assert.equal((await entryOf(h, scene)).media, null)

  const closed = await invited(h)
  await toggle(closed, true, 'SOUND')
  await closed.doctor.run('endPractice', { params: { id: closed.id } })
  const view = async () => (await closed.patient.run('viewSchedule', { params: { id: closed.id } })).queueEntry
  assert.deepEqual([(await view())?.status, (await view())?.media], ['CLOSED', null])
  await h.sweep()
  assert.deepEqual([(await view())?.status, (await view())?.media], ['CLOSED', null])
})
