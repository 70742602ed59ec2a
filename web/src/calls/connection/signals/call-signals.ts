import type { Signal } from '@medconsult/contract'
import { api, credentialsOf } from '../../../server/api.ts'
import { pollEvery } from '../../../server/live.ts'
import { wholeSocket } from '../../../server/delivery.ts'
import type { ControlMessage } from './control-message.ts'
import { stamped, type Incarnation } from './incarnation.ts'
import { nextLife, recallSignal, rememberSignal } from '../peer-id.ts'
import type { Outgoing } from '../peerjs/peerjs-transport.ts'
import { SignalChannel, type SignalChannelOptions } from './signal-channel.ts'

interface CallSignalsOptions extends Pick<SignalChannelOptions, 'callSessionId' | 'peerId' | 'mayPoll' | 'onSignal' | 'onReach'> {
  /** The other end's peer id, once known. */
  readonly theirs: () => string | null
}

/** A call's signals in both directions; outgoing ones are stamped with this page and addressed to the other end's current peer id. */
export class CallSignals {
  private readonly options: CallSignalsOptions
  private readonly page: Incarnation
  private readonly channel: SignalChannel

  constructor(options: CallSignalsOptions) {
    const { callSessionId, peerId } = options
    this.options = options
    this.page = { peerId, life: nextLife(callSessionId, peerId) }
    this.channel = new SignalChannel({
      ...options,
      after: recallSignal(callSessionId),
      socket: wholeSocket,
      api,
      credentials: () => credentialsOf('sendSignal', callSessionId),
      pollMs: pollEvery.signals,
      onSignal: (signal) => this.take(signal),
    })
  }

  /** Sends nothing while the other end's peer id is unknown. */
  send(message: Omit<Outgoing, 'dst'>): void {
    const addressed = this.address(message)
    if (addressed) this.channel.send(addressed)
  }

  sendControl(payload: ControlMessage): void {
    this.send({ type: 'RESTART', payload })
  }

  /** Sends the last message of a closing page; the browser delivers it even after the page is gone. */
  sendLast(message: Omit<Outgoing, 'dst'>): void {
    const addressed = this.address(message)
    if (addressed) this.channel.sendLast(addressed)
  }

  /** The socket has joined the call's room. */
  joined(): void {
    if (wholeSocket.connected.get()) this.channel.joined()
  }

  close(): void {
    this.channel.close()
  }

  private take(signal: Signal): void {
    rememberSignal(this.options.callSessionId, signal.n)
    this.options.onSignal(signal)
  }

  private address(message: Omit<Outgoing, 'dst'>): Outgoing | null {
    const dst = this.options.theirs()
    return dst === null ? null : stamped({ ...message, dst }, this.page)
  }
}
