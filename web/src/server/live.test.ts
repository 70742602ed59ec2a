import type { Ack } from '@medconsult/contract'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { serveSockets } from './test/serve-sockets.ts'

const server = await serveSockets()
after(() => server[Symbol.asyncDispose]())
const { isReached, liveOf, pollEvery, startLive } = await import('./live.ts')
const { holdRoom } = await import('./rooms.ts')

test('polling: each query at its own interval while there is no socket', () => {
  assert.deepEqual(pollEvery, {
    doctorInvitation: 1500,
    patientInvitation: 2000,
    call: 3000,
    queue: 3000,
    schedule: 3000,
    signals: 1000,
  })
})

test('liveOf: only a browser without a network is offline; a server that does not answer is unreachable, whatever the socket says', () => {
  const all = { reachable: true, receivesAllEvents: true, online: true, connecting: false }
  assert.equal(liveOf(all), 'live')
  assert.equal(liveOf({ ...all, receivesAllEvents: false }), 'polling')
  assert.equal(liveOf({ ...all, receivesAllEvents: false, connecting: true }), 'live')
  assert.equal(liveOf({ ...all, reachable: false }), 'unreachable')
  assert.equal(liveOf({ ...all, reachable: false, online: false }), 'offline')
  assert.equal(liveOf({ ...all, receivesAllEvents: false, online: false }), 'offline')
  assert.equal(liveOf({ ...all, online: false }), 'live', 'a clinic in the local network')
  assert.deepEqual((['live', 'polling', 'unreachable', 'offline'] as const).map(isReached), [true, true, false, false])
})

test(
  'startLive: all is read once when events begin to miss, and when they are whole again, after the rooms are joined again',
  { timeout: 20_000 },
  async (t) => {
    Object.assign(globalThis, { window: new EventTarget(), document: new EventTarget() })
    const log: string[] = []
    let noted: (() => void) | null = null
    const note = (what: string): void => {
      log.push(what)
      noted?.()
    }
    /** Resolves once these have followed each other. */
    const until = async (...ordered: readonly string[]): Promise<void> => {
      const from = log.length
      while (!includesInOrder(log.slice(from), ordered)) await new Promise<void>((resolve) => (noted = resolve))
    }
    server.io.on('connection', (client) => {
      client.onAny((event: string, _: unknown, acknowledge: (ack: Ack) => void) => {
        if (event === 'join_schedule') note('joined')
        acknowledge({ ok: true })
      })
    })
    const queries = new QueryClient()
    t.after(() => queries.clear())
    t.after(new QueryObserver(queries, { queryKey: ['queue'], queryFn: () => (note('read'), null) }).subscribe(() => undefined))
    t.after(holdRoom({ kind: 'schedule', id: 's' }))
    const connected = until('joined', 'read')
    t.after(startLive(queries))
    await connected
    for (const [whole, follows] of [
      [false, ['read']],
      [true, ['joined', 'read']],
    ] as const) {
      const all = until(...follows)
      server.io.emit('delivery_changed', { whole })
      await all
    }
  },
)

const includesInOrder = (log: readonly string[], ordered: readonly string[]): boolean =>
  log.reduce((at, entry) => (entry === ordered[at] ? at + 1 : at), 0) === ordered.length
