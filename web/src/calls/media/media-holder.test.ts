import assert from 'node:assert/strict'
import { it, mock } from 'node:test'
import { createMedia, HANDOVER_MS } from './media-holder.ts'
import type { Browser } from './media-state.ts'
import { FakeTrack } from '../test/fake-rtc.ts'
import { runMicrotasks } from '../test/microtasks.ts'

/** A browser with devices; `refuse` returns what getUserMedia throws for the requested kinds. */
function browserWith(refuse: (kinds: string[]) => DOMException | null = () => null) {
  const given: FakeTrack[] = []
  const asked: string[][] = []
  const wanted: MediaTrackConstraints[] = []
  const devices = Object.assign(new EventTarget(), {
    cameras: ['front'],
    enumerateDevices: async () => devices.cameras.map((deviceId) => ({ kind: 'videoinput', deviceId })),
    getUserMedia: async (constraints: Record<string, unknown>) => {
      const kinds = Object.keys(constraints)
      asked.push(kinds)
      wanted.push(constraints['video'] as MediaTrackConstraints)
      const refusal = refuse(kinds)
      if (refusal) throw refusal
      const tracks = kinds.map((kind) => new FakeTrack(kind as 'audio' | 'video'))
      given.push(...tracks)
      return { getTracks: () => tracks }
    },
  })
  const browser = {
    devices,
    permission: async () => null,
    makeStream: (tracks: unknown[]) => ({ getTracks: () => tracks }),
    userAgent: 'X11; Linux',
    touchPoints: 0,
  } as unknown as Browser
  return {
    browser,
    devices,
    given,
    asked,
    wanted,
    live: () => given.filter((track) => track.readyState === 'live').map((track) => track.kind),
  }
}

it('requests the devices once, however often it is started, and reports them', async () => {
  const { browser, asked, live } = browserWith()
  const media = createMedia(browser)
  media.hold()
  await Promise.all([media.start(), media.start()])
  assert.deepEqual(asked, [['audio', 'video']])
  assert.equal(media.read().status, 'on')
  assert.deepEqual(live(), ['audio', 'video'])
})

it('is handed over from one page to the next, and stops if nobody holds it', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { browser, live } = browserWith()
  const media = createMedia(browser)
  const waiting = media.hold()
  await media.start()
  waiting()
  mock.timers.tick(HANDOVER_MS - 1)
  const call = media.hold()
  mock.timers.tick(HANDOVER_MS * 2)
  assert.deepEqual(live(), ['audio', 'video'])
  call()
  mock.timers.tick(HANDOVER_MS)
  assert.deepEqual(live(), [])
  assert.equal(media.read().status, 'off')
})

it('stop ends everything at once, including a pending request', async () => {
  const { browser, live } = browserWith()
  const media = createMedia(browser)
  media.hold()
  const asking = media.start()
  await Promise.resolve()
  media.stop()
  await asking
  assert.deepEqual(live(), [])
  assert.equal(media.read().status, 'off')
})

it('starts with the switches as they were: no camera is requested, the microphone is muted', async () => {
  const { browser, asked, given } = browserWith()
  const media = createMedia(browser)
  media.hold()
  await media.start({ microphoneOn: false, cameraOn: false })
  assert.deepEqual(asked, [['audio']])
  assert.deepEqual(
    given.map(({ kind, enabled }) => [kind, enabled]),
    [['audio', false]],
  )
  assert.deepEqual([media.read().microphoneOn, media.read().cameraOn], [false, false])
})

it('is sound only if no camera is found, and reports the problem', async () => {
  const { browser } = browserWith((kinds) => (kinds.includes('video') ? new DOMException('', 'NotFoundError') : null))
  const media = createMedia(browser)
  media.hold()
  await media.start()
  const { status, problem } = media.read()
  assert.equal(status, 'sound-only')
  assert.deepEqual([problem?.kind, problem?.device], ['not-found', 'camera'])
})

