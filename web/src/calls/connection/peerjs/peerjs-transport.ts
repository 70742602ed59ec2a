import type { Signal, SignalMessage } from '@medconsult/contract'

type Listener = (message: unknown) => void
/** A message to the other end; the server adds the sender. */
export type Outgoing = Omit<SignalMessage, 'src'>

/** PeerJS's connection to its server (its `Socket`), over our own authenticated signalling. */
export class PeerJsTransport {
  private listeners: Listener[] = []
  private readonly deliver: (message: Outgoing) => void

  constructor(deliver: (message: Outgoing) => void) {
    this.deliver = deliver
  }

  /** Opens at once: the signal channel is already open, or reconnects by itself. */
  start(): void {
    queueMicrotask(() => this.emit({ type: 'OPEN' }))
  }

  send(message: Outgoing): void {
    // A candidate is a browser object: only its JSON can be sent.
    this.deliver(JSON.parse(JSON.stringify({ type: message.type, dst: message.dst, payload: message.payload })) as Outgoing)
  }

  /** Passes a signal from the other end to PeerJS. */
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
