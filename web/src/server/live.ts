import type { ServerEvent, ServerPayload } from '@medconsult/contract'
import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { api, reachable } from './api.ts'
import { receivesAllEvents } from './delivery.ts'
import { keys } from './keys.ts'
import { observable } from './observable.ts'
import { createRefresher } from './refresh.ts'
import { joinWantedRooms, useRoom } from './rooms.ts'
import { keepConnected, listen, socket } from './socket.ts'

type CallHint = { callSessionId: string; scheduleId: string }
const ofCall = ({ callSessionId, scheduleId }: CallHint): QueryKey[] => [
  keys.call(callSessionId),
  keys.callStatus(callSessionId),
  keys.invitation,
  keys.queue(scheduleId),
  keys.visit(scheduleId),
  keys.browse,
]
const ofPlace = ({ scheduleId }: { scheduleId: string }): QueryKey[] => [keys.visit(scheduleId), keys.browse]

/** Event → the queries it makes stale. REST is the source of truth. */
const stale: { readonly [E in ServerEvent]?: (payload: ServerPayload<E>) => QueryKey[] } = {
  schedule_status_changed: ({ scheduleId }) => [
    keys.doctorSchedules,
    keys.queue(scheduleId),
    keys.visit(scheduleId),
    keys.browse,
    keys.invitation,
  ],
  queue_updated: ({ scheduleId }) => [keys.queue(scheduleId)],
  call_invitation: ofCall,
  call_declined: ofCall,
  call_expired: ofCall,
  call_cancelled: ofCall,
  call_activated: ofCall,
  call_ended: ofCall,
  peer_id_updated: ({ callSessionId }) => [keys.call(callSessionId), keys.callStatus(callSessionId)],
  status_reset: (hint) => [...ofPlace(hint), keys.invitation],
}

/** The same, but read at a random moment within a second: one event reaches a whole queue of patients at once, the other comes while a call connects. */
const staleSoon: typeof stale = {
  queue_updated: ofPlace,
  call_confirmed: ofCall,
}

/** While a call connects, reading and drawing lists would delay its picture; they wait this long, ms. */
const QUIET_MS = 700
/** The events whose reads may wait: they follow a confirmation that both sides have already received. */
const waits: readonly ServerEvent[] = ['queue_updated', 'peer_id_updated']

const keysOf = <E extends ServerEvent>(table: typeof stale, event: E, payload: ServerPayload<E>): QueryKey[] =>
  table[event]?.(payload) ?? []

/** Milliseconds between reads while events do not reach this page, or may not all, and only then (behaviour: polling fallback). */
export const pollEvery = {
  doctorInvitation: 1500,
  patientInvitation: 2000,
  call: 3000,
  queue: 3000,
  schedule: 3000,
  signals: 1000,
} as const
/** Milliseconds between reads while every event reaches this page. */
const SAFETY_POLL_MS = 30_000
/** Milliseconds between requests to a server that does not answer. */
const ASK_AGAIN_MS = 3000
/** Joining a room takes a moment to reach other processes, so reads are repeated after this many milliseconds. */
const JOINED_MS = 1000
/** Pages of a process that has missed events spread their reads over this many milliseconds. */
const MISSED_MS = 1000
/** How long a page may take to connect before it reports that it polls. */
const CONNECT_GRACE_MS = 2000

/** `unreachable`: the server does not answer; `offline`: the browser itself has no network. */
export type Live = 'live' | 'polling' | 'unreachable' | 'offline'

const connecting = observable(true)
const online = observable(true)
const epoch = observable(0)

/** Increases with every connect, every joined schedule and every change of a schedule's status: data read in an earlier epoch may have gaps. */
export const readEpoch = (): number => epoch.get()

type Evidence = Readonly<Record<'reachable' | 'receivesAllEvents' | 'online' | 'connecting', boolean>>

/** What this evidence amounts to. */
export function liveOf(known: Evidence): Live {
  // A dead socket may look open for seconds; a request without an answer is the better evidence.
  if (!known.reachable) return known.online ? 'unreachable' : 'offline'
  if (known.receivesAllEvents) return 'live'
  if (!known.online) return 'offline'
  return known.connecting ? 'live' : 'polling'
}

const readLive = (): Live =>
  liveOf({
    reachable: reachable.get(),
    receivesAllEvents: receivesAllEvents.get(),
    online: online.get(),
    connecting: connecting.get(),
  })

/** Whether the server answers, by events or by polling. */
export const isReached = (live: Live): boolean => live === 'live' || live === 'polling'

const subscribeLive = (listener: () => void) => {
  const ends = [receivesAllEvents, connecting, online, reachable].map((it) => it.subscribe(listener))
  return () => ends.forEach((end) => end())
}

/** How this page learns of changes: by events, by polling, or not at all. */
export const useLive = (): Live => useSyncExternalStore(subscribeLive, readLive)

