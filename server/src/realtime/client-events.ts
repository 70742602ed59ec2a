import { clientEvents, rooms, SIGNALS_PER_SECOND, type Ack, type ClientEvent, type ClientPayload } from '@medconsult/contract'
import type { Logger } from 'pino'
import { newestEntry, ownCall, ownSchedule, reachableSchedule } from '../core/access.ts'
import { codeOf } from '../http/problem.ts'
import { callSubject, presentSubjects } from '../presence/who-is-present.ts'
import { refuseAfter } from '../core/refuse-after.ts'
import { REQUESTS } from '../limits/rates.ts'
import { makeTokenBucket } from '../limits/token-bucket.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx } from '../core/use-case.ts'
import type { AppSocket } from './socket.ts'
import type { Presence } from '../presence/track-presence.ts'
import type { Relay } from './relay.ts'

interface ClientEventsOptions {
  readonly presence: Presence
  readonly ctx: Ctx
  readonly relay: Relay
  readonly eventRate: EventRate
  readonly log: Logger
}

type Work = { [E in ClientEvent]: (payload: ClientPayload<E>) => Promise<void> }

/** Counts an event or a connect of a login, over all its sockets. Throws RATE_LIMITED. */
export type EventRate = (loginId: string, event: ClientEvent | 'connect') => void

/** A login's events have the rate of its reads, signals twice their own rate. */
export function makeEventRate(): EventRate {
  const events = makeTokenBucket(REQUESTS.reads)
  // In addition to the use case's rate of a call's signals, since signals to no valid call count only here.
  const signals = makeTokenBucket({ perSecond: SIGNALS_PER_SECOND, burst: 2 * SIGNALS_PER_SECOND })
  return (loginId, event) => refuseAfter((event === 'signal' ? signals : events).take(loginId))
}

/** Handles client events: each is parsed, authorized, executed and acknowledged. Invalid input is refused and has no other effect. */
export function listenToClient(socket: AppSocket, { presence, ctx, relay, eventRate, log }: ClientEventsOptions): void {
  const { calls } = socket.data
  const scheduleRoom = async (scheduleId: string): Promise<string> => {
    const { role, userId } = person(ctx)
    if (role === 'DOCTOR') return rooms.scheduleDoctor((await ownSchedule(ctx, ctx.store, scheduleId)).id)
    await reachableSchedule(ctx, ctx.store, scheduleId)
    if ((await newestEntry(ctx.store, scheduleId, userId)) === null) throw new Refusal('NOT_FOUND')
    return rooms.schedule(scheduleId)
  }
  const work: Work = {
    join_schedule: async ({ scheduleId }) => socket.join(await scheduleRoom(scheduleId)),
    leave_schedule: async ({ scheduleId }) => {
      // A guest's page stays where it hears of the opening.
      if (person(ctx).scheduleId === scheduleId) return
      await socket.leave(rooms.schedule(scheduleId))
      await socket.leave(rooms.scheduleDoctor(scheduleId))
    },
    join_call: async ({ callSessionId }) => {
      const { side } = await ownCall(ctx, ctx.store, callSessionId)
      if (calls.has(callSessionId) || !socket.connected) return
      calls.set(callSessionId, side)
      await socket.join(rooms.call(callSessionId))
      presence.inCall(callSessionId, side, 1)
      const other = side === 'doctor' ? 'patient' : 'doctor'
      const present = (await presentSubjects(ctx.store, [callSubject(callSessionId, other)], ctx.now())).size > 0
      socket.emit('presence_changed', { callSessionId, role: other, present })
    },
    leave_call: async ({ callSessionId }) => {
      const side = calls.get(callSessionId)
      if (side === undefined) return
      calls.delete(callSessionId)
      await socket.leave(rooms.call(callSessionId))
      presence.inCall(callSessionId, side, -1)
    },
    leave_browsing: async () => socket.leave(rooms.browsing),
    // A guest has no list of schedules.
    join_browsing: async () => {
      if (person(ctx).scheduleId === null) await socket.join(rooms.browsing)
    },
    signal: (payload) => relay(ctx, payload),
  }
  const { person: who, callSessionId: only } = socket.data.principal
  /** A call token gives access only to its call. */
  const isOutside = (payload: object = {}): boolean => only !== null && !('callSessionId' in payload && payload.callSessionId === only)

  const answer = async (event: ClientEvent, payload: unknown): Promise<Ack> => {
    try {
      eventRate(who.loginId, event)
      const parsed = clientEvents[event].safeParse(payload)
      if (!parsed.success) return { ok: false, code: 'INVALID' }
      if (isOutside(parsed.data)) return { ok: false, code: 'NOT_FOUND' }
      await (work[event] as (payload: unknown) => Promise<void>)(parsed.data)
      return { ok: true }
    } catch (error) {
      const code = codeOf(error)
      if (code === 'INTERNAL') log.error({ event, err: error }, 'unexpected')
      return { ok: false, code }
    }
  }

  for (const event of Object.keys(clientEvents) as ClientEvent[]) {
    const receive = async (...given: unknown[]): Promise<void> => {
      const ack = given.at(-1)
      const reply = await answer(event, typeof ack === 'function' && given.length === 1 ? undefined : given[0])
      if (typeof ack === 'function') (ack as (reply: Ack) => void)(reply)
    }
    socket.on(event, (...given: unknown[]) => void receive(...given))
  }
  socket.on('error', () => socket.conn.close())
}
