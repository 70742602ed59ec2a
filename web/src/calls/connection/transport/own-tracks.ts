import { emptyTracks } from './empty-tracks.ts'

const KINDS = ['audio', 'video'] as const
const CAMERA_BITS_PER_SECOND = 1_700_000

/** The initial tracks: those of the devices, and an empty one for each that is missing. */
export function firstTracks(devices: MediaStream | null) {
  const own = devices?.getTracks() ?? []
  const missing = KINDS.filter((kind) => !own.some((track) => track.kind === kind))
  const empty = emptyTracks(missing)
  return { stream: new MediaStream([...own, ...empty.tracks]), missing, release: empty.release }
}

/** The two senders of a connection, made from `firstTracks`; `missing` ones send nothing until `use`. */
export function ownSenders(pc: RTCPeerConnection, missing: readonly ('audio' | 'video')[]) {
  const senderOf = (kind: 'audio' | 'video'): RTCRtpSender | undefined => pc.getSenders().find((sender) => sender.track?.kind === kind)
  const senders = { audio: senderOf('audio'), video: senderOf('video') }
  for (const kind of missing) void senders[kind]?.replaceTrack(null).catch(() => undefined)

  /** Prefers frame rate to resolution, and limits the bitrate; some track changes reset this. */
  const tune = async (): Promise<void> => {
    const sender = senders.video
    const parameters = sender?.getParameters()
    if (!sender || !parameters?.encodings[0]) return
    parameters.degradationPreference = 'maintain-framerate'
    parameters.encodings[0].maxBitrate = CAMERA_BITS_PER_SECOND
    await sender.setParameters(parameters).catch(() => undefined)
  }
  return {
    tune,
    /** Sends these devices from now on, without renegotiation. */
    use(devices: MediaStream | null): void {
      for (const kind of KINDS) {
        const track = devices?.getTracks().find((one) => one.kind === kind) ?? null
        const sender = senders[kind]
        if (sender && sender.track !== track) void sender.replaceTrack(track).then(tune, () => undefined)
      }
    },
  }
}
