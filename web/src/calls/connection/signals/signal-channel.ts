import { routes, urlOf, type Client, type Signal } from '@medconsult/contract'
import type { SignalSocket } from '../../../server/delivery.ts'
import { holdEvents, releaseHeld, newInbox, takeEvent, takeRead, type Inbox } from './inbox.ts'
import type { Outgoing } from '../peerjs/peerjs-transport.ts'
import { SendQueue } from './send-queue.ts'

export interface SignalChannelOptions {
  readonly callSessionId: string
  /** Messages to other peer ids are ignored. */
  readonly peerId: string
  /** The last `n` this tab has handled. */
  readonly after: number
  /** Counts as down while events may be missing. */
  readonly socket: SignalSocket
  readonly api: Client
  /** Headers that authenticate a request. */
  readonly credentials: () => Readonly<Record<string, string>>
  /** Milliseconds between reads while the socket is down. */
  readonly pollMs: number
  /** Whether signals can be read yet. */
  readonly mayPoll: () => boolean
  readonly onSignal: (signal: Signal) => void
  /** Whether messages can be sent: the socket is up, or the last HTTP request was answered. */
  readonly onReach: (reachable: boolean) => void
}

const READ_AGAIN_MS = 1000
/** Signals in one reply. */
const PAGE = 100
/** How long events wait for the read of earlier signals. */
const HOLD_MS = 1500

/** The messages of one call between its two ends, each handled once and in order, whichever path it took. */
export class SignalChannel {
  private readonly options: SignalChannelOptions
  private readonly queue: SendQueue
  private readonly stops: readonly (() => void)[]
  private inbox: Inbox
  private inRoom = false
  private closed = false
  private readTimer: ReturnType<typeof setTimeout> | undefined
  private holdTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: SignalChannelOptions) {
    this.options = options
    this.queue = new SendQueue(options)
    this.inbox = newInbox(options.after)
    const { socket } = options
    this.stops = [
      socket.onSignal(this.onEvent),
      socket.connected.subscribe(() => (socket.connected.get() ? this.onConnect() : this.onDisconnect())),
    ]
    if (!socket.connected.get()) void this.poll()
  }

  /** Sends in order: by the socket, or by HTTP while it is down. */
  send(message: Outgoing): void {
    this.queue.send(message)
  }

  /** Sends the last message of a closing page; the browser delivers it even after the page is gone. */
  sendLast(message: Outgoing): void {
    if (this.closed) return
    const headers = { ...this.options.credentials(), 'content-type': 'application/json' }
    const init = { method: 'POST', keepalive: true, headers, body: JSON.stringify({ message }) }
    fetch(urlOf(routes.sendSignal, { id: this.options.callSessionId }), init).catch(() => undefined)
  }

  /** The socket has joined the call's room: reads earlier signals. */
  joined(): void {
    this.inRoom = true
    void this.read()
    // A new room takes a moment to reach other processes.
    clearTimeout(this.readTimer)
    this.readTimer = setTimeout(() => void this.read(), READ_AGAIN_MS)
  }

  close(): void {
    this.closed = true
    clearTimeout(this.readTimer)
    clearTimeout(this.holdTimer)
    this.queue.close()
    for (const stop of this.stops) stop()
  }

  private readonly onEvent = (signal: Signal & { callSessionId: string }): void => {
    if (this.closed || signal.callSessionId !== this.options.callSessionId) return
    this.take(takeEvent(this.inbox, signal))
    // If the read takes too long, the events are handled without it.
    if (this.inbox.held) this.holdTimer ??= setTimeout(() => this.take(releaseHeld(this.inbox)), HOLD_MS)
  }

  private onConnect(): void {
    clearTimeout(this.readTimer)
    this.options.onReach(true)
    // Reads what was sent after the old socket was lost and before the new one has joined the room.
    void this.read()
  }

  private onDisconnect(): void {
    this.inRoom = false
    this.inbox = holdEvents(this.inbox)
    void this.poll()
  }

  private take({ inbox, received }: ReturnType<typeof takeEvent>): void {
    this.inbox = inbox
    if (!inbox.held) {
      clearTimeout(this.holdTimer)
      this.holdTimer = undefined
    }
    for (const signal of received) if (!this.closed && signal.message.dst === this.options.peerId) this.options.onSignal(signal)
  }

  private async read(): Promise<void> {
    const { api, callSessionId, socket } = this.options
    const whole = this.inRoom
    if (this.closed) return
    if (!this.options.mayPoll()) {
      if (whole) this.take(releaseHeld(this.inbox))
      return
    }
    try {
      const batch = await api('listSignals', { params: { id: callSessionId }, query: { after: String(this.inbox.readTo) } })
      this.take(takeRead(this.inbox, batch, whole && this.inRoom && batch.length < PAGE))
      if (!this.isClosed()) this.options.onReach(true)
      if (batch.length === PAGE) await this.read()
    } catch {
      if (whole && this.inRoom) this.take(releaseHeld(this.inbox))
      if (!this.isClosed() && !socket.connected.get()) this.options.onReach(false)
    }
  }

  private async poll(): Promise<void> {
    clearTimeout(this.readTimer)
    if (!this.isPolling()) return
    await this.read()
    if (this.isPolling()) this.readTimer = setTimeout(() => void this.poll(), this.options.pollMs)
  }

  private isPolling(): boolean {
    return !this.closed && !this.options.socket.connected.get()
  }
  private isClosed(): boolean {
    return this.closed
  }
}
