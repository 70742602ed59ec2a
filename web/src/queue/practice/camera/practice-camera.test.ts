import assert from 'node:assert/strict'
import { it, mock } from 'node:test'

const page = new EventTarget()
Object.assign(globalThis, { window: page })
const { REST_MS, watchRest } = await import('./practice-camera.ts')

it('the doctor’s camera goes off after two minutes without activity, and each activity restarts the time', (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const rest = t.mock.fn()
  const end = watchRest(rest)
  for (const touch of ['pointerdown', 'keydown', 'wheel']) {
    mock.timers.tick(REST_MS - 1)
    page.dispatchEvent(new Event(touch))
  }
  mock.timers.tick(119_999)
  assert.equal(rest.mock.callCount(), 0)
  mock.timers.tick(1)
  assert.equal(rest.mock.callCount(), 1)
  page.dispatchEvent(new Event('pointerdown'))
  end()
  mock.timers.tick(REST_MS)
  assert.equal(rest.mock.callCount(), 1)
})