it('fails if both are refused, and continues with sound only if just the camera was', async () => {
  const { browser } = browserWith((kinds) => (kinds.includes('video') ? new DOMException('Permission denied', 'NotAllowedError') : null))
  const media = createMedia(browser)
  media.hold()
  await media.start()
  assert.deepEqual([media.read().status, media.read().problem?.kind], ['failed', 'denied-here'])
  await media.soundOnly()
  assert.deepEqual([media.read().status, media.read().problem], ['sound-only', null])
})

it('the camera’s switch stops the camera, the microphone’s mutes the microphone', async () => {
  const { browser, live, given } = browserWith()
  const media = createMedia(browser)
  media.hold()
  await media.start()
  await media.switchCamera(false)
  assert.deepEqual(live(), ['audio'])
  assert.equal(media.read().status, 'on')
  media.switchMicrophone(false)
  assert.equal(given[0]?.enabled, false)
  await media.switchCamera(true)
  assert.deepEqual(live(), ['audio', 'video'])
  media.switchMicrophone(true)
  assert.equal(given[0]?.enabled, true)
})

it('uses another device when one is unplugged', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { browser, given, live } = browserWith()
  const media = createMedia(browser)
  media.hold()
  await media.start()
  given[1]?.stop()
  given[1]?.dispatchEvent(new Event('ended'))
  mock.timers.tick(500)
  await runMicrotasks()
  assert.deepEqual(live(), ['audio', 'video'])
  assert.equal(given.length, 3)
})

it('in a call, a camera that appears is offered, and switched on only on request', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  for (const joins of ['with both', 'with sound only'] as const) {
    const { browser, devices, asked, live } = browserWith((kinds) =>
      kinds.includes('video') && devices.cameras.length === 0 ? new DOMException('', 'NotFoundError') : null,
    )
    devices.cameras = []
    const media = createMedia(browser)
    media.hold(true)
    await media.start()
    if (joins === 'with sound only') await media.soundOnly()
    assert.deepEqual([media.read().status, media.read().cameraFound], ['sound-only', false])
    const before = asked.length
    devices.cameras = ['new']
    devices.dispatchEvent(new Event('devicechange'))
    mock.timers.tick(500)
    await runMicrotasks()
    assert.deepEqual([live(), media.read().cameraFound, asked.length], [['audio'], true, before])
    await media.switchCamera(true)
    assert.deepEqual([live(), media.read().cameraFound, media.read().status], [['audio', 'video'], false, 'on'])
    media.stop()
  }
})

it('before a call, a camera that appears is used automatically', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { browser, devices, live } = browserWith((kinds) =>
    kinds.includes('video') && devices.cameras.length === 0 ? new DOMException('', 'NotFoundError') : null,
  )
  devices.cameras = []
  const media = createMedia(browser)
  media.hold()
  await media.start()
  devices.cameras = ['new']
  devices.dispatchEvent(new Event('devicechange'))
  mock.timers.tick(500)
  await runMicrotasks()
  assert.deepEqual(live(), ['audio', 'video'])
})

it('turns to the other camera by facing mode if the browser reports it, otherwise to the next', async () => {
  const { browser, devices, given, wanted } = browserWith()
  devices.cameras = ['front', 'back']
  const media = createMedia(browser)
  media.hold()
  await media.start()
  given.at(-1)!.settings = { deviceId: 'front', facingMode: 'user' }
  await media.turnCamera()
  assert.equal(wanted.at(-1)?.facingMode, 'environment')
  given.at(-1)!.settings = { deviceId: 'back', facingMode: 'environment' }
  await media.turnCamera()
  assert.equal(wanted.at(-1)?.facingMode, 'user')
  given.at(-1)!.settings = { deviceId: 'front' }
  await media.turnCamera()
  assert.deepEqual(wanted.at(-1)?.deviceId, { ideal: 'back' })
})

it('starting with devices off switches them off even if they were on', async () => {
  const { browser, given, live } = browserWith()
  const media = createMedia(browser)
  media.hold()
  await media.start()
  await media.start({ microphoneOn: false, cameraOn: false })
  assert.deepEqual([live(), given[0]?.enabled, media.read().microphoneOn], [['audio'], false, false])
})
