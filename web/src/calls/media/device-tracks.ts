import { KINDS, type Browser, type Kind } from './media-state.ts'

interface DeviceTracksOptions {
  readonly devices: Browser['devices']
  /** Called with a new track before it is used. */
  readonly prepare: (track: MediaStreamTrack) => void
  /** A device was unplugged or taken away. */
  readonly onEnded: () => void
}

/** This page's current track of each device. */
export function makeDeviceTracks({ devices, prepare, onEnded }: DeviceTracksOptions) {
  const tracks: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null }
  const drop = (kind: Kind): void => {
    const track = tracks[kind]
    tracks[kind] = null
    if (!track) return
    track.removeEventListener('ended', onEnded)
    track.stop()
  }
  return {
    get: (kind: Kind): MediaStreamTrack | null => tracks[kind],
    all: (): MediaStreamTrack[] => KINDS.map((kind) => tracks[kind]).filter((track) => track !== null),
    drop,
    dropEnded(): void {
      for (const kind of KINDS) if (tracks[kind]?.readyState === 'ended') drop(kind)
    },
    /** Requests devices; resolves to the error, or null. Tracks that arrive when they are no longer wanted are stopped. */
    async request(constraints: MediaStreamConstraints, isWanted: () => boolean): Promise<unknown> {
      try {
        if (!devices) throw new TypeError('This page has no devices.')
        const received = (await devices.getUserMedia(constraints)).getTracks()
        if (!isWanted()) {
          for (const track of received) track.stop()
          return null
        }
        for (const track of received) {
          const kind = track.kind as Kind
          drop(kind)
          tracks[kind] = track
          prepare(track)
          track.addEventListener('ended', onEnded)
        }
        return null
      } catch (error) {
        return error
      }
    },
  }
}
