import type { Signal } from '@medconsult/contract'
import type { ControlMessage } from '../signals/control-message.ts'
import { openMediaConnection, type LinkState, type MediaConnection } from './media-connection.ts'
import {
  connectionIdOf,
  openPeerJs,
  withCandidates,
  type IncomingCall,
  type PeerJsConnection,
  type PeerJsPeer,
} from '../peerjs/peerjs-adapter.ts'
import type { Outgoing } from '../peerjs/peerjs-transport.ts'
import type { Sending } from './sending-channel.ts'

interface MediaConnectionsOptions {
  readonly peerId: string
  /** What this end sends now. */
  readonly devices: () => MediaStream | null
  /** Sends to the other end's current peer id. */
  readonly send: (message: Outgoing) => void
  readonly sendControl: (message: ControlMessage) => void
  /** The STUN and TURN servers to use; null if they did not arrive in time. */
  readonly config: () => Promise<RTCConfiguration | null>
  /** PeerJS is loaded and configured. */
  readonly onReady: () => void
  readonly onIncoming: () => void
  readonly onLink: (state: LinkState) => void
  readonly onRemote: (stream: MediaStream) => void
  readonly onSending: (sending: Sending) => void
  readonly onAgreed: () => void
  /** The other end has answered an offer that this end has abandoned. */
  readonly onLateAnswer: () => void
}

/** A doctor hangs up after 10 s without an answer. */
const OFFER_VALID_MS = 8000
/** How long an unused prepared connection is kept, ms: by then the answer that the other end waits for has been sent. */
const UNUSED_MS = 2000

/** At most one connection at a time. A prepared one's messages wait; the first `taken` of them were sent with confirm. */
type Held =
  | { readonly kind: 'none' }
  | { readonly kind: 'prepared'; readonly connection: MediaConnection; readonly outbox: Outgoing[]; taken: number }
  | { readonly kind: 'current'; readonly connection: MediaConnection }

/** This end's media connections: the current one, one prepared while it rings, one offered by the other end. */
export class MediaConnections {
  private readonly options: MediaConnectionsOptions
  private peer: PeerJsPeer | null = null
  private closed = false
  private held: Held = { kind: 'none' }
  /** A prepared connection that is not used: none of its messages may be sent any more. */
  private spare: { readonly connection: MediaConnection; readonly timer: ReturnType<typeof setTimeout> } | null = null
  private offered: { readonly call: IncomingCall; readonly at: number } | null = null
  /** The connection that the other end has offered last. */
  private lastOffer: string | null = null
  /** Signals received before PeerJS was loaded. */
  private readonly early: Signal[] = []

  constructor(options: MediaConnectionsOptions) {
    this.options = options
    void this.open()
  }

  isReady(): boolean {
    return this.peer !== null
  }

  current(): MediaConnection | null {
    return this.held.kind === 'current' ? this.held.connection : null
  }

  /** Makes an offer while it rings; it waits for the other end's peer id, or is sent with confirm. */
  prepare(): void {
    const { peer } = this
    if (!peer || this.closed || this.held.kind !== 'none' || !this.options.devices()) return
    const outbox: Outgoing[] = []
    this.held = { kind: 'prepared', connection: this.build((stream) => peer.call(stream)), outbox, taken: 0 }
  }

  /** The prepared offer with the candidates found so far, to be sent with confirm; null if there is none yet. */
  takeOffer(): unknown {
    if (this.held.kind !== 'prepared') return null
    const { connection, outbox } = this.held
    const local = connection.pc.localDescription
    const offer = outbox.find(({ type }) => type === 'OFFER')
    if (!local || !offer) return null
    // Called again if the reply was lost: the server keeps the first offer, so later messages are still sent.
    this.held.taken ||= outbox.length
    return withCandidates(offer, local)?.payload ?? null
  }

  call(): void {
    const { peer, held } = this
    if (!peer) return
    if (held.kind !== 'prepared') return this.use(this.build((stream) => peer.call(stream)))
    this.use(held.connection)
    const local = held.taken > 0 ? null : held.connection.pc.localDescription
    for (const message of held.outbox.slice(held.taken)) this.deliver(withCandidates(message, local))
  }

  answer(): void {
    const { offered, held } = this
    if (!offered) return
    this.offered = null
    // The prepared connection is ended afterwards: that is slow, and the other end waits for the answer.
    if (held.kind === 'prepared') {
      const { connection } = held
      this.spare = { connection, timer: setTimeout(() => connection.end(), UNUSED_MS) }
      this.held = { kind: 'none' }
    }
    this.use(this.build((stream) => offered.call.answer(stream)))
  }

  /** Whether there is an offer: 'old' if the doctor no longer waits for its answer. */
  offer(): 'none' | 'valid' | 'old' {
    if (!this.offered) return 'none'
    return performance.now() - this.offered.at < OFFER_VALID_MS ? 'valid' : 'old'
  }

  hangUp(): void {
    if (this.held.kind !== 'current') return
    this.held.connection.end()
    this.held = { kind: 'none' }
  }

  /** Handles an offer, an answer or a candidate from the other end. */
  receive(signal: Signal): void {
    const id = connectionIdOf(signal.message)
    if (signal.message.type === 'OFFER') {
      // Sent again because its acknowledgement was lost: PeerJS would close the connection that it began.
      if (id !== null && id === this.lastOffer) return
      this.lastOffer = id
    }
    if (signal.message.type === 'ANSWER' && id !== null && !this.all().some((one) => one.id === id)) this.options.onLateAnswer()
    else if (this.peer) this.peer.receive(signal.message)
    else this.early.push(signal)
  }

  close(): void {
    this.closed = true
    clearTimeout(this.spare?.timer)
    for (const one of this.all()) one.end()
    this.held = { kind: 'none' }
    this.spare = null
    this.peer?.destroy()
  }

  private async open(): Promise<void> {
    const { options } = this
    const peer = await openPeerJs({
      peerId: options.peerId,
      send: (message) => this.deliver(message),
      onCall: (call) => {
        this.offered = { call, at: performance.now() }
        options.onIncoming()
      },
    })
    const config = this.closed ? null : await options.config()
    if (this.closed) return peer.destroy()
    if (config) peer.configure(config)
    this.peer = peer
    for (const { message } of this.early.splice(0)) peer.receive(message)
    options.onReady()
  }

  private all(): MediaConnection[] {
    return [...(this.held.kind === 'none' ? [] : [this.held.connection]), ...(this.spare ? [this.spare.connection] : [])]
  }

  private build(establish: (stream: MediaStream) => PeerJsConnection): MediaConnection {
    const { options } = this
    const isCurrent = (): boolean => this.current() === opened
    const opened: MediaConnection = openMediaConnection(establish, {
      devices: options.devices(),
      send: options.sendControl,
      onLink: (state) => isCurrent() && options.onLink(state),
      onRemote: (remote) => isCurrent() && options.onRemote(remote),
      onSending: (sending) => isCurrent() && options.onSending(sending),
      onAgreed: () => isCurrent() && options.onAgreed(),
    })
    return opened
  }

  private use(next: MediaConnection): void {
    this.current()?.end()
    this.held = { kind: 'current', connection: next }
    // A prepared connection may have been answered before it is used.
    queueMicrotask(() => this.current() === next && next.reportAgain())
  }

  private deliver(message: Outgoing | null): void {
    if (!message || (this.spare && connectionIdOf(message) === this.spare.connection.id)) return
    if (this.held.kind === 'prepared') this.held.outbox.push(message)
    else this.options.send(message)
  }
}
