import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { trackPresence } from '../presence/track-presence.ts'
import { makeHarness, withoutMutex, type Harness, type Seat } from '../test/harness.ts'
import { online } from '../test/scenes.ts'
import { makeNoteAbsences } from './note-absences.ts'

const SECOND = 1000

/** A single-process server that has run for an hour, with its presence and an open practice. */
async function makeHouse(it?: Harness) {
  const h = it ?? (await makeHarness())
  const presence = trackPresence({
    store: h.store,
    processId: 'here',
    now: h.now,
    emit: () => undefined,
    delivery: { isReady: true, losses: 0 },
  })
  await presence.beat()
  const noteAbsences = makeNoteAbsences({ startedAt: h.startedAt, isAlone: true })
  const passed = async (seconds: number) => {
    for (let left = seconds; left > 0; left -= 5) {
      h.pass(Math.min(5, left) * SECOND)
      await presence.beat()
    }
    await presence.settled()
    await noteAbsences(h.system)
  }
  if (it === undefined) await passed(3600)
  return { h, presence, noteAbsences, passed }
}

const awayIn = async (patient: Seat, id: string) => {
  const [schedule] = (await patient.run('browseSchedules')).filter((it) => it.id === id)
  const whole = await patient.run('viewSchedule', { params: { id } })
  assert('doctorAwaySince' in whole)
  assert.equal(whole.doctorAwaySince, schedule!.doctorAwaySince)
  return whole.doctorAwaySince
}

describe('noteAbsences', () => {
  test('a doctor is away 60 s after the last socket closed, whatever requests came just before; it is announced once', async () => {
    const { h, presence, passed } = await makeHouse()
    await using _ = h
    const { doctor, id } = await online(h)
    const patient = await h.patient()
    presence.socket(doctor.person, 1)
    presence.socket(doctor.person, 1)
    await passed(300)
    presence.socket(doctor.person, -1)
    await passed(300)
    assert.equal(await awayIn(patient, id), null, 'one page is still there')
    presence.request(doctor.person, null)
    presence.socket(doctor.person, -1)
    const closed = h.now().toISOString()
    await passed(59)
    assert.equal(await awayIn(patient, id), null)
    assert.deepEqual(h.announced(), [])
    await passed(1)
    assert.equal(await awayIn(patient, id), closed)
    assert.deepEqual(h.announced(), ['schedules.away'])
    await passed(3600)
    assert.equal(await awayIn(patient, id), closed, 'since when stays, long after the signs are gone')
    assert.deepEqual(h.announced(), [])
    presence.socket(doctor.person, 1)
    await passed(1)
    assert.equal(await awayIn(patient, id), null)
    assert.deepEqual(h.announced(), ['schedules.back'])
    assert.deepEqual(
      (await h.audit(id)).map((row) => row.actionType),
      ['SCHEDULE_CREATED', 'SCHEDULE_STARTED'],
      'without audit',
    )
  })

  test('a doctor who polls is present, and away 60 s after the last request', async () => {
    const { h, presence, passed } = await makeHouse()
    await using _ = h
    const { doctor, id } = await online(h)
    const patient = await h.patient()
    for (let i = 0; i < 100; i++) {
      presence.request(doctor.person, null)
      await passed(3)
    }
    assert.equal(await awayIn(patient, id), null)
    presence.request(doctor.person, null)
    const last = h.now().toISOString()
    await passed(59)
    assert.equal(await awayIn(patient, id), null)
    await passed(1)
    assert.equal(await awayIn(patient, id), last)
    presence.request(doctor.person, null)
    await passed(1)
    assert.equal(await awayIn(patient, id), null)
  })

  test('after a server’s start the 60 s start again', async () => {
    const first = await makeHouse()
    await using _ = first.h
    const { doctor, id } = await online(first.h)
    await first.passed(120)
    const patient = await first.h.patient()
    assert.notEqual(await awayIn(patient, id), null)
    const h = await makeHarness({ store: first.h.store, now: first.h.now().toISOString() })
    const later = await makeHouse(h)
    const started = h.now().toISOString()
    await later.noteAbsences(h.system)
    assert.equal(await awayIn(patient, id), null)
    await later.passed(59)
    assert.equal(await awayIn(patient, id), null)
    await later.passed(1)
    assert.equal(await awayIn(patient, id), started)
    later.presence.socket(doctor.person, 1)
    await later.passed(1)
    assert.equal(await awayIn(patient, id), null)
  })

  test('of several processes, a new one does not restart the time, and each change is announced once', async () => {
    const { h, presence, passed } = await makeHouse()
    await using _ = h
    const { doctor, id } = await online(h)
    const patient = await h.patient()
    await passed(120)
    const since = await awayIn(patient, id)
    h.announced()
    const other = withoutMutex(h.system)
    const noteAbsences = makeNoteAbsences({ startedAt: h.now(), isAlone: false })
    for (let i = 0; i < 20; i++) {
      await passed(1)
      await noteAbsences(other)
    }
    assert.equal(await awayIn(patient, id), since)
    assert.deepEqual(h.announced(), [])
    presence.socket(doctor.person, 1)
    await presence.settled()
    await Promise.all([noteAbsences(other), noteAbsences(other)])
    assert.deepEqual(h.announced(), ['schedules.back'])
  })

  test('an ended practice announces nobody’s absence', async () => {
    const { h, passed } = await makeHouse()
    await using _ = h
    const { doctor, id } = await online(h)
    await passed(120)
    await doctor.run('endPractice', { params: { id } })
    assert.equal((await h.store.get('schedules', id))?.doctorAwaySince, null)
  })
})
