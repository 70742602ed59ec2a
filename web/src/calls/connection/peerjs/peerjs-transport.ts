import type { Signal, SignalMessage } from '@medconsult/contract'

type Listener = (message: unknown) => void
/** A message to the other end; the server adds who sends it. */
export type Outgoing = Omit<SignalMessage, 'src'>

/** What PeerJS needs of its connection to a server (its `Socket`), over our own authenticated signalling. */
export class PeerJsTransport {
  private listeners: Listener[] = []
  private readonly deliver: (message: Outgoing) => void

  constructor(deliver: (message: Outgoing) => void) {
    this.deliver = deliver
  }

  /** Open at once: the signal channel is there already, or reconnects by itself. */
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
