import type { Side } from '@medconsult/contract'
import { serverNow } from '../../server/clock.ts'
import { observable, type Observable } from '../../server/observable.ts'
import { withTimeout } from '../../server/pause.ts'
import { media } from '../media/media.ts'
import { CallDevices } from './call-devices.ts'
import { listenToCall, listenToPage } from './call-events.ts'
import { CallSignals } from './signals/call-signals.ts'
import { newCallState, stepCall, type CallEffect, type CallEvent, type CallState } from './call-state.ts'
import type { CallView, Known } from './call-view.ts'
import { monitorInboundMedia } from './monitor/inbound-media-monitor.ts'
import { NamedTimers } from './named-timers.ts'
import type { TimerName } from './reconnect-state.ts'
import { sessionRequests, type SessionRequest } from './session-requests.ts'
import { fetchIceServers } from './transport/ice-servers.ts'
import { MediaConnections } from './transport/media-connections.ts'
import { forgetPeerId, rememberPeerId } from './peer-id.ts'

export interface CallOptions {
  readonly callSessionId: string
  readonly side: Side
  readonly peerId: string
  /** The peer id was registered before this page loaded: any older connection is dead. */
  readonly returning: boolean
  /** Prepares the connection and ignores the session until `join`: the call rings in the person's other tabs too. */
  readonly asleep?: boolean
}

const ICE_WAIT_MS = 1500

/**
 * One end of a call, outside React: registers its peer id, connects to the other end, keeps the connection alive and
 * publishes what to show. Runs until `close`; media continues while the server is unreachable. `stepCall` decides; this class
 * receives events and runs effects.
 */
export class CallConnection {
  readonly callSessionId: string
  readonly peerId: string
  /** Resolves once offer and answer have been exchanged, or the call is closed. */
  readonly agreed: Promise<void>
  private readonly agree: () => void
  private readonly side: Side
  private state: CallState
  private readonly view: Observable<CallView>
  private readonly events: CallEvent[] = []
  private stepping = false
  private readonly timers = new NamedTimers<TimerName | SessionRequest>()
  private readonly devices: CallDevices
  private readonly signals: CallSignals
  private readonly connections: MediaConnections
  private readonly monitor: ReturnType<typeof monitorInboundMedia>
  private readonly request: ReturnType<typeof sessionRequests>
  private readonly stops: readonly (() => void)[]

  constructor({ callSessionId, side, peerId, returning, asleep = false }: CallOptions) {
    this.callSessionId = callSessionId
    this.peerId = peerId
    this.side = side
    const { promise, resolve } = Promise.withResolvers<void>()
    this.agreed = promise
    this.agree = resolve
    this.state = newCallState({ side, peerId, returning, asleep })
    this.view = observable(this.state.view)
    this.devices = new CallDevices(callSessionId, side)
    this.signals = this.openSignals()
    this.connections = this.openConnections()
    this.monitor = this.openMonitor()
    this.request = this.openRequests()
    this.stops = [media.subscribe(() => this.useDevices()), this.listenToCall(), this.listenToPage()]
    rememberPeerId(callSessionId, peerId)
  }

  readonly read = (): CallView => this.view.get()
  readonly subscribe = (listener: () => void): (() => void) => this.view.subscribe(listener)

  /** Handles the session as the server reports it; idempotent. */
  learn(session: Known): void {
    this.dispatch({ type: 'learned', session })
    this.begin()
  }

  /** The person joins in this tab. Returns the body of the confirm request. */
  join(): { patientPeerId: string; offer?: unknown } {
    const { status } = media.read()
    const offer = status === 'on' || status === 'sound-only' ? this.connections.takeOffer() : null
    this.dispatch({ type: 'joined', offerSent: offer !== null })
    return { patientPeerId: this.peerId, ...(offer !== null && { offer }) }
  }

  /** The page has drawn the first frame. */
  frameShown(): void {
    this.dispatch({ type: 'flowing' })
  }

  /** Continues without camera and microphone. */
  goWithoutMedia(): void {
    this.dispatch({ type: 'without-media' })
    this.begin()
  }

  leave(): void {
    if (this.isEntered()) this.signals.send({ type: 'LEAVE' })
  }

  /** Another tab continues the call: nothing is sent to the other end, and nothing is kept here. */
  yieldToOther(): void {
    this.dispatch({ type: 'taken-over' })
  }

  close(): void {
    this.dispatch({ type: 'over' })
  }

  isClosed(): boolean {
    return this.state.phase === 'closed'
  }

  isAsleep(): boolean {
    return this.state.phase === 'asleep'
  }

  private isEntered(): boolean {
    return this.state.phase === 'entered'
  }

  /** Handles one event at a time; an event that an effect dispatches synchronously is queued. */
  private dispatch(event: CallEvent): void {
    this.events.push(event)
    if (this.stepping) return
    this.stepping = true
    try {
      for (let next = this.events.shift(); next; next = this.events.shift()) {
        const { state, effects } = stepCall(this.state, next, serverNow())
        this.state = state
        for (const effect of effects) this.run(effect)
        this.view.set(state.view)
      }
    } finally {
      this.stepping = false
    }
  }

  private begin(): void {
    if (this.connections.isReady()) this.dispatch({ type: 'ready', devices: media.read().status, offer: this.connections.offer() })
  }

