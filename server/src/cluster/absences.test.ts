import assert from 'node:assert/strict'
import { test } from 'node:test'
import { update } from '../store/store.ts'
import { makeHarness } from '../test/harness.ts'
import { online } from '../test/scenes.ts'
import { makeAbsences } from './absences.ts'

test('absences: what another process has noted is told here once, what this one told itself is not', async () => {
  await using h = await makeHarness()
  const { doctor, id } = await online(h)
  const absences = makeAbsences(h.store)
  const note = async (doctorAwaySince: string | null) =>
    assert(await h.store.commit([update('schedules', (await h.store.get('schedules', id))!, { doctorAwaySince })]))
  assert.deepEqual(await absences.changed(), [], 'of what is new here, the page has read')
  await note(h.now().toISOString())
  assert.deepEqual(await absences.changed(), [{ scheduleId: id, status: 'ONLINE' }])
  assert.deepEqual(await absences.changed(), [])
  await note(null)
  absences.told(id)
  assert.deepEqual(await absences.changed(), [])
  await note(h.now().toISOString())
  assert.deepEqual(await absences.changed(), [{ scheduleId: id, status: 'ONLINE' }])
  await doctor.run('endPractice', { params: { id } })
  assert.deepEqual(await absences.changed(), [], 'its end has an audit row, which tells it')
})
