import type { Ack } from '@medconsult/contract'
import { useEffect } from 'react'
import { socket } from './socket.ts'

/** `browsing` has no id; every socket of an account is in it from the start. */
type Room = { kind: 'schedule' | 'call' | 'browsing'; id: string }

type Held = Room & { holders: number; onJoined: Set<() => void> }

const wanted = new Map<string, Held>()
const ACK_MS = 4000

const emit = async (verb: 'join' | 'leave', { kind, id }: Room): Promise<boolean> => {
  const sender = socket.timeout(ACK_MS)
  const answers: Record<Room['kind'], () => Promise<Ack>> = {
    schedule: () => sender.emitWithAck(`${verb}_schedule`, { scheduleId: id }),
    call: () => sender.emitWithAck(`${verb}_call`, { callSessionId: id }),
    browsing: () => sender.emitWithAck(`${verb}_browsing`, {}),
  }
  return answers[kind]()
    .then((ack) => ack.ok)
    .catch(() => false)
}

const join = async (held: Held): Promise<void> => {
  if (await emit('join', held)) held.onJoined.forEach((joined) => joined())
}

/** Rejoins every wanted room after a connect, and leaves `browsing` if it is not wanted. Resolves when each has been acknowledged. */
export function joinWantedRooms(): Promise<unknown> {
  const browsing: Room = { kind: 'browsing', id: '' }
  const left = wanted.has(nameOf(browsing)) ? [] : [emit('leave', browsing)]
  return Promise.all([...left, ...[...wanted.values()].map(join)])
}

const nameOf = ({ kind, id }: Room): string => `${kind}_${id}`

/** Holds a room until the returned function is called; `joined` is called each time the server has admitted this page. */
export function holdRoom(room: Room, joined: () => void = () => undefined): () => void {
  const name = nameOf(room)
  const held = wanted.get(name) ?? { ...room, holders: 0, onJoined: new Set() }
  held.holders += 1
  held.onJoined.add(joined)
  wanted.set(name, held)
  if (socket.connected && held.holders === 1) void join(held)
  return () => {
    held.onJoined.delete(joined)
    held.holders -= 1
    if (held.holders > 0) return
    wanted.delete(name)
    if (socket.connected) void emit('leave', room)
  }
}

/** In the room while mounted with an `id`; `joined` is called once the server has admitted this page after the mount; after a connect, everything is read anyway. Pass a stable function. */
export function useRoom(kind: Room['kind'], id: string | null, joined: () => void): void {
  useEffect(() => {
    if (id === null) return undefined
    let notified = !socket.connected
    return holdRoom({ kind, id }, () => {
      if (!notified) joined()
      notified = true
    })
  }, [kind, id, joined])
}