  private run(effect: CallEffect): void {
    switch (effect.do) {
      case 'enter':
        return this.devices.enter()
      case 'register':
      case 'activate':
        return void this.request(effect.do)
      case 'prepare':
        return this.connections.prepare()
      case 'call':
        this.connections.call()
        return this.replaced()
      case 'answer':
        this.connections.answer()
        return this.replaced()
      case 'hang-up':
        this.connections.hangUp()
        return this.monitor.stop()
      case 'ask':
        return this.signals.sendControl({ kind: 'ask', what: effect.what, fresh: effect.fresh })
      case 'restart-ice':
        return void this.restartIce()
      case 'receive':
        return this.connections.receive(effect.signal)
      case 'receive-ice-restart':
        return this.connections.current()?.receive(effect.message, () => fetchIceServers(this.callSessionId))
      case 'monitor':
        return effect.on ? this.monitor.begin() : this.monitor.stop()
      case 'set': {
        const { timer: name, jitter, ms } = effect
        return this.timers.set(name, jitter ? ms * (0.8 + Math.random() * 0.4) : ms, () => this.dispatch({ type: 'timer', name }))
      }
      case 'clear':
        return this.timers.clear(effect.timer)
      case 'close':
        return this.release()
      case 'yield':
        forgetPeerId(this.callSessionId)
        return media.stop()
    }
  }

  /** The media connection has been replaced. */
  private replaced(): void {
    this.monitor.stop()
    this.devices.useFor(this.connections.current())
  }

  private useDevices(): void {
    this.devices.useFor(this.connections.current())
    this.begin()
  }

  private async restartIce(): Promise<void> {
    const connection = this.connections.current()
    const config = await fetchIceServers(this.callSessionId)
    if (connection === this.connections.current()) connection?.restart(config)
  }

  private release(): void {
    this.timers.close()
    this.monitor.stop()
    this.connections.close()
    this.agree()
    this.signals.close()
    for (const stop of this.stops) stop()
    this.devices.release()
  }

  private openSignals(): CallSignals {
    return new CallSignals({
      callSessionId: this.callSessionId,
      peerId: this.peerId,
      theirs: () => (this.state.phase === 'closed' ? null : this.state.reconnect.theirs),
      mayPoll: () => this.isEntered(),
      onSignal: (signal) => this.dispatch({ type: 'signal', signal }),
      onReach: (up) => this.dispatch({ type: 'signalling', up }),
    })
  }

  private openConnections(): MediaConnections {
    const { callSessionId, peerId, signals } = this
    return new MediaConnections({
      peerId,
      devices: () => media.read().stream,
      send: (message) => signals.send(message),
      sendControl: (message) => signals.sendControl(message),
      config: () => withTimeout(fetchIceServers(callSessionId), ICE_WAIT_MS),
      onReady: () => this.begin(),
      onIncoming: () => this.dispatch({ type: 'incoming' }),
      onLink: (state) => this.dispatch({ type: 'link', state }),
      onRemote: (remote) => this.dispatch({ type: 'media', change: { remote } }),
      onSending: (theySend) => this.dispatch({ type: 'media', change: { theySend } }),
      onAgreed: this.agree,
      onLateAnswer: () => this.dispatch({ type: 'answered-late' }),
    })
  }

  private openMonitor(): ReturnType<typeof monitorInboundMedia> {
    const isLinked = (): boolean => this.state.phase !== 'closed' && /up|down/.test(this.state.reconnect.link)
    return monitorInboundMedia({
      connection: () => (isLinked() ? this.connections.current() : null),
      theySend: () => this.state.view.theySend,
      onFlow: () => this.dispatch({ type: 'flowing' }),
      onQuality: (quality) => this.dispatch({ type: 'media', change: { quality } }),
      onSilent: (silent) => this.dispatch({ type: silent ? 'silent' : 'receiving' }),
      onStill: (still) => this.dispatch({ type: 'media', change: { still } }),
    })
  }

  private openRequests(): ReturnType<typeof sessionRequests> {
    const { callSessionId, side, peerId, timers } = this
    return sessionRequests({
      callSessionId,
      side,
      peerId,
      timers,
      isOver: () => this.isClosed(),
      onReply: (request, session) => {
        this.dispatch({ type: request === 'register' ? 'registered' : 'learned', session })
        this.begin()
      },
      onRefused: (request) => request === 'register' && this.dispatch({ type: 'registration-refused' }),
    })
  }

  private listenToCall(): () => void {
    return listenToCall({
      callSessionId: this.callSessionId,
      side: this.side,
      onJoined: () => this.signals.joined(),
      onSession: (session) => this.learn(session),
      // The event has no status; it is emitted only while both are in the call.
      onPeerId: (peerIds) => this.isEntered() && this.learn({ status: 'CONFIRMED', ...peerIds }),
      onOver: () => this.close(),
      onPresence: (present) => this.dispatch({ type: 'presence', present }),
    })
  }

  private listenToPage(): () => void {
    return listenToPage({
      onHide: () => {
        if (this.isEntered()) this.signals.sendLast({ type: 'LEAVE' })
        this.close()
      },
      onSleep: (asleep) => this.signals.sendControl({ kind: 'sleep', asleep }),
    })
  }
}
