import type { MediaConnection, Peer } from 'peerjs'
import { emptyTracks } from './empty-tracks.ts'
import type { LadderEvent } from '../reconnect-state.ts'
import { startFast } from './start-bitrate.ts'
import { z } from './zod-jitless.ts'

/** What an end sends now; told over the line itself, since a switched-off camera looks like a stalled one. */
const Sending = z.object({ microphone: z.boolean(), camera: z.boolean() })
export type Sending = z.infer<typeof Sending>

const description = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() })
const candidate = z.object({
  candidate: z.string(),
  sdpMid: z.string().nullable().optional(),
  sdpMLineIndex: z.int().nullable().optional(),
  usernameFragment: z.string().nullable().optional(),
})

/** Our own messages beside PeerJS's: the patient's requests, the renewal of the network path, and a page's sleep. */
export const Restart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sleep'), asleep: z.boolean() }),
  z.object({ kind: z.literal('ask'), what: z.enum(['call', 'ice']), fresh: z.boolean() }),
  z.object({ kind: z.literal('description'), line: z.string(), round: z.int(), description }),
  z.object({ kind: z.literal('candidate'), line: z.string(), candidate }),
])
export type Restart = z.infer<typeof Restart>

interface LineOptions {
  readonly peer: Peer
  readonly stream: MediaStream | null
  readonly send: (message: Restart) => void
  readonly onLink: (state: Extract<LadderEvent, { type: 'link' }>['state']) => void
  readonly onRemote: (stream: MediaStream) => void
  readonly onSending: (sending: Sending) => void
  /** Offer and answer are exchanged as far as this end can tell. */
  readonly onAgreed: () => void
}

/** PeerJS's name for the other end, whatever its id: the transport puts the real one in. */
export const OTHER = 'other'
const SENDING_CHANNEL = 50
const CAMERA_BITS = 1_700_000

export type MediaLine = ReturnType<typeof openLine>

/** One connection of PeerJS between the two ends, from call or answer to hanging up. */
export function openLine(target: 'call' | { answer: MediaConnection }, options: LineOptions) {
  const own = options.stream?.getTracks() ?? []
  const missing = (['audio', 'video'] as const).filter((kind) => !own.some((track) => track.kind === kind))
  const empty = emptyTracks(missing)
  const stream = new MediaStream([...own, ...empty.tracks])
  let over = false
  let ice = Promise.resolve()
  let round = 0
  let sending: Sending = { microphone: false, camera: false }
  let remote: MediaStream | null = null
  let theySend: Sending | null = null

  let connection: MediaConnection
  if (target === 'call') connection = options.peer.call(OTHER, stream, { sdpTransform: startFast })
  else {
    connection = target.answer
    connection.answer(stream, { sdpTransform: startFast })
  }
  const pc = connection.peerConnection
  const lineId = connection.connectionId
  // PeerJS hangs up when ICE fails; the ladder restarts ICE instead.
  pc.oniceconnectionstatechange = null

  const senders = { audio: senderOf('audio'), video: senderOf('video') }
  function senderOf(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return pc.getSenders().find((sender) => sender.track?.kind === kind)
  }
  for (const kind of missing) void senders[kind]?.replaceTrack(null).catch(() => undefined)

  const channel = pc.createDataChannel('sending', { negotiated: true, id: SENDING_CHANNEL })
  const tell = (): void => {
    if (channel.readyState === 'open') channel.send(JSON.stringify(sending))
  }
  channel.addEventListener('open', tell)
  channel.addEventListener('message', ({ data }) => {
    const told = Sending.safeParse(parse(data))
    if (!told.success || over) return
    theySend = told.data
    options.onSending(theySend)
  })

  const tune = async (): Promise<void> => {
    const sender = senders.video
    const parameters = sender?.getParameters()
    if (!sender || !parameters?.encodings[0]) return
    parameters.degradationPreference = 'maintain-framerate'
    parameters.encodings[0].maxBitrate = CAMERA_BITS
    await sender.setParameters(parameters).catch(() => undefined)
  }

  const end = (): void => {
    if (over) return
    over = true
    empty.release()
    connection.close()
    pc.close()
  }

  pc.addEventListener('connectionstatechange', () => {
    if (over) return
    if (pc.connectionState === 'connected') {
      options.onLink('up')
      void tune()
    } else if (pc.connectionState === 'disconnected') options.onLink('down')
    else if (pc.connectionState === 'failed') options.onLink('failed')
  })
  pc.addEventListener('signalingstatechange', () => {
    if (!over && pc.signalingState === 'stable') options.onAgreed()
  })
  connection.on('close', () => {
    if (over) return
    end()
    options.onLink('closed')
  })
  connection.on('stream', (received) => {
    if (over) return
    remote = received
    options.onRemote(received)
  })

  /** From the first restart on, candidates travel as our own messages: PeerJS stops sending them once connected. */
  const takeOverCandidates = (): void => {
    if (round > 0) return
    pc.onicecandidate = null
    pc.addEventListener('icecandidate', ({ candidate: found }) => {
      if (found && !over) options.send({ kind: 'candidate', line: lineId, candidate: found.toJSON() as z.infer<typeof candidate> })
    })
  }

  /** One step of ICE after the other, in the order they were asked for. */
  const inTurn = (work: () => Promise<void>): void => {
    const before = ice
    ice = (async () => {
      await before
      if (!over) await work().catch(() => undefined)
    })()
  }

  const configure = (config: RTCConfiguration): void => {
    try {
      pc.setConfiguration(config)
    } catch {
      // The old servers are still worth a try.
    }
  }

  const sendDescription = async (of: RTCSessionDescriptionInit): Promise<void> => {
    await pc.setLocalDescription(of)
    options.send({ kind: 'description', line: lineId, round, description: { type: of.type as 'offer' | 'answer', sdp: of.sdp ?? '' } })
  }

  return {
    id: lineId,
    pc,
    end,
    /** Sends these devices from now on. */
    useStream(next: MediaStream | null, now: Sending): void {
      for (const kind of ['audio', 'video'] as const) {
        const track = next?.getTracks().find((one) => one.kind === kind) ?? null
        const sender = senders[kind]
        if (sender && sender.track !== track) void sender.replaceTrack(track).then(tune, () => undefined)
      }
      sending = now
      tell()
    },
    /** Tells again how far it is, for what was told while this line was only prepared. */
    tellAgain(): void {
      if (over || !remote) return
      if (pc.signalingState === 'stable') options.onAgreed()
      if (pc.connectionState === 'connected') options.onLink('up')
      options.onRemote(remote)
      if (theySend) options.onSending(theySend)
    },
    /** Looks for a new path between the two ends; the doctor's part. */
    restart(config: RTCConfiguration): void {
      inTurn(async () => {
        takeOverCandidates()
        round += 1
        configure(config)
        await sendDescription(await pc.createOffer({ iceRestart: true }))
      })
    },
    /** The other's part of a restart. */
    receive(message: Exclude<Restart, { kind: 'ask' | 'sleep' }>, config: () => Promise<RTCConfiguration>): void {
      if (message.line !== lineId) return
      inTurn(async () => {
        if (message.kind === 'candidate') return pc.addIceCandidate(message.candidate as RTCIceCandidateInit)
        if (message.description.type === 'answer') {
          if (message.round === round && pc.signalingState === 'have-local-offer') await pc.setRemoteDescription(message.description)
          return
        }
        takeOverCandidates()
        round = message.round
        configure(await config())
        await pc.setRemoteDescription(message.description)
        await sendDescription(await pc.createAnswer())
      })
    },
  }
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
