import type { Ack } from '@medconsult/contract'
import { useEffect } from 'react'
import { socket } from './socket.ts'

type Room = { kind: 'schedule' | 'call'; id: string }

type Held = Room & { holders: number; onJoined: Set<() => void> }

const wanted = new Map<string, Held>()
const ACK_MS = 4000

const emit = async (verb: 'join' | 'leave', { kind, id }: Room): Promise<boolean> => {
  const sender = socket.timeout(ACK_MS)
  const answer: Promise<Ack> =
    kind === 'schedule'
      ? sender.emitWithAck(verb === 'join' ? 'join_schedule' : 'leave_schedule', { scheduleId: id })
      : sender.emitWithAck(verb === 'join' ? 'join_call' : 'leave_call', { callSessionId: id })
  return answer.then((ack) => ack.ok).catch(() => false)
}

const join = async (held: Held): Promise<void> => {
  if (await emit('join', held)) held.onJoined.forEach((joined) => joined())
}

/** Joins every wanted room again, after a connect. Resolves when each has been answered. */
export const joinWantedRooms = (): Promise<unknown> => Promise.all([...wanted.values()].map(join))

/** Holds a room until the returned function is called; `joined` hears each time that the server let us in. */
export function holdRoom(room: Room, joined: () => void = () => undefined): () => void {
  const name = `${room.kind}_${room.id}`
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

/** In the room while mounted with an `id`; `joined` is called once the server let us in after the mount: after a connect all is read anyway. Give it a stable function. */
export function useRoom(kind: Room['kind'], id: string | null, joined: () => void): void {
  useEffect(() => {
    if (id === null) return undefined
    let told = !socket.connected
    return holdRoom({ kind, id }, () => {
      if (!told) joined()
      told = true
    })
  }, [kind, id, joined])
}
