import type { Side } from '@medconsult/contract'
import { holdRoom } from '../../server/rooms.ts'
import { listen, socket } from '../../server/socket.ts'
import type { Known } from './call-view.ts'

interface CallListener {
  readonly callSessionId: string
  readonly side: Side
  /** The socket is in the call's room. */
  readonly onJoined: () => void
  readonly onSession: (known: Known) => void
  /** One end has registered its peer id; the other end's is null. */
  readonly onPeerId: (peerIds: Pick<Known, 'doctorPeerId' | 'patientPeerId'>) => void
  readonly onOver: () => void
  /** Whether the other side is in the call's room; null: unknown, since events may have been missed. */
  readonly onPresence: (present: boolean | null) => void
}

const endings = ['call_declined', 'call_expired', 'call_cancelled', 'call_ended'] as const

/** Listens to the server's events about one call until the returned function is called. */
export function listenToCall({ callSessionId, side, onJoined, onSession, onPeerId, onOver, onPresence }: CallListener): () => void {
  const isOurs = (event: { callSessionId?: string }): boolean => event.callSessionId === callSessionId
  const onConnect = (): void => onPresence(null)
  socket.on('connect', onConnect)
  const stops = [
    () => void socket.off('connect', onConnect),
    holdRoom({ kind: 'call', id: callSessionId }, onJoined),
    listen('call_confirmed', (event) => isOurs(event) && onSession(event)),
    ...endings.map((name) => listen(name, (event: { callSessionId: string }) => isOurs(event) && onOver())),
    listen('peer_id_updated', (event) => {
      if (!isOurs(event)) return
      const { role, peerId } = event
      onPeerId({ doctorPeerId: role === 'doctor' ? peerId : null, patientPeerId: role === 'patient' ? peerId : null })
    }),
    listen('presence_changed', (event) => {
      if ('role' in event && isOurs(event) && event.role !== side) onPresence(event.present)
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

interface PageListener {
  readonly onHide: () => void
  /** The browser freezes or resumes the page. */
  readonly onSleep: (asleep: boolean) => void
}

/** Listens to this page's lifecycle until the returned function is called. */
export function listenToPage({ onHide, onSleep }: PageListener): () => void {
  const listening = new AbortController()
  const { signal } = listening
  window.addEventListener('pagehide', onHide, { signal })
  document.addEventListener('freeze', () => onSleep(true), { signal })
  document.addEventListener('resume', () => onSleep(false), { signal })
  return () => listening.abort()
}