/** Options for a query that polls while events may be missing and reads occasionally while they are not. */
export const pollingOf = (what: keyof typeof pollEvery, receivesAll: boolean) =>
  ({ refetchInterval: receivesAll ? SAFETY_POLL_MS : pollEvery[what], refetchIntervalInBackground: true }) as const

/** The same, as events reach this page now. */
export const usePolling = (what: keyof typeof pollEvery) =>
  pollingOf(what, useSyncExternalStore(receivesAllEvents.subscribe, receivesAllEvents.get))

/** Listens to one event while mounted; the handler may change from render to render. */
export function useServerEvent<E extends ServerEvent>(event: E, handler: (payload: ServerPayload<E>) => void): void {
  const onEvent = useEffectEvent(handler)
  useEffect(() => listen(event, (payload) => onEvent(payload)), [event])
}

/** Reads what may have changed before a room was joined, now and again once its subscription is certain to be active. */
function readTwice(client: QueryClient, of: readonly QueryKey[]): () => void {
  const read = (): void => {
    epoch.set(epoch.get() + 1)
    for (const queryKey of of) void client.invalidateQueries({ queryKey })
  }
  read()
  const again = setTimeout(read, JOINED_MS)
  return () => clearTimeout(again)
}

/** Receives this schedule's events while mounted (null: none); reads again once the room is joined. */
export function useJoinSchedule(scheduleId: string | null): void {
  const client = useQueryClient()
  const joined = useCallback(() => {
    if (scheduleId !== null) readTwice(client, [keys.queue(scheduleId), keys.visit(scheduleId)])
  }, [client, scheduleId])
  useRoom('schedule', scheduleId, joined)
}

/** Receives events about all schedules while mounted and `isShown`; pages without a list of schedules leave that room. */
export function useBrowsing(isShown = true): void {
  const client = useQueryClient()
  const joined = useCallback(() => void readTwice(client, [keys.browse]), [client])
  useRoom('browsing', isShown ? '' : null, joined)
}

const onDisconnect = (reason: string) => {
  // The connection died without being closed: the server counts as unreachable until it answers.
  if (reason === 'ping timeout') reachable.set(false)
}
const onNetwork = () => online.set(navigator.onLine)

/** Polls a server that does not answer, and reads everything again once it does, until the returned function is called. */
export function pollWhileUnreachable(client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasUnreachable = false
  const ask = (): void => {
    clearTimeout(timer)
    if (!reachable.get()) timer = setTimeout(() => void api('health').then(ask, ask), ASK_AGAIN_MS)
    else if (wasUnreachable) void client.invalidateQueries()
    wasUnreachable = !reachable.get()
  }
  ask()
  const end = reachable.subscribe(ask)
  return () => {
    end()
    clearTimeout(timer)
  }
}

/** Connects and keeps every query fresh until the returned function is called. Once per page, while signed in. */
export function startLive(client: QueryClient): () => void {
  const { refresh, refreshSoon, stop } = createRefresher(client)
  let quietUntil = 0
  const ends = ([...new Set([...Object.keys(stale), ...Object.keys(staleSoon)])] as ServerEvent[]).map((event) =>
    listen(event, (payload) => {
      if (event === 'schedule_status_changed') epoch.set(epoch.get() + 1)
      if (event === 'call_confirmed') quietUntil = performance.now() + QUIET_MS
      const quietMs = Math.max(0, quietUntil - performance.now())
      const readNow = waits.includes(event) && quietMs > 0 ? (key: QueryKey) => refreshSoon(key, quietMs) : refresh
      keysOf(stale, event, payload).forEach(readNow)
      for (const key of keysOf(staleSoon, event, payload)) refreshSoon(key, quietMs)
    }),
  )

  let endReading: (() => void) | undefined
  const onDelivery = () => {
    endReading?.()
    if (receivesAllEvents.get()) void joinWantedRooms().then(() => (endReading = readTwice(client, [[]])))
    else if (socket.connected) {
      const timer = setTimeout(() => void client.invalidateQueries(), Math.random() * MISSED_MS)
      endReading = () => clearTimeout(timer)
    }
  }
  const grace = setTimeout(() => connecting.set(false), CONNECT_GRACE_MS)
  const endDelivery = receivesAllEvents.subscribe(onDelivery)
  socket.on('disconnect', onDisconnect)
  window.addEventListener('online', onNetwork)
  window.addEventListener('offline', onNetwork)
  onNetwork()
  const disconnect = keepConnected()
  const stopPolling = pollWhileUnreachable(client)

  return () => {
    clearTimeout(grace)
    stopPolling()
    disconnect()
    stop()
    endDelivery()
    endReading?.()
    socket.off('disconnect', onDisconnect)
    window.removeEventListener('online', onNetwork)
    window.removeEventListener('offline', onNetwork)
    ends.forEach((end) => end())
    connecting.set(true)
  }
}
