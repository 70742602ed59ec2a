import { isInRoom, isOpen, type CallSession, type Side, type Signal } from '@medconsult/contract'
import { api, credentialsOf, isRefusal } from '../../server/api.ts'
import { serverNow } from '../../server/clock.ts'
import { wholeSocket } from '../../server/delivery.ts'
import { pollEvery } from '../../server/live.ts'
import { observable } from '../../server/observable.ts'
import { holdRoom } from '../../server/rooms.ts'
import { listen, socket } from '../../server/socket.ts'
import { watchArrivals } from './inbound-media-monitor.ts'
import { recallSwitches, rememberSwitches, switchTeller } from './call-switches.ts'
import { emptyView, type CallView, type Known } from './call-view.ts'
import { fetchIceServers } from './transport/ice-servers.ts'
import { judge, stamped, type Life } from './transport/lives.ts'
import { newLadder, type Effect, type LadderEvent, type TimerName } from './reconnect-state.ts'
import { handle } from './reconnect-machine.ts'
import { openLines } from './transport/media-connections.ts'
import { media } from '../media/media.ts'
import { Restart } from './transport/media-connection.ts'
import { forgetPeerId, nextLife, recallSignal, rememberPeerId, rememberSignal } from './transport/peer-id.ts'
import { openSignalChannel } from './transport/signal-channel.ts'
import type { Outgoing } from './transport/peerjs-transport.ts'

export interface CallOptions {
  readonly callSessionId: string
  readonly side: Side
  readonly peerId: string
  /** The id was registered before this page began: any older connection is dead. */
  readonly returning: boolean
  /** Gets ready and hears nothing of the session until `join`: other tabs of the same person ring too. */
  readonly asleep?: boolean
}

export type CallConnection = ReturnType<typeof openCall>

const TRY_AGAIN_MS = 1500
const ICE_WAIT_MS = 1500

/**
 * One end of a call, outside React: registers its peer id, finds the other end, keeps the connection alive, and
 * says what to show. Runs until `close`; media goes on while the server is away.
 */
