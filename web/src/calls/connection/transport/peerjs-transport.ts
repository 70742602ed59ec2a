import type { Signal, SignalMessage } from '@medconsult/contract'
import type { Peer } from 'peerjs'

type Listener = (message: unknown) => void
export type Outgoing = Omit<SignalMessage, 'src'>

/** What PeerJS needs of its connection to a server (its `Socket`), over our own authenticated way. */
export class PeerTransport {
  private listeners: Listener[] = []
  private readonly deliver: (message: Outgoing) => void

  constructor(deliver: (message: Outgoing) => void) {
    this.deliver = deliver
  }

  /** Open at once: our way to the server is there already, or finds itself again. */
  start(): void {
    queueMicrotask(() => this.emit({ type: 'OPEN' }))
  }

  send(message: Outgoing): void {
    // A candidate is a live object of the browser: only its JSON can travel.
    this.deliver(JSON.parse(JSON.stringify({ type: message.type, dst: message.dst, payload: message.payload })) as Outgoing)
  }

  /** A signal of the other end; the server says who sent it. */
  receive({ peerId, message }: Pick<Signal, 'peerId' | 'message'>): void {
    this.emit({ type: message.type, src: peerId, payload: message.payload })
  }

  on(event: string, listener: Listener): void {
    if (event === 'message') this.listeners.push(listener)
  }

  removeAllListeners(): void {
    this.listeners = []
  }

  close(): void {}

  private emit(message: unknown): void {
    for (const listener of this.listeners) listener(message)
  }
}

/** A message that has waited: the offer takes the candidates found meanwhile with it, which need no message of their own then. */
export function withCandidates(message: Outgoing, local: RTCSessionDescription | null): Outgoing | null {
  if (local === null) return message
  if (message.type === 'CANDIDATE') return null
  return { ...message, payload: { ...(message.payload as object), sdp: { type: local.type, sdp: local.sdp } } }
}

interface PeerInside {
  _handleMessage(message: unknown): void
}

/**
 * PeerJS (`Base`, loaded when a call is near) under this id, over `transport`: it knows no other server, and nobody
 * else's STUN or TURN. `_createServerConnection` is private to PeerJS, so its version is pinned and a test watches it.
 */
export function openPeer(Base: typeof Peer, peerId: string, transport: PeerTransport, config: RTCConfiguration): Peer {
  class OwnPeer extends Base {
    protected _createServerConnection(): PeerTransport {
      const inside = this as unknown as PeerInside
      // oxlint-disable-next-line no-underscore-dangle -- PeerJS's own name
      transport.on('message', (message) => inside._handleMessage(message))
      return transport
    }
  }
  return new OwnPeer(peerId, { config, debug: 0 })
}
