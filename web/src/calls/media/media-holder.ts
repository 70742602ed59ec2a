import { makeMediaCapture } from './media-capture.ts'
import { listCameras, type Browser, type MediaState, type Wanted } from './media-state.ts'

/** Time from the last release to the stop, in ms, so that the camera stays on from the waiting page to the call. */
export const HANDOVER_MS = 2000

/** Counts the handles on the devices; `onIdle` runs once there has been none for `HANDOVER_MS`. */
function makeHolders(onIdle: () => void) {
  let [holders, inCalls] = [0, 0]
  let handover: ReturnType<typeof setTimeout> | undefined
  return {
    isHeld: () => holders > 0,
    isInCall: () => inCalls > 0,
    stay: () => clearTimeout(handover),
    hold(inCall: boolean): () => void {
      holders += 1
      if (inCall) inCalls += 1
      clearTimeout(handover)
      let held = true
      return () => {
        if (!held) return
        held = false
        holders -= 1
        if (inCall) inCalls -= 1
        if (holders === 0) handover = setTimeout(onIdle, HANDOVER_MS)
      }
    },
  }
}

/**
 * The one camera and microphone of this page, outside React. Requests them once, keeps them while anybody holds them, and
 * stops them when nobody does.
 */
export function createMedia(browser: Browser) {
  const holders = makeHolders(() => stop())
  const capture = makeMediaCapture(browser, holders)
  const { state, set, tracks, acquire } = capture
  let watching = false

  const watch = (): void => {
    if (watching) return
    watching = true
    browser.devices?.addEventListener('devicechange', capture.settle)
    browser.onPermission?.(capture.settle)
  }
  const enableMicrophone = (on: boolean): void => {
    const track = tracks.get('audio')
    if (track) track.enabled = on
  }
  const stop = (): void => {
    holders.stay()
    capture.stop()
  }

  return {
    read: (): MediaState => state.get(),
    subscribe: state.subscribe,
    /** Holds the devices (`inCall`: to send them) until the returned function is called; stopped `HANDOVER_MS` after the last release. */
    hold: (inCall = false): (() => void) => holders.hold(inCall),
    /** Requests what is wanted and missing. Never throws: errors are in `problem`. */
    start({ microphoneOn = state.get().microphoneOn, cameraOn = state.get().cameraOn, ...want }: Wanted = {}): Promise<void> {
      if (microphoneOn !== state.get().microphoneOn || cameraOn !== state.get().cameraOn) {
        if (!cameraOn) tracks.drop('video')
        enableMicrophone(microphoneOn)
        set({ microphoneOn, cameraOn })
      }
      watch()
      capture.choose(want)
      return acquire()
    },
    /** Continues without the picture. */
    soundOnly(): Promise<void> {
      capture.choose({ picture: false, sound: true })
      tracks.drop('video')
      return acquire()
    },
    /** Stops everything immediately, whoever holds it. */
    stop,
    /** Stops without the handover's wait, unless the next page already holds the devices. */
    stopUnlessHeld: (): void => {
      if (!holders.isHeld()) stop()
    },
    switchMicrophone: (on: boolean): void => {
      enableMicrophone(on)
      set({ microphoneOn: on })
    },
    /** Off stops the camera, so that its light goes out; on requests it again. */
    switchCamera: (on: boolean): Promise<void> => {
      set({ cameraOn: on })
      if (on) capture.choose({ picture: true })
      else tracks.drop('video')
      return acquire()
    },
    /** Uses other devices, one after the other. */
    choose(choice: { cameraId?: string; microphoneId?: string }): Promise<void> {
      capture.choose(choice)
      if (choice.cameraId) tracks.drop('video')
      if (choice.microphoneId) tracks.drop('audio')
      return acquire()
    },
    /** A phone's other camera; the next one if the browser does not report which way they face. */
    turnCamera: async (): Promise<void> => {
      const used = tracks.get('video')?.getSettings()
      const found = (await listCameras(browser)) ?? []
      const next = found[(found.findIndex(({ deviceId }) => deviceId === used?.deviceId) + 1) % Math.max(1, found.length)]
      capture.face((used?.facingMode ?? capture.choice().facing) === 'user' ? 'environment' : 'user')
      if (used?.facingMode === undefined && next) capture.choose({ cameraId: next.deviceId })
      tracks.drop('video')
      await acquire()
    },
    /** Requests the devices again: after an interruption on iOS, tracks look live but are dead. */
    renew(): Promise<void> {
      for (const kind of ['audio', 'video'] as const) tracks.drop(kind)
      return acquire()
    },
  }
}