export function openCall({ callSessionId, side, peerId, returning, asleep = false }: CallOptions) {
  const view = observable<CallView>(emptyView)
  const { promise: agreed, resolve: agree } = Promise.withResolvers<void>()
  let awake = !asleep
  let offerSent = false
  const params = { id: callSessionId }
  let ladder = newLadder(side)
  const life: Life = { peerId, life: nextLife(callSessionId, peerId) }
  let theirLife: Life | null = null
  let status: CallSession['status'] = 'INVITED'
  let registered = false
  let registering = false
  let withoutMedia = false
  let activated = false
  let closed = false
  // A doctor's devices are held from the invitation on.
  let releaseDevices: (() => void) | null = null
  const releaseRinging = side === 'doctor' ? media.hold() : null
  let begunMedia = false
  const older = new Set<string>()
  const theirOlder = new Set<string>()
  const timers = new Map<TimerName | 'register' | 'activate', ReturnType<typeof setTimeout>>()

  const show = (change: Partial<CallView>): void => view.set({ ...view.get(), ...change })

  const later = (name: Parameters<typeof timers.set>[0], ms: number, work: () => void): void => {
    clearTimeout(timers.get(name))
    if (!closed) timers.set(name, setTimeout(work, ms))
  }

  const dispatch = (event: LadderEvent): void => {
    if (closed) return
    const { state, effects } = handle(ladder, event)
    ladder = state
    effects.forEach(run)
    const { shown, gone, left } = ladder
    const before = view.get()
    const lostSince = shown === 'lost' ? (before.lostSince ?? serverNow()) : null
    if (before.shown !== shown || before.gone !== gone || before.left !== left) show({ shown, gone, left, lostSince })
  }

  const send = (message: Outgoing): void => {
    if (ladder.theirs) channel.send(stamped({ ...message, dst: ladder.theirs }, life))
  }
  const sendRestart = (payload: Restart): void => send({ type: 'RESTART', dst: '', payload })

  const run = (effect: Effect): void => {
    switch (effect.do) {
      case 'call':
        lines.call()
        return begun()
      case 'answer':
        lines.answer()
        return begun()
      case 'ask':
        return sendRestart({ kind: 'ask', what: effect.what, fresh: effect.fresh })
      case 'restart-ice':
        return void restartIce()
      case 'hang-up':
        lines.hangUp()
        return stopped()
      case 'set': {
        const { timer, jitter, ms } = effect
        return later(timer, jitter ? ms * (0.8 + Math.random() * 0.4) : ms, () => dispatch({ type: 'timer', name: timer }))
      }
      case 'clear':
        return clearTimeout(timers.get(effect.timer))
    }
  }

  const stopped = (): void => {
    arrivals.stop()
    show({ flowing: false, still: false, theySend: null })
  }

  const begun = (): void => {
    stopped()
    useMedia()
  }

  const restartIce = async (): Promise<void> => {
    const line = lines.line()
    const config = await fetchIceServers(callSessionId)
    if (line === lines.line()) line?.restart(config)
  }

  const flows = (): void => {
    if (closed || view.get().flowing || ladder.link !== 'up') return
    show({ flowing: true, quality: view.get().quality ?? 'good' })
    dispatch({ type: 'flowing' })
    void activate()
  }

  /** Does a request about this call, again until the server has answered; a refusal means that the call is over or elsewhere. */
  const insist = async (name: 'register' | 'activate', request: () => Promise<Known>): Promise<void> => {
    if (closed) return
    try {
      const session = await request()
      if (name === 'register') registered = true
      learn(session)
    } catch (error) {
      if (!isRefusal(error, 'WRONG_STATE') && !isRefusal(error, 'NOT_FOUND'))
        return later(name, TRY_AGAIN_MS, () => void insist(name, request))
    }
    if (name === 'register') registering = false
  }
  const activate = async (): Promise<void> => {
    if (!activated) await insist('activate', () => api('activateCall', { params }))
  }
  const register = async (): Promise<void> => {
    if (registering) return
    registering = true
    await insist('register', () => api(side === 'doctor' ? 'doctorSetPeerId' : 'patientSetPeerId', { params, body: { peerId } }))
  }

  /** Takes in what the server says of the session; a repeat changes nothing. */
  const learn = (known: Known): void => {
    // An older answer may arrive after a newer event.
    if (closed || !awake || (known.status === 'INVITED' && isInRoom(status))) return
    status = known.status
    if (status === 'ACTIVE') activated = true
    if (!isOpen(status)) return close()
    if (!isInRoom(status)) return
    releaseDevices ??= media.hold(true)
    if (!begunMedia) {
      begunMedia = true
      const kept = recallSwitches(callSessionId)
      if (media.read().status === 'off' || !kept.microphoneOn || !kept.cameraOn) void media.start(kept)
    }
    const [mine, theirs] = side === 'doctor' ? [known.doctorPeerId, known.patientPeerId] : [known.patientPeerId, known.doctorPeerId]
    if (mine === peerId) registered = true
    else if (registered && mine !== null && !older.has(mine)) return yieldToOther()
    else if (!registered) {
      if (mine !== null) older.add(mine)
      void register()
    }
    if (theirs !== null && theirs !== ladder.theirs && !theirOlder.has(theirs)) {
      if (ladder.theirs) theirOlder.add(ladder.theirs)
      dispatch({ type: 'theirs', peerId: theirs })
    }
    mayBegin()
  }

  const yieldToOther = (): void => {
    forgetPeerId(callSessionId)
    show({ elsewhere: true })
    close()
    media.stop()
  }

  /** The ladder begins once PeerJS is there, the devices have settled and the own id is registered. */
  const mayBegin = (): void => {
    if (closed || ladder.able || !lines.isReady()) return
    if (side === 'doctor' ? !ladder.theirs : !awake) lines.prepare()
    const { status: devices } = media.read()
    const settled = devices !== 'off' && devices !== 'asking' && (devices !== 'failed' || withoutMedia)
    if (!registered || !settled || !isInRoom(status)) return
    const offer = lines.offer()
    dispatch({
      type: 'able',
      returning: offer === 'old' || (offer === 'none' && returning),
      ...(offer === 'valid' ? { offer: 'here' as const } : offerSent ? { offer: 'sent' as const } : {}),
    })
  }

  const tellSwitches = switchTeller(callSessionId, () => closed)
  const useMedia = (): void => {
    const { status: devices, stream, microphoneOn, cameraOn } = media.read()
    // Devices stop with their page or login: the person has not switched them off then.
    if (devices !== 'off') {
      rememberSwitches(callSessionId, { microphoneOn, cameraOn })
      if (begunMedia) tellSwitches({ microphoneOn, cameraOn })
      const microphone = microphoneOn && stream?.getAudioTracks().length === 1
      lines.line()?.useStream(stream, { microphone, camera: stream?.getVideoTracks().length === 1 })
    }
    mayBegin()
  }

  const onSignal = (signal: Signal): void => {
    rememberSignal(callSessionId, signal.n)
    const { type, payload } = signal.message
    const { counts, theirs } = judge(theirLife, ladder.theirs, signal.message)
    theirLife = theirs
    if (!counts) return
    if (type === 'LEAVE') return dispatch({ type: 'left' })
    if (type !== 'RESTART') return lines.receive(signal)
    const message = Restart.safeParse(payload)
    if (!message.success) return
    if (message.data.kind === 'sleep') return show({ asleep: message.data.asleep })
    if (message.data.kind === 'ask') return dispatch({ type: 'asked', what: message.data.what, fresh: message.data.fresh })
    lines.line()?.receive(message.data, () => fetchIceServers(callSessionId))
  }

  const leave = (): void => {
    if (isInRoom(status)) send({ type: 'LEAVE', dst: '' })
  }
  const onPageHide = (): void => {
    if (ladder.theirs && isInRoom(status)) channel.sendLast(stamped({ type: 'LEAVE', dst: ladder.theirs }, life))
    close()
  }
  const onFreeze = (): void => sendRestart({ kind: 'sleep', asleep: true })
  const onResume = (): void => sendRestart({ kind: 'sleep', asleep: false })

  function close(): void {
    if (closed) return
    closed = true
    timers.forEach((timer) => clearTimeout(timer))
    arrivals.stop()
    lines.close()
    agree()
    channel.close()
    ends.forEach((end) => end())
    releaseRinging?.()
    releaseDevices?.()
    show({ remote: null, flowing: false })
  }

  const channel = openSignalChannel({
    callSessionId,
    peerId,
    after: recallSignal(callSessionId),
    socket: wholeSocket,
    api,
    credentials: () => credentialsOf('sendSignal', callSessionId),
    pollMs: pollEvery.signals,
    onSignal,
    mayPoll: () => isInRoom(status),
    onReach: (up) => dispatch({ type: 'signalling', up }),
  })
  const lines = openLines({
    peerId,
    stream: () => media.read().stream,
    send,
    sendRestart,
    config: () => Promise.race([fetchIceServers(callSessionId), new Promise<null>((resolve) => setTimeout(resolve, ICE_WAIT_MS, null))]),
    onReady: () => mayBegin(),
    onIncoming: () => ladder.able && dispatch({ type: 'incoming' }),
    onLink: (state) => {
      if (state === 'closed') stopped()
      dispatch({ type: 'link', state })
      if (state === 'up') arrivals.begin()
    },
    onRemote: (remote) => show({ remote }),
    onSending: (theySend) => show({ theySend }),
    onAgreed: agree,
    onLateAnswer: () => dispatch({ type: 'answered-late' }),
  })
  const arrivals = watchArrivals({
    line: () => (ladder.link === 'up' || ladder.link === 'down' ? lines.line() : null),
    theySend: () => view.get().theySend,
    onFlow: flows,
    onQuality: (quality) => quality !== view.get().quality && show({ quality }),
    onSilent: (silent) => dispatch({ type: silent ? 'silent' : 'heard' }),
    onStill: (still) => show({ still }),
  })

  const ofThis = (hint: { callSessionId?: string }): boolean => hint.callSessionId === callSessionId
  // Who came and went meanwhile was not heard.
  const onConnect = (): void => show({ present: null })
  socket.on('connect', onConnect)
  window.addEventListener('pagehide', onPageHide)
  document.addEventListener('freeze', onFreeze)
  document.addEventListener('resume', onResume)
  const ends = [
    () => socket.off('connect', onConnect),
    () => window.removeEventListener('pagehide', onPageHide),
    () => document.removeEventListener('freeze', onFreeze),
    () => document.removeEventListener('resume', onResume),
    holdRoom({ kind: 'call', id: callSessionId }, () => wholeSocket.connected && channel.joined()),
    media.subscribe(useMedia),
    listen('call_confirmed', (event) => ofThis(event) && learn(event)),
    ...(['call_declined', 'call_expired', 'call_cancelled', 'call_ended'] as const).map((name) =>
      listen(name, (event: { callSessionId: string }) => {
        if (ofThis(event)) close()
      }),
    ),
    listen('peer_id_updated', (event) => {
      if (!ofThis(event) || !isInRoom(status)) return
      learn({
        status,
        doctorPeerId: event.role === 'doctor' ? event.peerId : null,
        patientPeerId: event.role === 'patient' ? event.peerId : null,
      })
    }),
    listen('presence_changed', (event) => {
      if (!('role' in event) || !ofThis(event) || event.role === side) return
      show({ present: event.present, ...(event.present && { asleep: false }) })
    }),
  ]
  rememberPeerId(callSessionId, peerId)

  return {
    callSessionId,
    peerId,
    read: view.get,
    subscribe: view.subscribe,
    learn,
    /** Resolves once the two ends have agreed on a connection, or the call is closed. */
    agreed,
    /** This tab is the one that goes into the call. Returns what goes along with confirm. */
    join(): { patientPeerId: string; offer?: unknown } {
      const { status: devices } = media.read()
      const offer = devices === 'on' || devices === 'sound-only' ? lines.takeOffer() : null
      awake = true
      offerSent = offer !== null
      return { patientPeerId: peerId, ...(offerSent && { offer }) }
    },
    /** The page has shown the first frame. */
    frameShown: flows,
    /** Goes on although there is neither camera nor microphone. */
    goWithoutMedia(): void {
      withoutMedia = true
      mayBegin()
    },
    leave,
    /** Another tab goes on with the call: no leave is said, and nothing is kept. */
    yieldToOther,
    close,
    isClosed: (): boolean => closed,
    isAsleep: (): boolean => !awake,
  }
}
