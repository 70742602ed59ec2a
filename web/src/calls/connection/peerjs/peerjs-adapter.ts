import type { SignalMessage } from '@medconsult/contract'
import type { MediaConnection, Peer } from 'peerjs'
import { lazyCode } from '../../../ui/lazy/lazy-code.ts'
import { PeerJsTransport, type Outgoing } from './peerjs-transport.ts'
import { withStartBitrate } from './start-bitrate.ts'

/** PeerJS's code, loaded shortly before a call. */
export const peerJs = lazyCode(() => import('peerjs'))

/** The other end's id within PeerJS, whatever its peer id; our signalling puts in the real one. */
const OTHER = 'other'

/** One PeerJS connection, from its call or answer on. */
export interface PeerJsConnection {
  readonly id: string
  readonly pc: RTCPeerConnection
  /** Called when the other end closes it, never after this end's `close`. */
  onClosed(listener: () => void): void
  onStream(listener: (stream: MediaStream) => void): void
  /** From now on sends candidates to `listener` only: PeerJS stops sending them once it is connected. */
  takeOverCandidates(listener: (candidate: RTCIceCandidate) => void): void
  close(): void
}

/** The other end's offer. */
export interface IncomingCall {
  answer(stream: MediaStream): PeerJsConnection
}

/** A PeerJS peer that reaches one other end, over our own signalling. */
export interface PeerJsPeer {
  call(stream: MediaStream): PeerJsConnection
  /** Sets STUN and TURN for every later connection. */
  configure(config: RTCConfiguration): void
  /** Handles an offer, an answer or a candidate from the other end. */
  receive(message: SignalMessage): void
  destroy(): void
}

interface PeerJsOptions {
  readonly peerId: string
  readonly send: (message: Outgoing) => void
  readonly onCall: (call: IncomingCall) => void
}

/** Opens a peer under this id that uses only our server, and no third party's STUN or TURN. */
export async function openPeerJs({ peerId, send, onCall }: PeerJsOptions): Promise<PeerJsPeer> {
  const { Peer: Base } = await peerJs()
  const transport = new PeerJsTransport(send)
  const config: RTCConfiguration = { iceServers: [] }
  const peer = overTransport(Base, peerId, transport, config)
  peer.on('call', (call) =>
    onCall({
      answer(stream) {
        call.answer(stream, { sdpTransform: withStartBitrate })
        return adapt(call)
      },
    }),
  )
  // A connection's errors show in its state, which the reconnect machine handles.
  peer.on('error', () => undefined)
  await new Promise<unknown>((resolve) => peer.once('open', resolve))
  return {
    call: (stream) => adapt(peer.call(OTHER, stream, { sdpTransform: withStartBitrate })),
    configure: (next) => void Object.assign(config, next),
    receive: (message) => transport.receive({ peerId: OTHER, message }),
    destroy: () => peer.destroy(),
  }
}

interface PeerInternals {
  _handleMessage(message: unknown): void
}

/** `_createServerConnection` and `_handleMessage` are private to PeerJS: its version is pinned, and the adapter's test checks them. */
function overTransport(Base: typeof Peer, peerId: string, transport: PeerJsTransport, config: RTCConfiguration): Peer {
  class TransportPeer extends Base {
    protected _createServerConnection(): PeerJsTransport {
      const internals = this as unknown as PeerInternals
      // oxlint-disable-next-line no-underscore-dangle -- PeerJS's own name
      transport.on('message', (message) => internals._handleMessage(message))
      return transport
    }
  }
  return new TransportPeer(peerId, { config, debug: 0 })
}

function adapt(connection: MediaConnection): PeerJsConnection {
  const pc = connection.peerConnection
  // PeerJS hangs up when ICE fails; the reconnect machine restarts ICE instead.
  pc.oniceconnectionstatechange = null
  let closedHere = false
  return {
    id: connection.connectionId,
    pc,
    onClosed: (listener) =>
      void connection.on('close', () => {
        if (!closedHere) listener()
      }),
    onStream: (listener) => void connection.on('stream', listener),
    takeOverCandidates(listener) {
      pc.onicecandidate = null
      pc.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate) listener(candidate)
      })
    },
    close() {
      closedHere = true
      connection.close()
      pc.close()
    },
  }
}

/** The connection that a PeerJS message belongs to. */
export function connectionIdOf({ payload }: Outgoing): string | null {
  const { connectionId } = (payload ?? {}) as { connectionId?: unknown }
  return typeof connectionId === 'string' ? connectionId : null
}

/** A delayed message: the offer includes the candidates found since, whose own messages are then dropped (null). */
export function withCandidates(message: Outgoing, local: RTCSessionDescription | null): Outgoing | null {
  if (local === null) return message
  if (message.type === 'CANDIDATE') return null
  return { ...message, payload: { ...(message.payload as object), sdp: { type: local.type, sdp: local.sdp } } }
}
