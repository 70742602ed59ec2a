import { describeProblem, kindOf, systemOf, type Device, type MediaProblem } from './media-problem.ts'

export type MediaStatus = 'off' | 'asking' | 'on' | 'sound-only' | 'picture-only' | 'failed'

/** `microphoneOn` and `cameraOn` are the person's switches; a device that is missing shows in `status` and `problem`. */
export interface MediaState {
  readonly status: MediaStatus
  readonly stream: MediaStream | null
  readonly problem: MediaProblem | null
  readonly microphoneOn: boolean
  readonly cameraOn: boolean
  /** There is a camera now where none was before: it is offered, never switched on by itself. */
  readonly cameraFound: boolean
}

export interface Wanted {
  readonly picture?: boolean
  readonly sound?: boolean
  readonly cameraId?: string
  readonly microphoneId?: string
  /** Switched off from the start: what a person had off before a refresh. */
  readonly microphoneOn?: boolean
  readonly cameraOn?: boolean
}

/** What a browser gives; a test gives its own. */
export interface Browser {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'> | undefined
  readonly permission: (device: 'camera' | 'microphone') => Promise<string | null>
  /** Hears when the person allows or blocks a device, where the browser tells. */
  readonly onPermission?: (listener: () => void) => void
  readonly makeStream: (tracks: MediaStreamTrack[]) => MediaStream
  readonly userAgent: string
  readonly touchPoints: number
}

type Kind = 'audio' | 'video'
const off: MediaState = { status: 'off', stream: null, problem: null, microphoneOn: true, cameraOn: true, cameraFound: false }

/** Time from the last release to the stop, in ms, so that going from waiting to the call keeps the camera. */
export const HANDOVER_MS = 2000
const SETTLE_MS = 500

/**
 * The one camera and microphone of this page, outside React. It asks once, keeps what it got for as long as
 * somebody holds it, and stops by itself when nobody does.
 */
