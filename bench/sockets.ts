import { on } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { each } from './clinic.ts'
import { LightSocket } from './light-socket.ts'

/** One of the sockets: how it signs in, which schedule's room it joins, and the events whose times are recorded. */
export interface Seat {
  readonly auth: Readonly<Record<string, string>>
  readonly scheduleId: string | null
  readonly events: readonly string[]
}

/**
 * Requests to a sockets process, one at a time. `open` returns `{open}`, the number of open sockets; `awaited` the times of
 * the next `count` events of that name, once they have arrived; `pinged` returns once each socket has answered another
 * ping, and so has been idle for a while; `close` returns `{open: 0}`.
 */
export type SocketsAsk =
  | { readonly open: readonly Seat[]; readonly origin: string }
  | { readonly awaited: string; readonly count: number }
  | { readonly pinged: true }
  | { readonly close: true }

export interface SocketsOpen {
  readonly open: number
}

/** Milliseconds of `clock`. */
export interface SocketsReceived {
  readonly times: readonly number[]
}

/** Milliseconds of a clock that all processes of this machine share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6

async function serve(): Promise<void> {
  const sockets: LightSocket[] = []
  const times = new Map<string, number[]>()
  let waiting: { readonly event: string; readonly count: number } | null = null

  function reportWhenComplete(): void {
    const received = waiting === null ? [] : (times.get(waiting.event) ?? [])
    if (waiting === null || received.length < waiting.count) return
    process.send?.({ times: received.splice(0, waiting.count) } satisfies SocketsReceived)
    waiting = null
  }

  async function open(origin: string, { auth, scheduleId, events }: Seat): Promise<void> {
    const socket = await LightSocket.open(origin, auth)
    socket.onLost = (error) => {
      throw error
    }
    for (const event of events) times.set(event, times.get(event) ?? [])
    socket.onEvent = (event) => {
      if (!events.includes(event)) return
      times.get(event)!.push(clock())
      reportWhenComplete()
    }
    sockets.push(socket)
    if (scheduleId === null) return
    const answer = (await socket.ask('join_schedule', { scheduleId })) as { ok: boolean }
    if (!answer.ok) throw new Error(`join_schedule: ${JSON.stringify(answer)}`)
  }

  async function pinged(): Promise<void> {
    const before = sockets.map(({ pings }) => pings)
    while (sockets.some(({ pings }, n) => pings === before[n])) await delay(100)
  }

  process.on('disconnect', () => process.exit())
  for await (const [message] of on(process, 'message')) {
    const ask = message as SocketsAsk
    if ('awaited' in ask) {
      waiting = { event: ask.awaited, count: ask.count }
      reportWhenComplete()
      continue
    }
    if ('open' in ask) await each(ask.open.length, (n) => open(ask.origin, ask.open[n]!))
    else if ('pinged' in ask) await pinged()
    else for (const socket of sockets.splice(0)) socket[Symbol.dispose]()
    process.send?.({ open: sockets.length } satisfies SocketsOpen)
  }
}

if (process.send !== undefined && import.meta.main) await serve()
