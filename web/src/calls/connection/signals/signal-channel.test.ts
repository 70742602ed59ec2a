import assert from 'node:assert/strict'
import { it, mock } from 'node:test'
import { ApiError, type Client, type Signal } from '@medconsult/contract'
import { SignalChannel } from './signal-channel.ts'
import type { SignalSocket } from '../../../server/delivery.ts'
import { observable } from '../../../server/observable.ts'
import { runMicrotasks } from '../../test/microtasks.ts'

const signal = (n: number, type: Signal['message']['type'] = 'CANDIDATE', dst = 'me'): Signal => ({
  n,
  from: 'doctor',
  peerId: 'them',
  message: { type, dst, payload: n },
})

/** A channel over a socket that is connected or not, and an API that answers from `stored`. */
function open(connected: boolean, stored: Signal[] = []) {
  const emitted: unknown[] = []
  const requests: string[] = []
  const listeners = new Set<Parameters<SignalSocket['onSignal']>[0]>()
  const socket = {
    connected: observable(connected),
    timeout: () => ({ emitWithAck: async (_: string, { message }: { message: unknown }) => (emitted.push(message), { ok: true }) }),
    onSignal: (listener: Parameters<SignalSocket['onSignal']>[0]) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    listeners,
    emit: (one: Signal, callSessionId = 'call') => listeners.forEach((listener) => listener({ ...one, callSessionId })),
  }
  let away = false
  const api = (async (name: string, { query, body }: { query?: { after: string }; body?: { message: unknown } }) => {
    requests.push(name === 'listSignals' ? `after ${query?.after}` : 'post')
    if (away) throw new ApiError('', null)
    if (name === 'sendSignal') emitted.push(body?.message)
    return name === 'listSignals' ? stored.filter(({ n }) => n > Number(query?.after)) : { n: 1 }
  }) as unknown as Client
  const received: number[] = []
  const reach: boolean[] = []
  const channel = new SignalChannel({
    callSessionId: 'call',
    peerId: 'me',
    after: 0,
    socket: socket as unknown as SignalSocket,
    api,
    credentials: () => ({}),
    pollMs: 1000,
    mayPoll: () => true,
    onSignal: ({ n }) => received.push(n),
    onReach: (up) => reach.push(up),
  })
  return { socket, channel, emitted, requests, received, reach, stored, setAway: (it: boolean) => (away = it) }
}

it('receives each signal once, over whichever path it comes', async () => {
  const { socket, channel, received } = open(true, [signal(1), signal(2), signal(3)])
  socket.emit(signal(1))
  socket.emit(signal(1))
  socket.emit(signal(2), 'another')
  channel.joined()
  await runMicrotasks()
  assert.deepEqual(received, [1, 2, 3])
  channel.close()
})

it('receives only what is addressed to its own peer id', () => {
  const { socket, channel, received } = open(true)
  socket.emit(signal(1, 'OFFER', 'an older page'))
  assert.deepEqual(received, [])
  channel.close()
})

it('reads every second while the socket is down, and never while it is up', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { socket, channel, requests, received, stored, reach } = open(false)
  await runMicrotasks()
  stored.push(signal(1))
  mock.timers.tick(1000)
  await runMicrotasks()
  assert.deepEqual(received, [1])
  mock.timers.tick(1000)
  await runMicrotasks()
  assert.deepEqual(requests, ['after 0', 'after 0', 'after 1'])
  socket.connected.set(true)
  await runMicrotasks()
  mock.timers.tick(1000)
  await runMicrotasks()
  const before = requests.length
  mock.timers.tick(60_000)
  await runMicrotasks()
  assert.equal(requests.length, before)
  assert.equal(reach.at(-1), true)
  channel.close()
})

it('sends by HTTP while the socket is down, in order, and retries after a failure', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { channel, emitted, setAway, reach } = open(false)
  setAway(true)
  channel.send({ type: 'OFFER', dst: 'them' })
  channel.send({ type: 'CANDIDATE', dst: 'them' })
  await runMicrotasks()
  mock.timers.tick(1000)
  await runMicrotasks()
  assert.deepEqual(emitted, [])
  assert.ok(reach.includes(false))
  setAway(false)
  mock.timers.tick(1000)
  await runMicrotasks()
  assert.deepEqual(emitted, [
    { type: 'OFFER', dst: 'them' },
    { type: 'CANDIDATE', dst: 'them' },
  ])
  channel.close()
})

it('does nothing once closed', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { socket, channel, emitted, requests, received } = open(false)
  await runMicrotasks()
  channel.close()
  const before = requests.length
  mock.timers.tick(10_000)
  await runMicrotasks()
  socket.emit(signal(1))
  channel.send({ type: 'LEAVE', dst: 'them' })
  socket.connected.set(true)
  await runMicrotasks()
  assert.deepEqual([emitted.length, received.length, requests.length], [0, 0, before])
  assert.equal(socket.listeners.size, 0)
})
