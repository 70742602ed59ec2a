import { routes, urlOf, type Signal, type SignalMessage } from '@medconsult/contract'
import type { Client } from '@medconsult/contract'
import type { SignalSocket } from '../../../server/delivery.ts'
import { holdEvents, letGo, newInbox, takeEvent, takeRead } from './inbox.ts'

interface SignalChannel {
  /** Sends in order: by the socket, or by HTTP while it is down. */
  send(message: Omit<SignalMessage, 'src'>): void
  /** Sends what a page says as it goes away; the browser delivers it when the page is gone. */
  sendLast(message: Omit<SignalMessage, 'src'>): void
  /** This socket is in the call's room: reads what came before. */
  joined(): void
  close(): void
}

export interface SignalChannelOptions {
  readonly callSessionId: string
  /** Only messages to this peer id count. */
  readonly peerId: string
  /** The last `n` this tab has handled. */
  readonly after: number
  /** Counts as down while events may be missing. */
  readonly socket: SignalSocket
  readonly api: Client
  /** Headers that say who a request is made as. */
  readonly credentials: () => Readonly<Record<string, string>>
  /** Milliseconds between reads while the socket is down. */
  readonly pollMs: number
  /** Whether the call has a room yet. */
  readonly mayPoll: () => boolean
  readonly onSignal: (signal: Signal) => void
  /** Whether messages get through: the socket is up, or the last request by HTTP got an answer. */
  readonly onReach: (reachable: boolean) => void
}

const ACK_MS = 5000
/** After this the ladder has sent something newer. */
const STALE_MS = 15_000
const TRY_AGAIN_MS = 1000
/** The server answers so many signals at a time. */
const PAGE = 100
/** How long events wait for the read of what came before them. */
const HOLD_MS = 1500

/** The messages of one call between its two ends, each heard once and in order, whatever way it came. */
export function openSignalChannel(options: SignalChannelOptions): SignalChannel {
  const { callSessionId, socket, api } = options
  let inbox = newInbox(options.after)
  /** This socket is in the call's room. */
  let inRoom = false
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  let waiting: { message: Omit<SignalMessage, 'src'>; at: number }[] = []
  let posting = false

  const take = ({ inbox: next, heard }: ReturnType<typeof takeEvent>): void => {
    inbox = next
    if (!inbox.held) {
      clearTimeout(patience)
      patience = undefined
    }
    for (const signal of heard) if (!closed && signal.message.dst === options.peerId) options.onSignal(signal)
  }

  const read = async (): Promise<void> => {
    const whole = inRoom
    if (closed) return
    if (!options.mayPoll()) {
      if (whole) take(letGo(inbox))
      return
    }
    try {
      const batch = await api('listSignals', { params: { id: callSessionId }, query: { after: String(inbox.readTo) } })
      take(takeRead(inbox, batch, whole && inRoom && batch.length < PAGE))
      if (!closed) options.onReach(true)
      if (batch.length === PAGE) await read()
    } catch {
      if (whole && inRoom) take(letGo(inbox))
      if (!closed && !socket.connected) options.onReach(false)
    }
  }

  const poll = async (): Promise<void> => {
    clearTimeout(timer)
    if (closed || socket.connected) return
    await read()
    if (isPollDue()) timer = setTimeout(() => void poll(), options.pollMs)
  }
  const isPollDue = (): boolean => !closed && !socket.connected

  const post = async (): Promise<void> => {
    if (posting) return
    posting = true
    // `close` empties the queue.
    while (waiting.length > 0) {
      waiting = waiting.filter(({ at }) => performance.now() - at < STALE_MS)
      const next = waiting[0]
      if (!next) break
      try {
        if (socket.connected) await emit(next.message)
        else await api('sendSignal', { params: { id: callSessionId }, body: { message: next.message } })
        waiting.shift()
      } catch (error) {
        // A refusal stays one; only what did not get through is sent again.
        if (isAnswered(error)) waiting.shift()
        else await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS))
      }
    }
    posting = false
  }

  const emit = async (message: Omit<SignalMessage, 'src'>): Promise<void> => {
    await socket.timeout(ACK_MS).emitWithAck('signal', { callSessionId, message })
  }

  const onEvent = (signal: Signal & { callSessionId: string }): void => {
    if (closed || signal.callSessionId !== callSessionId) return
    take(takeEvent(inbox, signal))
    // Whatever keeps the read, late is better than never.
    if (inbox.held) patience ??= setTimeout(() => take(letGo(inbox)), HOLD_MS)
  }
  const onConnect = (): void => {
    clearTimeout(timer)
    options.onReach(true)
    // What came between the loss of the old socket and the new one's place in the room.
    void read()
  }
  const onDisconnect = (): void => {
    inRoom = false
    inbox = holdEvents(inbox)
    void poll()
  }

  socket.on('signal', onEvent)
  socket.on('connect', onConnect)
  socket.on('disconnect', onDisconnect)
  if (!socket.connected) void poll()

  return {
    send(message) {
      if (closed) return
      if (socket.connected && waiting.length === 0) {
        emit(message).catch(() => {
          if (closed || socket.connected) return
          waiting.push({ message, at: performance.now() })
          void post()
        })
        return
      }
      waiting.push({ message, at: performance.now() })
      void post()
    },
    sendLast(message) {
      if (closed) return
      const headers = { ...options.credentials(), 'content-type': 'application/json' }
      const init = { method: 'POST', keepalive: true, headers, body: JSON.stringify({ message }) }
      fetch(urlOf(routes.sendSignal, { id: callSessionId }), init).catch(() => undefined)
    },
    joined() {
      inRoom = true
      void read()
      // Between processes a new room takes a moment.
      clearTimeout(timer)
      timer = setTimeout(() => void read(), TRY_AGAIN_MS)
    },
    close() {
      closed = true
      clearTimeout(timer)
      clearTimeout(patience)
      waiting = []
      socket.off('signal', onEvent)
      socket.off('connect', onConnect)
      socket.off('disconnect', onDisconnect)
    },
  }
}

const isAnswered = (error: unknown): boolean =>
  error instanceof Error && 'problem' in error && error.problem !== null && (error.problem as { status: number }).status < 500
