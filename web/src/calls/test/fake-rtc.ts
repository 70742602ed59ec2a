import { registerHooks } from 'node:module'

type Kind = 'audio' | 'video'
const named = (type: string, more: object): Event => Object.assign(new Event(type), more)

/** A sound or a picture; it ends when somebody stops it. */
export class FakeTrack extends EventTarget {
  readonly kind: Kind
  settings: MediaTrackSettings = {}
  enabled = true
  readyState = 'live'
  contentHint = ''
  constructor(kind: Kind) {
    super()
    this.kind = kind
  }
  stop(): void {
    this.readyState = 'ended'
  }
  getSettings(): MediaTrackSettings {
    return this.settings
  }
}

class FakeStream {
  readonly id = crypto.randomUUID()
  private readonly tracks: readonly FakeTrack[]
  constructor(tracks: readonly FakeTrack[] = []) {
    this.tracks = tracks
  }
  getTracks(): FakeTrack[] {
    return [...this.tracks]
  }
  getAudioTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === 'audio')
  }
  getVideoTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === 'video')
  }
}

class FakeChannel extends EventTarget {
  readonly label: string
  readyState = 'connecting'
  ordered = true
  onopen: unknown = null
  onclose: (() => void) | null = null
  constructor(label: string) {
    super()
    this.label = label
  }
  send(): void {}
  close(): void {
    this.readyState = 'closed'
  }
  /** The other end closes it. */
  closeRemotely(): void {
    this.readyState = 'closed'
    this.onclose?.()
  }
  /** The other end sends a message. */
  receive(data: string): void {
    this.dispatchEvent(named('message', { data }))
  }
}

/**
 * A browser's `RTCPeerConnection`: its states, descriptions, tracks and events. It never connects by itself: `meet` and
 * `connect` stand for the network, and a description from the other end brings an audio and a video track.
 */
export class FakePeerConnection extends EventTarget {
  static all: FakePeerConnection[] = []
  connectionState = 'new'
  iceConnectionState = 'new'
  signalingState = 'stable'
  localDescription: RTCSessionDescriptionInit | null = null
  remoteDescription: RTCSessionDescriptionInit | null = null
  ontrack: ((event: { track: FakeTrack; streams: FakeStream[] }) => void) | null = null
  onicecandidate: ((event: Event) => void) | null = null
  oniceconnectionstatechange: (() => void) | null = null
  readonly config: RTCConfiguration
  readonly channels: FakeChannel[] = []
  /** The other end's candidates. */
  readonly candidates: unknown[] = []
  private readonly senders: object[] = []
  private received = 0

  constructor(config: RTCConfiguration = {}) {
    super()
    this.config = structuredClone(config)
    FakePeerConnection.all.push(this)
  }

  addTrack(track: FakeTrack): void {
    const sender = {
      track: track as FakeTrack | null,
      getParameters: () => ({ encodings: [] }),
      replaceTrack: async (next: FakeTrack | null) => void (sender.track = next),
    }
    this.senders.push(sender)
  }
  addTransceiver(): void {}
  getSenders(): object[] {
    return this.senders
  }
  createDataChannel(label: string): FakeChannel {
    const channel = new FakeChannel(label)
    this.channels.push(channel)
    return channel
  }
  async createOffer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'offer', sdp: `v=0 ${crypto.randomUUID()}` }
  }
  async createAnswer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'answer', sdp: `v=0 ${crypto.randomUUID()}` }
  }
  async setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.localDescription = description
    this.signal(description.type === 'offer' ? 'have-local-offer' : 'stable')
  }
  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescription = description
    this.signal(description.type === 'offer' ? 'have-remote-offer' : 'stable')
    const tracks = [new FakeTrack('audio'), new FakeTrack('video')]
    const stream = new FakeStream(tracks)
    for (const track of tracks) this.ontrack?.({ track, streams: [stream] })
  }
  async addIceCandidate(candidate: unknown): Promise<void> {
    this.candidates.push(candidate)
  }
  close(): void {
    this.signalingState = this.connectionState = 'closed'
  }
  /** Once connected, sound and pictures arrive all the time. */
  async getStats(): Promise<Map<string, object>> {
    if (this.connectionState === 'connected') this.received += 1
    const media = { type: 'inbound-rtp', packetsReceived: this.received, packetsLost: 0, framesDecoded: this.received }
    return new Map((['audio', 'video'] as const).map((kind) => [kind, { ...media, kind }]))
  }

  /** ICE finds a path to the other end. */
  connect(): void {
    this.connectionState = 'connected'
    this.dispatchEvent(new Event('connectionstatechange'))
  }
  /** ICE loses the path for good. */
  fail(): void {
    this.connectionState = 'failed'
    this.dispatchEvent(new Event('connectionstatechange'))
  }
  /** Connects any two that have each other's descriptions. */
  static meet(): void {
    const ready = FakePeerConnection.all.filter((pc) => pc.signalingState === 'stable' && pc.connectionState !== 'connected')
    for (const one of ready)
      for (const other of ready)
        if (one !== other && one.knows(other) && other.knows(one)) {
          one.connect()
          other.connect()
        }
  }
  private knows(other: FakePeerConnection): boolean {
    return this.remoteDescription !== null && this.remoteDescription.sdp === other.localDescription?.sdp
  }
  /** ICE finds a candidate. */
  find(candidate: string): void {
    const event = named('icecandidate', { candidate: { candidate, toJSON: () => ({ candidate }) } })
    this.onicecandidate?.(event)
    this.dispatchEvent(event)
  }

  private signal(state: string): void {
    if (this.signalingState === 'closed') throw new DOMException('The connection is closed.', 'InvalidStateError')
    this.signalingState = state
    this.dispatchEvent(new Event('signalingstatechange'))
  }
}

/** The stream of this browser's camera and microphone. */
export const fakeMedia = (): MediaStream => new FakeStream([new FakeTrack('audio'), new FakeTrack('video')]) as unknown as MediaStream

/** Installs a browser's WebRTC in this process, and PeerJS as a browser loads it; call before the first import of PeerJS. */
export function installFakeRtc(): void {
  Object.assign(globalThis, {
    RTCPeerConnection: FakePeerConnection,
    RTCSessionDescription: function (init: RTCSessionDescriptionInit) {
      return { ...init }
    },
    MediaStream: FakeStream,
  })
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context)
      return specifier === 'peerjs' ? { ...found, url: found.url.replace(/bundler\.cjs$/, 'bundler.mjs'), format: 'module' } : found
    },
  })
}
