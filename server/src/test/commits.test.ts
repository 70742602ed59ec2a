import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../store/store.ts'
import { makeHarness } from './harness.ts'
import { openInMemory } from './stores.ts'
import { invited, online } from './scenes.ts'

test('a whole consultation, from joining to its end, commits six times, whatever its pages signal', async () => {
  await using opened = await openInMemory()
  let commits = 0
  const store: Store = {
    ...opened,
    commit(changes) {
      commits++
      return opened.commit(changes)
    },
  }
  await using h = await makeHarness({ store })
  const [practice, patient] = [await online(h), await h.patient()]
  const begin = commits
  const { doctor, callId } = await invited(h, practice, patient, { doctorPeerId: 'd' })
  const params = { id: callId }
  await patient.run('confirmCall', { params, body: { patientPeerId: 'p', offer: {} } })
  for (let i = 0; i < 20; i++) {
    await doctor.run('sendSignal', { params, body: { message: { type: 'CANDIDATE', dst: 'p' } } })
    await patient.run('sendSignal', { params, body: { message: { type: 'CANDIDATE', dst: 'd' } } })
    await patient.run('listSignals', { params })
  }
  await patient.run('activateCall', { params })
  await doctor.run('doctorEndCall', { params })
  assert.equal(commits - begin, 6)
})
