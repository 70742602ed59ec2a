import assert from 'node:assert/strict'
import { beforeEach, it, mock } from 'node:test'
import type { Signal } from '@medconsult/contract'
import { fakeMedia, FakePeerConnection, installFakeRtc } from '../../test/fake-rtc.ts'
import { MediaConnections } from './media-connections.ts'
import type { Outgoing } from '../peerjs/peerjs-transport.ts'
import { runMicrotasks } from '../../test/microtasks.ts'

installFakeRtc()
beforeEach(() => (FakePeerConnection.all = []))

/** One end's connections, ready, with what they have reported and sent. */
async function ready() {
  const reported: string[] = []
  const remotes: MediaStream[] = []
  const sent: Outgoing[] = []
  const stream = fakeMedia()
  const { promise, resolve } = Promise.withResolvers<void>()
  const connections = new MediaConnections({
    peerId: 'me',
    devices: () => stream,
    send: (message) => sent.push(message),
    sendControl: () => undefined,
    config: async () => ({ iceServers: [] }),
    onReady: resolve,
    onIncoming: () => reported.push('incoming'),
    onLink: (state) => reported.push(state),
    onRemote: (remote) => {
      reported.push('remote')
      remotes.push(remote)
    },
    onSending: ({ camera }) => reported.push(camera ? 'camera on' : 'camera off'),
    onAgreed: () => reported.push('agreed'),
    onLateAnswer: () => reported.push('answered late'),
  })
  await promise
  return { connections, reported, remotes, sent }
}
type Ready = Awaited<ReturnType<typeof ready>>

const signal = (type: Signal['message']['type'], payload: object): Signal => ({
  n: 1,
  from: 'doctor',
  peerId: 'them',
  message: { type, dst: 'me', payload: { type: 'media', ...payload } },
})

/** Prepares an offer and takes it, as to send it with confirm. */
async function prepared({ connections }: Ready): Promise<{ pc: FakePeerConnection; id: string }> {
  connections.prepare()
  await runMicrotasks()
  const { connectionId } = connections.takeOffer() as { connectionId: string }
  return { pc: FakePeerConnection.all.at(-1)!, id: connectionId }
}
const answer = async ({ connections }: Ready, connectionId: string): Promise<void> => {
  connections.receive(signal('ANSWER', { connectionId, sdp: { type: 'answer', sdp: 'v=0' } }))
  await runMicrotasks()
}

it('if the prepared offer was answered before this end used it, the remote media is reported at once, the connection once it is up', async () => {
  const end = await ready()
  const { pc, id } = await prepared(end)
  await answer(end, id)
  assert.deepEqual(end.reported, [])
  end.connections.call()
  await runMicrotasks()
  assert.deepEqual(end.reported, ['agreed', 'remote'])
  assert.deepEqual(
    end.remotes[0]?.getTracks().map(({ kind }) => kind),
    ['audio', 'video'],
  )
  pc.connect()
  assert.deepEqual(end.reported, ['agreed', 'remote', 'up'])
  end.connections.close()
})

it('a connection that was up before this end used it is reported with everything received over it', async () => {
  const end = await ready()
  const { pc, id } = await prepared(end)
  await answer(end, id)
  pc.connect()
  pc.channels.find(({ label }) => label === 'sending')?.receive('{"microphone":true,"camera":false}')
  end.connections.call()
  await runMicrotasks()
  assert.deepEqual(end.reported, ['agreed', 'up', 'remote', 'camera off'])
  end.connections.close()
})

it('an offer without an answer reports nothing; its answer is reported once', async () => {
  const end = await ready()
  const { id } = await prepared(end)
  end.connections.call()
  await runMicrotasks()
  assert.deepEqual(end.reported, [])
  await answer(end, id)
  assert.deepEqual(
    end.reported.filter((it) => it === 'agreed'),
    ['agreed'],
  )
  assert.equal(end.remotes.at(-1)?.getTracks().length, 2)
  end.connections.close()
})

it('only those prepared messages are sent that were not sent with confirm', async () => {
  const end = await ready()
  const { pc } = await prepared(end)
  pc.find('late')
  end.connections.call()
  await runMicrotasks()
  assert.deepEqual(
    end.sent.map(({ type, payload }) => [type, (payload as { candidate: { candidate: string } }).candidate.candidate]),
    [['CANDIDATE', 'late']],
  )
  end.connections.close()
})

it('an offer that arrives twice, as its acknowledgement was lost, is handled once', async () => {
  const end = await ready()
  const offer = signal('OFFER', { connectionId: 'mc_theirs', sdp: { type: 'offer', sdp: 'v=0' } })
  end.connections.receive(offer)
  end.connections.answer()
  await runMicrotasks()
  const pc = FakePeerConnection.all.at(-1)!
  pc.connect()
  end.connections.receive({ ...offer, n: 2 })
  await runMicrotasks()
  assert.deepEqual(
    [end.reported.filter((it) => it === 'incoming').length, pc.signalingState, FakePeerConnection.all.at(-1)],
    [1, 'stable', pc],
  )
  end.connections.close()
})

it('an offer from the other end ends the prepared connection a little later, and none of its messages is sent', async (t) => {
  const end = await ready()
  const { pc: spare } = await prepared(end)
  end.connections.receive(signal('OFFER', { connectionId: 'mc_theirs', sdp: { type: 'offer', sdp: 'v=0' } }))
  assert.deepEqual(end.reported, ['incoming'])
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  end.connections.answer()
  spare.find('in vain')
  await runMicrotasks()
  assert.deepEqual(
    end.sent.map(({ type }) => type),
    ['ANSWER'],
  )
  assert.notEqual(spare.signalingState, 'closed')
  mock.timers.tick(60_000)
  assert.equal(spare.signalingState, 'closed')
  end.connections.close()
})
