import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { it, mock } from 'node:test'
import { ApiError, type Client, type Signal } from '@medconsult/contract'
import { SignalChannel, type SignalChannelOptions } from './signal-channel.ts'

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
  const socket = Object.assign(new EventEmitter(), {
    connected,
    timeout: () => ({ emitWithAck: async (_: string, { message }: { message: unknown }) => (emitted.push(message), { ok: true }) }),
  })
  let away = false
  const api = (async (name: string, { query, body }: { query?: { after: string }; body?: { message: unknown } }) => {
    requests.push(name === 'listSignals' ? `after ${query?.after}` : 'post')
    if (away) throw new ApiError('', null)
    if (name === 'sendSignal') emitted.push(body?.message)
    return name === 'listSignals' ? stored.filter(({ n }) => n > Number(query?.after)) : { n: 1 }
  }) as unknown as Client
  const heard: number[] = []
  const reach: boolean[] = []
  const channel = new SignalChannel({
    callSessionId: 'call',
    peerId: 'me',
    after: 0,
    socket: socket as unknown as SignalChannelOptions['socket'],
    api,
    credentials: () => ({}),
    pollMs: 1000,
    mayPoll: () => true,
    onSignal: ({ n }) => heard.push(n),
    onReach: (up) => reach.push(up),
  })
  return { socket, channel, emitted, requests, heard, reach, stored, setAway: (it: boolean) => (away = it) }
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

it('hears each signal once, by whichever way it comes', async () => {
  const { socket, channel, heard } = open(true, [signal(1), signal(2), signal(3)])
  socket.emit('signal', { ...signal(1), callSessionId: 'call' })
  socket.emit('signal', { ...signal(1), callSessionId: 'call' })
  socket.emit('signal', { ...signal(2), callSessionId: 'another' })
  channel.joined()
  await turns()
  assert.deepEqual(heard, [1, 2, 3])
  channel.close()
})

it('hears only what is meant for its own peer id', () => {
  const { socket, channel, heard } = open(true)
  socket.emit('signal', { ...signal(1, 'OFFER', 'an older page'), callSessionId: 'call' })
  assert.deepEqual(heard, [])
  channel.close()
})

it('reads every second while the socket is down, and never while it is up', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { socket, channel, requests, heard, stored, reach } = open(false)
  await turns()
  stored.push(signal(1))
  mock.timers.tick(1000)
  await turns()
  assert.deepEqual(heard, [1])
  mock.timers.tick(1000)
  await turns()
  assert.deepEqual(requests, ['after 0', 'after 0', 'after 1'])
  socket.connected = true
  socket.emit('connect')
  await turns()
  mock.timers.tick(1000)
  await turns()
  const before = requests.length
  mock.timers.tick(60_000)
  await turns()
  assert.equal(requests.length, before)
  assert.equal(reach.at(-1), true)
  channel.close()
})

it('sends by HTTP while the socket is down, in order, again after a failure', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { channel, emitted, setAway, reach } = open(false)
  setAway(true)
  channel.send({ type: 'OFFER', dst: 'them' })
  channel.send({ type: 'CANDIDATE', dst: 'them' })
  await turns()
  mock.timers.tick(1000)
  await turns()
  assert.deepEqual(emitted, [])
  assert.ok(reach.includes(false))
  setAway(false)
  mock.timers.tick(1000)
  await turns()
  assert.deepEqual(emitted, [
    { type: 'OFFER', dst: 'them' },
    { type: 'CANDIDATE', dst: 'them' },
  ])
  channel.close()
})

it('is silent once closed', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  const { socket, channel, emitted, requests, heard } = open(false)
  await turns()
  channel.close()
  const before = requests.length
  mock.timers.tick(10_000)
  await turns()
  socket.emit('signal', { ...signal(1), callSessionId: 'call' })
  channel.send({ type: 'LEAVE', dst: 'them' })
  assert.deepEqual([emitted.length, heard.length, requests.length], [0, 0, before])
  assert.equal(socket.listenerCount('signal') + socket.listenerCount('connect') + socket.listenerCount('disconnect'), 0)
})
