import type { Signal } from '@medconsult/contract'
import type { MediaConnection, Peer } from 'peerjs'
import type { LadderEvent } from '../reconnect-state.ts'
import { part } from '../../../ui/dialog/part.ts'
import { openLine, OTHER, type MediaLine, type Restart, type Sending } from './media-connection.ts'
import { openPeer, PeerTransport, withCandidates, type Outgoing } from './peerjs-transport.ts'

export const peerJs = part(() => import('peerjs'))

interface LinesOptions {
  readonly peerId: string
  /** What this end sends now. */
  readonly stream: () => MediaStream | null
  /** To the other end, whichever id it has. */
  readonly send: (message: Outgoing) => void
  readonly sendRestart: (message: Restart) => void
  /** The way between the two ends; null when it could not be asked in time. */
  readonly config: () => Promise<RTCConfiguration | null>
  /** PeerJS is there, with the servers to use. */
  readonly onReady: () => void
  readonly onIncoming: () => void
  readonly onLink: (state: Extract<LadderEvent, { type: 'link' }>['state']) => void
  readonly onRemote: (stream: MediaStream) => void
  readonly onSending: (sending: Sending) => void
  readonly onAgreed: () => void
  /** The other end has answered an offer that this end has given up. */
  readonly onLateAnswer: () => void
}

/** A doctor hangs up after 10 s without an answer. */
const OFFER_VALID_MS = 8000
/** How long what was prepared in vain is kept, ms: the answer that the other end waits for has gone by then. */
const UNUSED_MS = 2000

/** This end's connections, one at a time: the present one, one that is prepared while it rings, one that is offered. */
export function openLines(options: LinesOptions) {
  let peer: Peer | null = null
  let transport: PeerTransport | null = null
  let ready = false
  let closed = false
  let line: MediaLine | null = null
  let prepared: MediaLine | null = null
  /** Prepared in vain: nothing of it may be sent any more. */
  let spare: MediaLine | null = null
  let spareTimer: ReturnType<typeof setTimeout> | undefined
  let outbox: Outgoing[] | null = null
  /** How much of the outbox went along with confirm. */
  let taken = 0
  let offered: { call: MediaConnection; at: number } | null = null
  const pending: Signal[] = []

  const deliver = (message: Outgoing | null): void => {
    if (!message || (spare && (message.payload as { connectionId?: string } | undefined)?.connectionId === spare.id)) return
    if (outbox) outbox.push(message)
    else options.send(message)
  }

  const build = (by: Peer, target: 'call' | { answer: MediaConnection }): MediaLine => {
    const opened: MediaLine = openLine(target, {
      peer: by,
      stream: options.stream(),
      send: options.sendRestart,
      onLink: (state) => line === opened && options.onLink(state),
      onRemote: (remote) => line === opened && options.onRemote(remote),
      onSending: (sending) => line === opened && options.onSending(sending),
      onAgreed: () => line === opened && options.onAgreed(),
    })
    return opened
  }

  const use = (next: MediaLine): void => {
    line?.end()
    line = next
    // A prepared one may have been answered before this end could take it.
    queueMicrotask(() => line === next && next.tellAgain())
  }

  const open = async (): Promise<void> => {
    const { Peer: Base } = await peerJs()
    if (closed) return
    transport = new PeerTransport(deliver)
    peer = openPeer(Base, options.peerId, transport, { iceServers: [] })
    peer.on('call', (call) => {
      offered = { call, at: performance.now() }
      options.onIncoming()
    })
    // What goes wrong with one connection shows in its state; the ladder acts on that.
    peer.on('error', () => undefined)
    const opened = new Promise<unknown>((resolve) => peer?.once('open', resolve))
    const [config] = await Promise.all([options.config(), opened])
    if (closed) return
    if (config) Object.assign(peer.options.config as RTCConfiguration, config)
    ready = true
    for (const { message } of pending.splice(0)) transport.receive({ peerId: OTHER, message })
    options.onReady()
  }
  void open()

  return {
    isReady: (): boolean => ready,
    line: (): MediaLine | null => line,
    /** An offer, made while it rings; it waits for the other's peer id, or goes along with confirm. */
    prepare(): void {
      if (!peer || !ready || closed || line || prepared || !options.stream()) return
      outbox = []
      taken = 0
      prepared = build(peer, 'call')
    },
    /** The prepared offer with the candidates found so far, to go along with confirm; null where there is none yet. */
    takeOffer(): unknown {
      const local = prepared?.pc.localDescription
      const offer = outbox?.find(({ type }) => type === 'OFFER')
      if (!local || !offer) return null
      // Asked again where the answer was lost: the server keeps the first, and what came after it is sent by itself.
      taken ||= outbox?.length ?? 0
      return withCandidates(offer, local)?.payload ?? null
    },
    call(): void {
      if (!peer) return
      use(prepared ?? build(peer, 'call'))
      prepared = null
      const waiting = outbox?.slice(taken) ?? []
      outbox = null
      const local = taken > 0 ? null : (line?.pc.localDescription ?? null)
      taken = 0
      for (const message of waiting) deliver(withCandidates(message, local))
    },
    answer(): void {
      if (!peer || !offered) return
      // What was prepared is ended afterwards: that takes longer than it looks, and the other end waits for the answer.
      spare = prepared
      prepared = outbox = null
      taken = 0
      use(build(peer, { answer: offered.call }))
      offered = null
      if (spare) spareTimer = setTimeout(() => spare?.end(), UNUSED_MS)
    },
    /** Whether there is an offer: 'old' where the doctor has given up waiting for its answer. */
    offer: (): 'none' | 'valid' | 'old' => (!offered ? 'none' : performance.now() - offered.at < OFFER_VALID_MS ? 'valid' : 'old'),
    hangUp(): void {
      line?.end()
      line = null
    },
    /** An offer, an answer or a candidate of the other end. */
    receive(signal: Signal): void {
      const { type, payload } = signal.message
      const id = (payload as { connectionId?: unknown } | undefined)?.connectionId
      const known = [line, prepared, spare].some((one) => one?.id === id)
      if (type === 'ANSWER' && typeof id === 'string' && !known) options.onLateAnswer()
      else if (transport && ready) transport.receive({ peerId: OTHER, message: signal.message })
      else pending.push(signal)
    },
    close(): void {
      closed = true
      clearTimeout(spareTimer)
      for (const one of [line, prepared, spare]) one?.end()
      line = prepared = spare = null
      peer?.destroy()
    },
  }
}
