import { observable } from '../../server/observable.ts'
import { makeDeviceTracks } from './device-tracks.ts'
import { describeProblem, kindOf, systemOf, type Device, type MediaProblem } from './media-problem.ts'
import { KINDS, listCameras, mediaOff, type Browser, type Kind, type MediaState, type MediaStatus, type Wanted } from './media-state.ts'

/** Who uses the devices now. */
interface Use {
  readonly isHeld: () => boolean
  readonly isInCall: () => boolean
}

export type Facing = 'user' | 'environment'
type Choice = Required<Pick<Wanted, 'picture' | 'sound'>> & Wanted & { readonly facing: Facing }

/** Devices come and go in bursts: look once they have settled. */
const SETTLE_MS = 500

const initial: Choice = { picture: true, sound: true, facing: 'user' }

const constraintOf = (kind: Kind, { microphoneId, cameraId, facing }: Choice): MediaTrackConstraints =>
  kind === 'audio'
    ? {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...(microphoneId ? { deviceId: { ideal: microphoneId } } : {}),
      }
    : {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30, max: 30 },
        ...(cameraId ? { deviceId: { ideal: cameraId } } : { facingMode: facing }),
      }

const deviceOf = (kinds: readonly Kind[]): Device => (kinds.length === 2 ? 'both' : kinds[0] === 'audio' ? 'microphone' : 'camera')

/** Which of the two a refused request for both was about, as far as the browser says. */
async function blamedDevice({ permission }: Browser): Promise<Device> {
  const [camera, microphone] = await Promise.all([permission('camera'), permission('microphone')])
  if (camera === 'denied' && microphone === 'granted') return 'camera'
  if (microphone === 'denied' && camera === 'granted') return 'microphone'
  return 'both'
}

/** Gets the devices that are wanted, one request at a time, and says what there is; media-holder.ts says who wants them. */
export function makeMediaCapture(browser: Browser, { isHeld, isInCall }: Use) {
  const state = observable<MediaState>(mediaOff)
  const set = (change: Partial<MediaState>): void => state.set({ ...state.get(), ...change })
  let choice = initial
  /** Whether there has been a picture since the devices were started: one that comes back is used again. */
  let hadPicture = false
  let cameras: number | null = null
  /** Counts the stops: what was requested before one no longer matters after it. */
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

  const countCameras = async (): Promise<number | null> => (await listCameras(browser))?.length ?? null

  const lookForCamera = async (): Promise<void> => {
    const mine = generation
    const before = cameras
    const now = await countCameras()
    if (mine !== generation) return
    cameras = now
    const cameraFound = tracks.get('video') === null && now !== null && now > (before ?? now)
    if (cameraFound || (state.get().cameraFound && now === 0)) set({ cameraFound })
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

  const request = (kinds: readonly Kind[], isWanted: () => boolean): Promise<unknown> =>
    tracks.request(Object.fromEntries(kinds.map((kind) => [kind, constraintOf(kind, choice)])), isWanted)

  /** Requests these devices; what was refused of which, null where nothing was. */
  const requestEach = async (kinds: readonly Kind[], isWanted: () => boolean): Promise<{ error: unknown; device: Device } | null> => {
    const error = await request(kinds, isWanted)
    if (!error) return null
    if (kinds.length === 1) return { error, device: deviceOf(kinds) }
    if (!/^(not-found|in-use|unknown)$/.test(kindOf(error))) return { error, device: await blamedDevice(browser) }
    // One of the two may be fine: sound first, since a consultation can do without a picture.
    const sound = await request(['audio'], isWanted)
    const picture = await request(['video'], isWanted)
    const refused = [...(sound ? (['audio'] as const) : []), ...(picture ? (['video'] as const) : [])]
    return refused.length === 0 ? null : { error: sound ?? picture, device: deviceOf(refused) }
  }

  const acquireNow = async (unasked: boolean): Promise<void> => {
    if (!isHeld()) return
    const mine = generation
    const isWanted = (): boolean => mine === generation
    const kinds = KINDS.filter((kind) => lacks(kind) && (!unasked || kind === 'audio' || mayShowUnasked()))
    if (kinds.length === 0) return publish(null)
    if (tracks.all().length === 0) set({ status: 'asking', problem: null })
    const refusal = await requestEach(kinds, isWanted)
    if (!isWanted()) return
    if (tracks.get('video') === null) cameras = await countCameras()
    if (!isWanted()) return
    publish(refusal && describeProblem(kindOf(refusal.error), refusal.device, systemOf(browser.userAgent, browser.touchPoints)))
  }

  /** Gets what is wanted and missing; unasked, no picture where there has been none. One request at a time: two live ones mute each other on iOS. */
  const acquire = (unasked = false): Promise<void> => (requesting = requesting.then(() => acquireNow(unasked)))

  return {
    state,
    set,
    tracks,
    acquire,
    settle,
    choice: (): Choice => choice,
    choose: (change: Partial<Choice>): void => void (choice = { ...choice, ...change }),
    /** Any camera that faces this way, whichever was chosen before. */
    face(facing: Facing): void {
      const { cameraId: _, ...others } = choice
      choice = { ...others, facing }
    },
    /** Stops everything immediately, whoever holds it. */
    stop(): void {
      generation += 1
      clearTimeout(settling)
      for (const kind of KINDS) tracks.drop(kind)
      choice = { ...choice, picture: true, sound: true, facing: 'user' }
      hadPicture = false
      cameras = null
      if (state.get() !== mediaOff) state.set(mediaOff)
    },
  }
}
