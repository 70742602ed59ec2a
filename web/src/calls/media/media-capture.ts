import { observable } from '../../server/observable.ts'
import { makeCameraFinder } from './camera-finder.ts'
import { makeDeviceTracks } from './device-tracks.ts'
import { constraintOf, initialChoice, type Choice, type Facing } from './media-choice.ts'
import { describeProblem, kindOf, systemOf, type MediaProblem } from './media-problem.ts'
import { KINDS, mediaOff, type Browser, type Kind, type MediaState, type MediaStatus } from './media-state.ts'
import { requestDevices } from './request-devices.ts'

/** Who uses the devices now. */
interface Use {
  readonly isHeld: () => boolean
  readonly isInCall: () => boolean
}

/** Devices come and go in bursts: look once they have settled. */
const SETTLE_MS = 500

/** Gets the devices that are wanted, one request at a time, and publishes their state; `media-holder.ts` decides what is wanted. */
export function makeMediaCapture(browser: Browser, { isHeld, isInCall }: Use) {
  const state = observable<MediaState>(mediaOff)
  const set = (change: Partial<MediaState>): void => state.set({ ...state.get(), ...change })
  const cameras = makeCameraFinder(browser)
  let choice = initialChoice
  /** Whether there has been a picture since the devices were started: one that comes back is used again. */
  let hadPicture = false
  /** Counts the stops, which make earlier requests obsolete. */
  let generation = 0
  let settling: ReturnType<typeof setTimeout> | undefined
  let requesting: Promise<void> = Promise.resolve()

  const prepare = (track: MediaStreamTrack): void => {
    track.enabled = track.kind === 'video' || state.get().microphoneOn
    if (track.kind !== 'video') return
    track.contentHint = 'motion'
    hadPicture = true
  }
  const tracks = makeDeviceTracks({ devices: browser.devices, prepare, onEnded: () => settle() })

  const wants = (kind: Kind): boolean => (kind === 'audio' ? choice.sound : choice.picture && state.get().cameraOn)
  const lacks = (kind: Kind): boolean => wants(kind) && tracks.get(kind) === null
  /** Before a call nobody sees the picture; in one, only a picture that was there comes back automatically. */
  const mayShowUnasked = (): boolean => hadPicture || !isInCall()

  const settle = (): void => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      const { status } = state.get()
      if (status === 'off' || status === 'asking') return
      tracks.dropEnded()
      if (lacks('audio') || (lacks('video') && mayShowUnasked())) void acquire(true)
      else void lookForCamera()
    }, SETTLE_MS)
  }
  const lookForCamera = async (): Promise<void> => {
    const count = await cameras.count()
    if (!count) return
    const cameraFound = tracks.get('video') === null && count.now > count.before
    if (cameraFound || (state.get().cameraFound && count.now === 0)) set({ cameraFound })
  }

  const statusNow = (): MediaStatus => {
    if (tracks.all().length === 0) return 'failed'
    if (tracks.get('audio') === null) return 'picture-only'
    return tracks.get('video') === null && (lacks('video') || !choice.picture) ? 'sound-only' : 'on'
  }
  const publish = (problem: MediaProblem | null): void => {
    const all = tracks.all()
    const cameraFound = tracks.get('video') === null && state.get().cameraFound
    set({ status: statusNow(), problem, cameraFound, stream: all.length > 0 ? browser.makeStream(all) : null })
  }

  const acquireNow = async (unasked: boolean): Promise<void> => {
    if (!isHeld()) return
    const mine = generation
    const isWanted = (): boolean => mine === generation
    const request = (kinds: readonly Kind[]): Promise<unknown> =>
      tracks.request(Object.fromEntries(kinds.map((kind) => [kind, constraintOf(kind, choice)])), isWanted)
    const kinds = KINDS.filter((kind) => lacks(kind) && (!unasked || kind === 'audio' || mayShowUnasked()))
    if (kinds.length === 0) return publish(null)
    if (tracks.all().length === 0) set({ status: 'asking', problem: null })
    const refusal = await requestDevices(kinds, request, browser)
    if (!isWanted()) return
    if (tracks.get('video') === null) await cameras.count()
    if (!isWanted()) return
    publish(refusal && describeProblem(kindOf(refusal.error), refusal.device, systemOf(browser.userAgent, browser.touchPoints)))
  }
  /** Gets what is wanted and missing; unasked, no picture where there was none. One request at a time: on iOS two mute each other. */
  const acquire = (unasked = false): Promise<void> => (requesting = requesting.then(() => acquireNow(unasked)))

  return {
    state,
    set,
    tracks,
    acquire,
    settle,
    choice: (): Choice => choice,
    choose: (change: Partial<Choice>): void => void (choice = { ...choice, ...change }),
    /** Uses any camera that faces this way, whichever was chosen before. */
    face(facing: Facing): void {
      const { cameraId: _, ...others } = choice
      choice = { ...others, facing }
    },
    /** Stops everything immediately, whoever holds it. */
    stop(): void {
      generation += 1
      clearTimeout(settling)
      for (const kind of KINDS) tracks.drop(kind)
      choice = { ...choice, ...initialChoice }
      hadPicture = false
      cameras.forget()
      if (state.get() !== mediaOff) state.set(mediaOff)
    },
  }
}
