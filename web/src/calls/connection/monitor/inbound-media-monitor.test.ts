import assert from 'node:assert/strict'
import { it, mock, type TestContext } from 'node:test'
import { monitorInboundMedia } from './inbound-media-monitor.ts'
import type { MediaConnection } from '../transport/media-connection.ts'
import type { Sending } from '../transport/sending-channel.ts'

/** A monitor over a connection whose counters the test sets. */
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
  const connection = { pc: { getStats } } as unknown as MediaConnection
  const reported: string[] = []
  const monitor = monitorInboundMedia({
    connection: () => connection,
    theySend: () => theySend,
    onFlow: () => reported.push('flows'),
    onQuality: (quality) => reported.push(quality),
    onSilent: (silent) => reported.push(silent ? 'silent' : 'receiving'),
    onStill: (still) => reported.push(still ? 'still' : 'moves'),
  })
  const pass = async (ms: number): Promise<void> => {
    now += ms
    mock.timers.tick(ms)
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return { monitor, counters, reported, pass }
}

it('reports the flow once, with the first frame, and then the quality', async (t) => {
  const { monitor, counters, reported, pass } = watch(t)
  monitor.begin()
  await pass(200)
  assert.deepEqual(reported, [])
  counters.frames = 1
  await pass(200)
  assert.deepEqual(reported, ['flows'])
  for (let turn = 0; turn < 5; turn += 1) {
    counters.packets += 25
    counters.frames += 1
    await pass(500)
  }
  for (let turn = 0; turn < 4; turn += 1) {
    counters.packets += 22
    counters.lost += 3
    counters.frames += 1
    await pass(500)
  }
  assert.deepEqual(reported, ['flows', 'good', 'poor'])
  monitor.stop()
})

it('reports the flow with the first sound if the other side sends no picture', async (t) => {
  const { monitor, counters, reported, pass } = watch(t, { camera: false, microphone: true })
  monitor.begin()
  await pass(200)
  assert.deepEqual(reported, [])
  counters.sound = 1
  await pass(200)
  assert.deepEqual(reported, ['flows'])
  monitor.stop()
})

it('accepts sound alone only after a while if their camera is unknown', async (t) => {
  const { monitor, counters, reported, pass } = watch(t)
  counters.sound = 5
  monitor.begin()
  await pass(200)
  assert.deepEqual(reported, [])
  for (let turn = 0; turn < 11; turn += 1) await pass(200)
  assert.deepEqual(reported, ['flows'])
  monitor.stop()
})

it('reports a frozen picture within 2.5 s, silence within 3 s, and when either is over', async (t) => {
  const { monitor, counters, reported, pass } = watch(t, { camera: true, microphone: true })
  monitor.begin()
  await pass(200)
  counters.frames = 1
  await pass(500)
  const until = async (word: string, each: () => void): Promise<number> => {
    for (let ms = 0; ms < 5000; ms += 100) {
      if (reported.findLast((it) => !/good|fair|poor/.test(it)) === word) return ms
      each()
      await pass(100)
    }
    return Infinity
  }
  const sound = (): void => void (counters.packets += 5)
  assert.ok((await until('still', sound)) <= 2500)
  assert.ok((await until('moves', () => ((counters.frames += 1), sound()))) <= 600)
  assert.ok((await until('silent', () => undefined)) <= 3000)
  assert.ok((await until('receiving', sound)) <= 600)
  monitor.stop()
  const before = reported.length
  await pass(5000)
  assert.equal(reported.length, before)
})
