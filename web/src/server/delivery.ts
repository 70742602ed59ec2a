import type { ClientToServer, ServerToClient } from '@medconsult/contract'
import type { Socket } from 'socket.io-client'
import { observable } from './observable.ts'
import { socket } from './socket.ts'

/** Whether every event reaches this page: the socket is connected, and its server misses no events of other processes. */
export const hearsAll = observable(false)

socket.on('connect', () => hearsAll.set(true))
socket.on('disconnect', () => hearsAll.set(false))
socket.on('delivery_changed', ({ whole }) => hearsAll.set(whole && socket.connected))

const listeners = { connect: new Set<() => void>(), disconnect: new Set<() => void>() }
hearsAll.subscribe(() => {
  for (const listener of listeners[hearsAll.get() ? 'connect' : 'disconnect']) listener()
})

/** The part of a socket that a call's signals use. */
export type SignalSocket = Pick<Socket<ServerToClient, ClientToServer>, 'connected' | 'timeout'> & {
  on(event: 'connect' | 'disconnect', listener: () => void): unknown
  on(event: 'signal', listener: ServerToClient['signal']): unknown
  off(event: 'connect' | 'disconnect', listener: () => void): unknown
  off(event: 'signal', listener: ServerToClient['signal']): unknown
}

/** The socket, reported as connected only while every event reaches this page. */
export const wholeSocket: SignalSocket = {
  get connected() {
    return hearsAll.get()
  },
  timeout: (ms) => socket.timeout(ms),
  on: (event: 'connect' | 'disconnect' | 'signal', listener: (() => void) & ServerToClient['signal']) =>
    event === 'signal' ? socket.on(event, listener) : listeners[event].add(listener),
  off: (event: 'connect' | 'disconnect' | 'signal', listener: (() => void) & ServerToClient['signal']) =>
    event === 'signal' ? socket.off(event, listener) : listeners[event].delete(listener),
}
