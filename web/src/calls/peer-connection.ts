import { isInRoom, isOpen, type CallSession, type Side, type Signal } from '@medconsult/contract'
import type { MediaConnection, Peer } from 'peerjs'
import { api, isRefusal } from '../api.ts'
import { serverNow } from '../clock.ts'
import { pollEvery } from '../live.ts'
import { observable } from '../observable.ts'
import { holdRoom } from '../rooms.ts'
import { listen, socket } from '../socket.ts'
import { fetchIceServers } from './ice-servers.ts'
import { handle, newLadder, type Effect, type LadderEvent, type Shown, type TimerName } from './ladder.ts'
import { media } from './media.ts'
import { openLine, OTHER, Restart, type MediaLine, type Sending } from './media-line.ts'
import { forgetPeerId, recallSignal, rememberPeerId, rememberSignal } from './peer-id.ts'
import { nextPoints, qualityOf, readArrived, type Arrived, type Quality } from './quality.ts'
import { openSignalChannel } from './signal-channel.ts'
import { openPeer, PeerTransport, withCandidates, type Outgoing } from './signaling.ts'

/** All that the call's page shows of the connection. */
export interface CallView {
  readonly shown: Shown
  /** The other said that they leave. */
  readonly gone: boolean
  /** Whether the other is in the call's room; null: not known. */
  readonly present: boolean | null
  readonly remote: MediaStream | null
  /** Their picture or sound has arrived over the present connection. */
  readonly flowing: boolean
  readonly theySend: Sending | null
  /** Since when it is lost (`serverNow()`); null while it is not. */
  readonly lostSince: number | null
  readonly quality: Quality | null
  /** Another tab or device of the same person has taken the call over. */
  readonly elsewhere: boolean
}

/** What has to be known of the session; a snapshot by REST or an event. */
export type Known = Pick<CallSession, 'status' | 'doctorPeerId' | 'patientPeerId'>

export interface CallOptions {
  readonly callSessionId: string
  readonly side: Side
  readonly peerId: string
  /** The id was registered before this page began: any older connection is dead. */
  readonly returning: boolean
}

export type CallConnection = ReturnType<typeof openCall>

const FLOW_MS = 200
const STATS_MS = 2000
const SOUND_ONLY_MS = 2000
const TRY_AGAIN_MS = 1500
const ICE_WAIT_MS = 1500
const ABSENT_MS = 1500
/** A doctor hangs up after 10 s without an answer. */
const OFFER_VALID_MS = 8000

/**
 * One end of a call, outside React: registers its peer id, finds the other end, keeps the connection alive, and
 * says what to show. Runs until `close`; media goes on while the server is away.
 */
