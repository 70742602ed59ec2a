import { SOCKET_PATH, type ClientToServer, type ServerEvent, type ServerPayload, type ServerToClient } from '@medconsult/contract'
import { io, type Socket } from 'socket.io-client'
import { api } from './api.ts'
import { callTokenOf } from './call-tokens.ts'
import { otherLogin, ownLoginId } from '../session/login.ts'
import { endSession } from '../session/session-end.ts'

/** The one connection of this page, authenticated by the login cookie, which must still be this page's login. */
export const socket: Socket<ServerToClient, ClientToServer> = io({
  path: SOCKET_PATH,
  // If the browser has another login, only a call continues, by its own token.
  auth: (send) => send({ login: ownLoginId() ?? undefined, token: (otherLogin.get() && callTokenOf()) || undefined }),
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 5000,
  randomizationFactor: 0.5,
  timeout: 5000,
})

/** Listens to one event of the contract until the returned function is called. */
export function listen<E extends ServerEvent>(event: E, listener: (payload: ServerPayload<E>) => void): () => void {
  // The map's type for one event is this listener's; TypeScript cannot see it for a generic event.
  const own = listener as never
  socket.on(event, own)
  return () => void socket.off(event, own)
}

const returns = ['focus', 'pointerdown', 'keydown'] as const

/**
 * Connects, and keeps connecting until the returned function is called: with jitter after a refusal or the
 * server's own close, at the person's return after `too_many`, never again after `revoked` or `moved`.
 */
export function keepConnected(): () => void {
  const listening = new AbortController()
  let retry: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let waitsForReturn = false
  let revoked = false

  const connectSoon = () => {
    clearTimeout(retry)
    // A refusal seldom resolves itself, so each try waits longer than the last.
    retry = setTimeout(() => socket.connect(), Math.min(30_000, 1000 * 2 ** refusals) * (0.5 + Math.random()))
    refusals += 1
  }
  const onClosed = ({ reason }: ServerPayload<'session_closed'>) => {
    if (reason === 'too_many') {
      waitsForReturn = true
      return
    }
    if (reason !== 'revoked' && reason !== 'moved') return
    revoked = true
    endSession(reason)
  }
  const onDisconnect = (reason: string) => {
    if (reason === 'io server disconnect' && !revoked && !waitsForReturn) connectSoon()
  }
  const onRefused = () => {
    if (socket.active) return
    connectSoon()
    // A refused handshake may mean that the login has ended or changed: a request finds out.
    api('me').catch(() => undefined)
  }
  const onConnect = () => {
    refusals = 0
  }
  const onReturn = () => {
    if (!waitsForReturn || document.visibilityState !== 'visible') return
    waitsForReturn = false
    socket.connect()
  }
  const onOnline = () => {
    if (!socket.connected && !waitsForReturn && !revoked) socket.disconnect().connect()
  }

  const endClosed = listen('session_closed', onClosed)
  socket.on('connect', onConnect)
  socket.on('disconnect', onDisconnect)
  socket.on('connect_error', onRefused)
  for (const type of returns) window.addEventListener(type, onReturn, { signal: listening.signal })
  document.addEventListener('visibilitychange', onReturn, { signal: listening.signal })
  window.addEventListener('online', onOnline, { signal: listening.signal })
  socket.connect()

  return () => {
    listening.abort()
    clearTimeout(retry)
    endClosed()
    socket.off('connect', onConnect)
    socket.off('disconnect', onDisconnect)
    socket.off('connect_error', onRefused)
    socket.disconnect()
  }
}