export function createMedia(browser: Browser) {
  let state = off
  let wanted: Required<Pick<Wanted, 'picture' | 'sound'>> & Wanted = { picture: true, sound: true }
  const tracks: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null }
  /** Whether a picture has been there since the devices were started: one that comes back is taken up again. */
  let hadPicture = false
  let cameras: number | null = null
  let facing: 'user' | 'environment' = 'user'
  let holders = 0
  let inCalls = 0
  let round = 0
  let handover: ReturnType<typeof setTimeout> | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  let current: Promise<void> = Promise.resolve()
  let watching = false
  const listeners = new Set<() => void>()

  const set = (change: Partial<MediaState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  const drop = (kind: Kind): void => {
    const track = tracks[kind]
    tracks[kind] = null
    if (!track) return
    track.removeEventListener('ended', onEnded)
    track.stop()
  }

  /** A device that was pulled out or taken away ends its track. */
  function onEnded(): void {
    settle()
  }

  /** Devices come and go in bursts: look once they have settled. */
  const settle = (): void => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      if (state.status === 'off' || state.status === 'asking') return
      for (const kind of ['audio', 'video'] as const) if (tracks[kind]?.readyState === 'ended') drop(kind)
      if (lacks('audio') || (lacks('video') && mayShowByItself())) void acquire(true)
      else void lookForCamera()
    }, SETTLE_MS)
  }

  /** Nobody sees what comes before a call; in one, only a picture that was there comes back by itself. */
  const mayShowByItself = (): boolean => hadPicture || inCalls === 0

  /** How many cameras there are; null where the browser does not say. */
  const countCameras = async (): Promise<number | null> => {
    const found = await browser.devices?.enumerateDevices().catch(() => null)
    return found ? found.filter(({ kind }) => kind === 'videoinput').length : null
  }

  const lookForCamera = async (): Promise<void> => {
    const mine = round
    const before = cameras
    const now = await countCameras()
    if (mine !== round) return
    cameras = now
    const found = tracks.video === null && now !== null && now > (before ?? now)
    if (found || (state.cameraFound && now === 0)) set({ cameraFound: found })
  }

  const wants = (kind: Kind): boolean => (kind === 'audio' ? wanted.sound : wanted.picture && state.cameraOn)
  const lacks = (kind: Kind): boolean => wants(kind) && tracks[kind] === null

  const constraint = (kind: Kind): MediaTrackConstraints =>
    kind === 'audio'
      ? {
          echoCancellation: true,
          noiseSuppression: true,
          autoGainControl: true,
          ...(wanted.microphoneId ? { deviceId: { ideal: wanted.microphoneId } } : {}),
        }
      : {
          width: { ideal: 1280 },
          height: { ideal: 720 },
          frameRate: { ideal: 30, max: 30 },
          ...(wanted.cameraId ? { deviceId: { ideal: wanted.cameraId } } : { facingMode: facing }),
        }

  const take = async (kinds: readonly Kind[], mine: number): Promise<unknown> => {
    try {
      if (!browser.devices) throw new TypeError('This page has no devices.')
      const got = await browser.devices.getUserMedia(Object.fromEntries(kinds.map((kind) => [kind, constraint(kind)])))
      if (mine !== round) {
        for (const track of got.getTracks()) track.stop()
        return null
      }
      for (const track of got.getTracks()) {
        const kind = track.kind as Kind
        drop(kind)
        tracks[kind] = track
        track.enabled = kind === 'video' || state.microphoneOn
        if (kind === 'video') {
          track.contentHint = 'motion'
          hadPicture = true
        }
        track.addEventListener('ended', onEnded)
      }
      return null
    } catch (error) {
      return error
    }
  }

  /** Which of the two a refused request for both was about, as far as the browser tells. */
  const blamed = async (): Promise<Device> => {
    const [camera, microphone] = await Promise.all([browser.permission('camera'), browser.permission('microphone')])
    if (camera === 'denied' && microphone === 'granted') return 'camera'
    if (microphone === 'denied' && camera === 'granted') return 'microphone'
    return 'both'
  }

  const publish = (problem: MediaProblem | null): void => {
    const all = [tracks.audio, tracks.video].filter((track) => track !== null)
    const status: MediaStatus =
      all.length === 0
        ? 'failed'
        : tracks.audio === null
          ? 'picture-only'
          : tracks.video === null && (lacks('video') || !wanted.picture)
            ? 'sound-only'
            : 'on'
    const cameraFound = tracks.video === null && state.cameraFound
    set({ status, problem, cameraFound, stream: all.length > 0 ? browser.makeStream(all) : null })
  }

  /** Gets what is wanted and not there; by itself no picture where there has been none. One request at a time: two live ones mute each other on iOS. */
  const acquire = (byItself = false): Promise<void> => {
    const before = current
    current = (async () => {
      await before
      if (holders === 0) return
      const mine = round
      const kinds = (['audio', 'video'] as const).filter((kind) => lacks(kind) && (!byItself || kind === 'audio' || mayShowByItself()))
      if (kinds.length === 0) return publish(null)
      if (tracks.audio === null && tracks.video === null) set({ status: 'asking', problem: null })
      let failed: unknown = await take(kinds, mine)
      let device: Device = kinds.length === 2 ? 'both' : kinds[0] === 'audio' ? 'microphone' : 'camera'
      if (failed && device === 'both') {
        if (/^(not-found|in-use|unknown)$/.test(kindOf(failed))) {
          // One of the two may be fine: sound first, since a consultation can do without a picture.
          const sound = await take(['audio'], mine)
          const picture = await take(['video'], mine)
          failed = sound ?? picture
          device = sound && picture ? 'both' : sound ? 'microphone' : 'camera'
        } else device = await blamed()
      }
      if (mine !== round) return
      if (tracks.video === null) cameras = await countCameras()
      if (mine !== round) return
      publish(failed ? describeProblem(kindOf(failed), device, systemOf(browser.userAgent, browser.touchPoints)) : null)
    })()
    return current
  }

  const stop = (): void => {
    round += 1
    clearTimeout(handover)
    clearTimeout(settling)
    drop('audio')
    drop('video')
    wanted = { ...wanted, picture: true, sound: true }
    hadPicture = false
    cameras = null
    facing = 'user'
    if (state !== off) set(off)
  }

  return {
    read: (): MediaState => state,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Holds the devices until the returned function is called, `inCall` for somebody who is seen and heard; the last release stops them after `HANDOVER_MS`. */
    hold(inCall = false): () => void {
      holders += 1
      if (inCall) inCalls += 1
      clearTimeout(handover)
      let held = true
      return () => {
        if (!held) return
        held = false
        holders -= 1
        if (inCall) inCalls -= 1
        if (holders === 0) handover = setTimeout(stop, HANDOVER_MS)
      }
    },
    /** Asks for what is wanted and not there yet. Never throws: what went wrong stands in `problem`. */
    start({ microphoneOn = state.microphoneOn, cameraOn = state.cameraOn, ...want }: Wanted = {}): Promise<void> {
      if (microphoneOn !== state.microphoneOn || cameraOn !== state.cameraOn) {
        if (!cameraOn) drop('video')
        if (tracks.audio) tracks.audio.enabled = microphoneOn
        set({ microphoneOn, cameraOn })
      }
      if (!watching) {
        browser.devices?.addEventListener('devicechange', settle)
        browser.onPermission?.(settle)
      }
      watching = true
      wanted = { ...wanted, ...want }
      return acquire()
    },
    /** Goes on without the picture. */
    soundOnly(): Promise<void> {
      wanted = { ...wanted, picture: false, sound: true }
      drop('video')
      return acquire()
    },
    /** Stops everything at once, whoever holds it. */
    stop,
    /** The page that held the devices has gone: without the handover's wait, unless the next page holds them. */
    stopUnlessHeld(): void {
      if (holders === 0) stop()
    },
    switchMicrophone: (on: boolean): void => {
      if (tracks.audio) tracks.audio.enabled = on
      set({ microphoneOn: on })
    },
    /** Off really stops the camera, so that its light goes out; on asks for it again. */
    switchCamera: (on: boolean): Promise<void> => {
      set({ cameraOn: on })
      if (on) wanted = { ...wanted, picture: true }
      else drop('video')
      return acquire()
    },
    /** Uses other devices, one after the other. */
    choose(choice: { cameraId?: string; microphoneId?: string }): Promise<void> {
      wanted = { ...wanted, ...choice }
      if (choice.cameraId) drop('video')
      if (choice.microphoneId) drop('audio')
      return acquire()
    },
    /** The other camera of a phone; where the browser does not tell front from back, the next of all. */
    turnCamera: async (): Promise<void> => {
      const used = tracks.video?.getSettings()
      const found = ((await browser.devices?.enumerateDevices().catch(() => [])) ?? []).filter(({ kind }) => kind === 'videoinput')
      const next = found[(found.findIndex(({ deviceId }) => deviceId === used?.deviceId) + 1) % Math.max(1, found.length)]
      facing = (used?.facingMode ?? facing) === 'user' ? 'environment' : 'user'
      const { cameraId: _, ...others } = wanted
      wanted = used?.facingMode === undefined && next ? { ...wanted, cameraId: next.deviceId } : others
      drop('video')
      await acquire()
    },
    /** Takes the devices anew: after an interruption on iOS tracks look live and are dead. */
    renew(): Promise<void> {
      drop('audio')
      drop('video')
      return acquire()
    },
  }
}
