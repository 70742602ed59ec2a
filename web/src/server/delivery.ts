import type { ServerToClient } from '@medconsult/contract'
import { observable, type Observable } from './observable.ts'
import { listen, socket } from './socket.ts'

/** Whether every event reaches this page: the socket is connected, and its server misses no events of other processes. */
export const receivesAllEvents = observable(false)

socket.on('connect', () => receivesAllEvents.set(true))
socket.on('disconnect', () => receivesAllEvents.set(false))
socket.on('delivery_changed', ({ whole }) => receivesAllEvents.set(whole && socket.connected))

/** The part of a socket that a call's signals use. */
export interface SignalSocket extends Pick<typeof socket, 'timeout'> {
  readonly connected: Pick<Observable<boolean>, 'get' | 'subscribe'>
  /** Listens to signals until the returned function is called. */
  readonly onSignal: (listener: ServerToClient['signal']) => () => void
}

/** The socket, reported as connected only while every event reaches this page. */
export const wholeSocket: SignalSocket = {
  connected: receivesAllEvents,
  timeout: (ms) => socket.timeout(ms),
  onSignal: (listener) => listen('signal', listener),
}