export function openCall({ callSessionId, side, peerId, returning }: CallOptions) {
  const view = observable<CallView>({
    shown: 'waiting',
    gone: false,
    present: null,
    remote: null,
    flowing: false,
    theySend: null,
    lostSince: null,
    quality: null,
    elsewhere: false,
  })
  let ladder = newLadder(side)
  let line: MediaLine | null = null
  let prepared: MediaLine | null = null
  let outbox: Outgoing[] | null = null
  let incoming: MediaConnection | null = null
  let peer: Peer | null = null
  let transport: PeerTransport | null = null
  let status: CallSession['status'] = 'INVITED'
  let registered = false
  let registering = false
  let withoutMedia = false
  let activated = false
  let iceReady = false
  let closed = false
  let upSince = 0
  let points = 100
  let arrived: Arrived | null = null
  let releaseMedia: (() => void) | null = null
  let held: { call: MediaConnection; at: number } | null = null
  const pending: Signal[] = []
  const older = new Set<string>()
  const theirOlder = new Set<string>()
  const timers = new Map<TimerName | 'register' | 'activate' | 'stats' | 'presence', ReturnType<typeof setTimeout>>()

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
    const { shown, gone } = ladder
    const lost = shown === 'lost'
    const before = view.get()
    if (before.shown !== shown || before.gone !== gone) show({ shown, gone, lostSince: lost ? (before.lostSince ?? serverNow()) : null })
  }

  const sendRestart = (message: Restart): void => {
    if (ladder.theirs) channel.send({ type: 'RESTART', dst: ladder.theirs, payload: message })
  }

  const run = (effect: Effect): void => {
    switch (effect.do) {
      case 'call':
        return connect('call')
      case 'answer':
        if (incoming) connect({ answer: incoming })
        incoming = null
        return
      case 'ask':
        return sendRestart({ kind: 'ask', what: effect.what, fresh: effect.fresh })
      case 'restart-ice':
        void fetchIceServers(callSessionId).then((config) => line?.restart(config))
        return
      case 'hang-up':
        line?.end()
        line = null
        return
      case 'set': {
        const { timer } = effect
        return later(timer, effect.jitter ? effect.ms * (0.8 + Math.random() * 0.4) : effect.ms, () =>
          dispatch({ type: 'timer', name: timer }),
        )
      }
      case 'clear':
        return clearTimeout(timers.get(effect.timer))
    }
  }

  const build = (by: Peer, target: 'call' | { answer: MediaConnection }): MediaLine => {
    const opened: MediaLine = openLine(target, {
      peer: by,
      stream: media.read().stream,
      send: sendRestart,
      onLink: (state) => {
        if (line !== opened) return
        if (state === 'up') onUp()
        dispatch({ type: 'link', state })
      },
      onRemote: (remote) => line === opened && show({ remote }),
      onSending: (theySend) => line === opened && show({ theySend }),
    })
    return opened
  }

  const connect = (target: 'call' | { answer: MediaConnection }): void => {
    if (!peer) return
    line?.end()
    const opened = (target === 'call' ? prepared : null) ?? build(peer, target)
    prepared = null
    line = opened
    show({ flowing: false, theySend: null })
    arrived = null
    useMedia()
    const waiting = outbox ?? []
    outbox = null
    for (const message of waiting) deliver(withCandidates(message, opened.pc.localDescription))
  }

  /** The doctor's offer is made while it rings, and waits for the patient's peer id. */
  const prepareOffer = (): void => {
    if (side === 'patient' || closed || line || prepared || ladder.theirs || !peer?.open || !iceReady || !media.read().stream) return
    outbox = []
    prepared = build(peer, 'call')
  }

  const deliver = (message: Outgoing | null): void => {
    if (!message) return
    if (outbox) outbox.push(message)
    else if (ladder.theirs) channel.send({ ...message, dst: ladder.theirs })
  }

  const onUp = (): void => {
    upSince = performance.now()
    later('stats', 0, () => void measure())
  }

  /** Watches what arrives: quickly until the first frame, then every two seconds for the quality. */
  const measure = async (): Promise<void> => {
    const measured = line
    if (!measured || ladder.link !== 'up') return
    const now = await readArrived(measured.pc).catch(() => null)
    if (closed || line !== measured || !now) return
    const { flowing, theySend } = view.get()
    if (!flowing) {
      const soundOnly = theySend?.camera === false || performance.now() - upSince > SOUND_ONLY_MS
      const nothing = soundOnly && theySend?.microphone === false
      if (now.frames > 0 || (soundOnly && (now.sound > 0 || nothing))) flows()
    } else if (arrived) {
      points = nextPoints(points, arrived, now, STATS_MS / 1000)
      const quality = qualityOf(points)
      if (quality !== view.get().quality) show({ quality })
    }
    arrived = now
    later('stats', view.get().flowing ? STATS_MS : FLOW_MS, () => void measure())
  }

  const flows = (): void => {
    if (closed || view.get().flowing || ladder.link !== 'up') return
    show({ flowing: true, quality: view.get().quality ?? 'good' })
    dispatch({ type: 'flowing' })
    void activate()
  }

  const activate = async (): Promise<void> => {
    if (activated || closed) return
    try {
      learn(await api('activateCall', { params: { id: callSessionId } }))
      activated = true
    } catch (error) {
      if (isRefusal(error, 'WRONG_STATE') || isRefusal(error, 'NOT_FOUND')) return
      later('activate', TRY_AGAIN_MS, () => void activate())
    }
  }

  const register = async (): Promise<void> => {
    if (registering || closed) return
    registering = true
    try {
      const session = await api(side === 'doctor' ? 'doctorSetPeerId' : 'patientSetPeerId', {
        params: { id: callSessionId },
        body: { peerId },
      })
      registering = false
      registered = true
      learn(session)
    } catch (error) {
      registering = false
      if (isRefusal(error, 'WRONG_STATE') || isRefusal(error, 'NOT_FOUND')) return
      later('register', TRY_AGAIN_MS, () => void register())
    }
  }

  /** Takes in what the server says of the session; a repeat changes nothing. */
  const learn = (known: Known): void => {
    if (closed) return
    status = known.status
    if (status === 'ACTIVE') activated = true
    if (!isOpen(status)) return close()
    if (!isInRoom(status)) return
    releaseMedia ??= media.hold()
    if (media.read().status === 'off') void media.start()
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
    prepareOffer()
    const { status: devices } = media.read()
    const settled = devices !== 'off' && devices !== 'asking' && (devices !== 'failed' || withoutMedia)
    if (closed || ladder.able || !peer?.open || !iceReady || !registered || !settled || !isInRoom(status)) return
    const offered = held
    held = null
    const valid = offered !== null && performance.now() - offered.at < OFFER_VALID_MS
    dispatch({ type: 'able', returning: !valid && (returning || offered !== null) })
    if (valid) take(offered.call)
  }

  /** The doctor's offer; held until this end may connect. */
  const take = (call: MediaConnection): void => {
    if (!ladder.able) {
      held = { call, at: performance.now() }
      return
    }
    incoming = call
    dispatch({ type: 'incoming' })
  }

  const useMedia = (): void => {
    const { stream, microphoneOn } = media.read()
    const camera = stream?.getVideoTracks().length === 1
    line?.useStream(stream, { microphone: microphoneOn && stream?.getAudioTracks().length === 1, camera })
    mayBegin()
  }

  const onSignal = (signal: Signal): void => {
    rememberSignal(callSessionId, signal.n)
    if (!transport) {
      pending.push(signal)
      return
    }
    const { type, payload } = signal.message
    if (type === 'LEAVE') return dispatch({ type: 'left' })
    if (type !== 'RESTART') return transport.receive({ peerId: OTHER, message: signal.message })
    const message = Restart.safeParse(payload)
    if (!message.success) return
    if (message.data.kind === 'ask') return dispatch({ type: 'asked', what: message.data.what, fresh: message.data.fresh })
    line?.receive(message.data, () => fetchIceServers(callSessionId))
  }

  const openPeerJs = async (): Promise<void> => {
    const { Peer } = await import('peerjs')
    if (closed) return
    transport = new PeerTransport(deliver)
    peer = openPeer(Peer, peerId, transport, { iceServers: [] })
    peer.on('call', take)
    // What goes wrong with one connection shows in its state; the ladder acts on that.
    peer.on('error', () => undefined)
    peer.on('open', () => {
      mayBegin()
      for (const signal of pending.splice(0)) onSignal(signal)
    })
    const config = await Promise.race([
      fetchIceServers(callSessionId),
      new Promise<null>((resolve) => setTimeout(resolve, ICE_WAIT_MS, null)),
    ])
    if (config) Object.assign(peer.options.config as RTCConfiguration, config)
    iceReady = true
    mayBegin()
  }

  const leave = (): void => {
    if (ladder.theirs && isInRoom(status)) channel.send({ type: 'LEAVE', dst: ladder.theirs })
  }
  const onPageHide = (): void => {
    if (ladder.theirs && isInRoom(status)) channel.sendLast({ type: 'LEAVE', dst: ladder.theirs })
    close()
  }

  /** Their socket is gone: if nothing comes over the line either, they are. */
  const checkPresence = async (since: number | null): Promise<void> => {
    if (view.get().present !== false || !line || ladder.link !== 'up') return
    const now = await readArrived(line.pc).catch(() => null)
    if (closed || !now) return
    if (since === null) later('presence', ABSENT_MS, () => void checkPresence(now.packets))
    else if (now.packets === since) dispatch({ type: 'left' })
  }

  function close(): void {
    if (closed) return
    closed = true
    timers.forEach((timer) => clearTimeout(timer))
    line?.end()
    prepared?.end()
    line = prepared = null
    peer?.destroy()
    channel.close()
    ends.forEach((end) => end())
    socket.off('connect', onConnect)
    window.removeEventListener('pagehide', onPageHide)
    releaseMedia?.()
    show({ remote: null, flowing: false })
  }

  const channel = openSignalChannel({
    callSessionId,
    peerId,
    after: recallSignal(callSessionId),
    socket,
    api,
    pollMs: pollEvery.signals,
    onSignal,
    mayPoll: () => isInRoom(status),
    onReach: (up) => dispatch({ type: 'signalling', up }),
  })
  const ofThis = (hint: { callSessionId?: string }): boolean => hint.callSessionId === callSessionId
  const ends = [
    holdRoom({ kind: 'call', id: callSessionId }, () => channel.catchUp()),
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
      show({ present: event.present })
      void checkPresence(null)
    }),
  ]
  // Who came and went meanwhile was not heard.
  const onConnect = (): void => show({ present: null })
  socket.on('connect', onConnect)
  window.addEventListener('pagehide', onPageHide)
  rememberPeerId(callSessionId, peerId)
  void openPeerJs()

  return {
    callSessionId,
    peerId,
    read: view.get,
    subscribe: view.subscribe,
    learn,
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
  }
}
