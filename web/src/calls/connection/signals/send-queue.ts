import type { Client } from '@medconsult/contract'
import type { SignalSocket } from '../../../server/delivery.ts'
import { pause } from '../../../server/pause.ts'
import type { Outgoing } from '../peerjs/peerjs-transport.ts'

interface SendQueueOptions {
  readonly callSessionId: string
  readonly socket: Pick<SignalSocket, 'connected' | 'timeout'>
  readonly api: Client
}

const ACK_MS = 5000
/** After this the reconnect machine has sent something newer. */
const STALE_MS = 15_000
const TRY_AGAIN_MS = 1000

/** Sends a call's messages in order: by the socket, or by HTTP while it is down, retried until they arrive. */
export class SendQueue {
  private readonly options: SendQueueOptions
  private waiting: { readonly message: Outgoing; readonly at: number }[] = []
  private flushing = false
  private closed = false

  constructor(options: SendQueueOptions) {
    this.options = options
  }

  send(message: Outgoing): void {
    if (this.closed) return
    const { socket } = this.options
    if (!socket.connected.get() || this.waiting.length > 0) return this.enqueue(message)
    this.emit(message).catch(() => {
      if (!this.closed && !socket.connected.get()) this.enqueue(message)
    })
  }

  close(): void {
    this.closed = true
    this.waiting = []
  }

  private enqueue(message: Outgoing): void {
    this.waiting.push({ message, at: performance.now() })
    void this.flush()
  }

  private async flush(): Promise<void> {
    if (this.flushing) return
    this.flushing = true
    // `close` empties the queue.
    while (this.waiting.length > 0) {
      this.waiting = this.waiting.filter(({ at }) => performance.now() - at < STALE_MS)
      const next = this.waiting[0]
      if (!next) break
      try {
        await this.deliver(next.message)
        this.waiting.shift()
      } catch (error) {
        // A refusal is final; only what did not arrive is sent again.
        if (isAnswered(error)) this.waiting.shift()
        else await pause(TRY_AGAIN_MS)
      }
    }
    this.flushing = false
  }

  private async deliver(message: Outgoing): Promise<void> {
    const { callSessionId, socket, api } = this.options
    if (socket.connected.get()) await this.emit(message)
    else await api('sendSignal', { params: { id: callSessionId }, body: { message } })
  }

  private async emit(message: Outgoing): Promise<void> {
    const { callSessionId, socket } = this.options
    await socket.timeout(ACK_MS).emitWithAck('signal', { callSessionId, message })
  }
}

const isAnswered = (error: unknown): boolean =>
  error instanceof Error && 'problem' in error && error.problem !== null && (error.problem as { status: number }).status < 500
