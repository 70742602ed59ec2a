import { on } from 'node:events'
import { each } from './clinic.ts'
import { LightSocket } from './light-socket.ts'

/** A socket of the many: how it signs in, which room it asks to be let into, and the events whose times are noted. */
export interface Seat {
  readonly auth: Readonly<Record<string, string>>
  readonly scheduleId: string | null
  readonly hears: readonly string[]
}

/**
 * What a process of sockets is asked for, one thing after the other. `open` is answered `{open}`, how many there are now;
 * `heard` with the times of the next `count` events of that name, once there are so many; `pinged` once each has answered
 * another ping, and so has been idle for a while; `close` with `{open: 0}`.
 */
export type SocketsAsk =
  | { readonly open: readonly Seat[]; readonly origin: string }
  | { readonly heard: string; readonly count: number }
  | { readonly pinged: true }
  | { readonly close: true }

export interface SocketsOpen {
  readonly open: number
}

/** Milliseconds by `clock`. */
export interface SocketsHeard {
  readonly times: readonly number[]
}

/** Milliseconds by a clock that all processes of this machine share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6

async function serve(): Promise<void> {
  const sockets: LightSocket[] = []
  const times = new Map<string, number[]>()
  let waiting: { readonly event: string; readonly count: number } | null = null

  function tell(): void {
    const heard = waiting === null ? [] : (times.get(waiting.event) ?? [])
    if (waiting === null || heard.length < waiting.count) return
    process.send?.({ times: heard.splice(0, waiting.count) } satisfies SocketsHeard)
    waiting = null
  }

  async function open(origin: string, { auth, scheduleId, hears }: Seat): Promise<void> {
    const socket = await LightSocket.open(origin, auth)
    socket.lost = (error) => {
      throw error
    }
    for (const event of hears) times.set(event, times.get(event) ?? [])
    socket.heard = (event) => {
      if (!hears.includes(event)) return
      times.get(event)!.push(clock())
      tell()
    }
    sockets.push(socket)
    if (scheduleId === null) return
    const answer = (await socket.ask('join_schedule', { scheduleId })) as { ok: boolean }
    if (!answer.ok) throw new Error(`join_schedule: ${JSON.stringify(answer)}`)
  }

  async function pinged(): Promise<void> {
    const before = sockets.map(({ pings }) => pings)
    while (sockets.some(({ pings }, n) => pings === before[n])) await new Promise((resolve) => setTimeout(resolve, 100))
  }

  process.on('disconnect', () => process.exit())
  for await (const [message] of on(process, 'message')) {
    const ask = message as SocketsAsk
    if ('heard' in ask) {
      waiting = { event: ask.heard, count: ask.count }
      tell()
      continue
    }
    if ('open' in ask) await each(ask.open.length, (n) => open(ask.origin, ask.open[n]!))
    else if ('pinged' in ask) await pinged()
    else for (const socket of sockets.splice(0)) socket[Symbol.dispose]()
    process.send?.({ open: sockets.length } satisfies SocketsOpen)
  }
}

if (process.send !== undefined && import.meta.main) await serve()
