import assert from 'node:assert/strict'
import { it, mock, type TestContext } from 'node:test'
import { watchArrivals } from './arrivals.ts'
import type { MediaLine, Sending } from './media-line.ts'

/** A connection whose counters the test sets. */
function watch(t: TestContext, theySend: Sending | null = null) {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  t.mock.method(performance, 'now', () => now)
  let now = 0
  const counters = { packets: 0, lost: 0, sound: 0, frames: 0 }
  const getStats = async () =>
    new Map([
      ['a', { type: 'inbound-rtp', kind: 'audio', packetsReceived: counters.sound }],
      [
        'v',
        {
          type: 'inbound-rtp',
          kind: 'video',
          packetsReceived: counters.packets,
          packetsLost: counters.lost,
          framesDecoded: counters.frames,
        },
      ],
    ])
  const line = { pc: { getStats } } as unknown as MediaLine
  const heard: string[] = []
  const arrivals = watchArrivals({
    line: () => line,
    theySend: () => theySend,
    onFlow: () => heard.push('flows'),
    onQuality: (quality) => heard.push(quality),
  })
  const pass = async (ms: number): Promise<void> => {
    now += ms
    mock.timers.tick(ms)
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return { arrivals, counters, heard, pass }
}

it('flows with the first frame, told once, and then says how good it is', async (t) => {
  const { arrivals, counters, heard, pass } = watch(t)
  arrivals.begin()
  await pass(200)
  assert.deepEqual(heard, [])
  counters.frames = 1
  await pass(200)
  assert.deepEqual(heard, ['flows'])
  counters.packets = 100
  await pass(2000)
  counters.packets = 190
  counters.lost = 10
  await pass(2000)
  assert.deepEqual(heard, ['flows', 'good', 'poor'])
  arrivals.stop()
})

it('flows with sound where the other sends no picture', async (t) => {
  const { arrivals, counters, heard, pass } = watch(t, { camera: false, microphone: true })
  arrivals.begin()
  await pass(200)
  assert.deepEqual(heard, [])
  counters.sound = 1
  await pass(200)
  assert.deepEqual(heard, ['flows'])
  arrivals.stop()
})

it('counts sound alone only after a while when nothing is known of their camera', async (t) => {
  const { arrivals, counters, heard, pass } = watch(t)
  counters.sound = 5
  arrivals.begin()
  await pass(200)
  assert.deepEqual(heard, [])
  for (let turn = 0; turn < 11; turn += 1) await pass(200)
  assert.deepEqual(heard, ['flows'])
  arrivals.stop()
})

it('tells silence only if nothing has come, and nothing at all once stopped', async (t) => {
  const { arrivals, counters, pass } = watch(t)
  const silent = t.mock.fn()
  await arrivals.listenForSilence(silent)
  counters.packets = 3
  await pass(1500)
  assert.equal(silent.mock.callCount(), 0)
  await arrivals.listenForSilence(silent)
  await pass(1500)
  assert.equal(silent.mock.callCount(), 1)
  await arrivals.listenForSilence(silent)
  arrivals.stop()
  await pass(5000)
  assert.equal(silent.mock.callCount(), 1)
})
