import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeEach, describe, it, type TestContext } from 'node:test'
import type { SignalMessage } from '@medconsult/contract'
import { fakeMedia, FakePeerConnection, installFakeRtc } from '../../test/fake-rtc.ts'
import { connectionIdOf, openPeerJs, peerJs, withCandidates, type IncomingCall } from './peerjs-adapter.ts'
import type { Outgoing } from './peerjs-transport.ts'
import { runMicrotasks } from '../../test/microtasks.ts'

installFakeRtc()
beforeEach(() => (FakePeerConnection.all = []))

const offer = { type: 'offer', sdp: 'v=0' } as const
const answer = { type: 'answer', sdp: 'v=0' } as const

/** A peer of the real PeerJS in a fake browser without a network. */
async function open(t: TestContext) {
  const sent: Outgoing[] = []
  const calls: IncomingCall[] = []
  const peer = await openPeerJs({ peerId: 'me', send: (message) => sent.push(message), onCall: (call) => calls.push(call) })
  t.after(() => peer.destroy())
  const receive = (type: SignalMessage['type'], connectionId: string, payload: object): void =>
    peer.receive({ type, dst: 'me', payload: { type: 'media', connectionId, ...payload } })
  return { peer, sent, calls, receive }
}
const newest = (): FakePeerConnection => FakePeerConnection.all.at(-1)!

it('the installed PeerJS is the version that this contract was written for', () => {
  const own = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const installed = createRequire(import.meta.url).resolve('peerjs/package.json')
  const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { version: string }
  assert.equal(version, '1.5.5')
  assert.equal(own.dependencies['peerjs'], '1.5.5')
})

it('PeerJS opens its server connection with _createServerConnection and receives messages with _handleMessage', async () => {
  const internals = (await peerJs()).Peer.prototype as unknown as Record<string, unknown>
  assert.equal(typeof internals['_createServerConnection'], 'function')
  assert.equal(typeof internals['_handleMessage'], 'function')
})

it('a peer opens over our transport alone, without PeerJS’s server, STUN or TURN', async (t) => {
  const reached: unknown[] = []
  t.mock.method(globalThis, 'fetch', (url: unknown) => (reached.push(url), Promise.reject(new Error('no network'))))
  t.mock.method(globalThis, 'WebSocket', function (url: unknown) {
    reached.push(url)
  })
  const { peer } = await open(t)
  peer.call(fakeMedia())
  assert.deepEqual(reached, [])
  assert.deepEqual(newest().config.iceServers, [])
})

describe('a call', () => {
  it('has its connection at once, and sends one offer with a start bitrate', async (t) => {
    const sdp = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000', ''].join('\r\n')
    t.mock.method(FakePeerConnection.prototype, 'createOffer', async () => ({ type: 'offer', sdp }))
    const { peer, sent } = await open(t)
    const connection = peer.call(fakeMedia())
    assert.equal(connection.pc, newest())
    await runMicrotasks()
    assert.deepEqual(
      sent.map((message) => [message.type, message.dst, connectionIdOf(message)]),
      [['OFFER', 'other', connection.id]],
    )
    const { type, sdp: begun } = sent[0]!.payload as { type: string; sdp: { type: string; sdp: string } }
    assert.equal(type, 'media')
    assert.equal(begun.type, 'offer')
    assert.match(begun.sdp, /x-google-start-bitrate/)
  })

  it('uses the servers that are configured when it is made', async (t) => {
    const { peer } = await open(t)
    peer.call(fakeMedia())
    const before = newest()
    const servers = { iceServers: [{ urls: 'turn:clinic.example' }], iceTransportPolicy: 'relay' as const }
    peer.configure(servers)
    peer.call(fakeMedia())
    assert.deepEqual(before.config, { iceServers: [] })
    assert.deepEqual(newest().config, servers)
  })

  it('accepts its answer and candidates, and reports the other end’s tracks as a stream', async (t) => {
    const { peer, receive } = await open(t)
    const connection = peer.call(fakeMedia())
    const streams: MediaStream[] = []
    connection.onStream((stream) => streams.push(stream))
    await runMicrotasks()
    receive('ANSWER', connection.id, { sdp: answer })
    receive('CANDIDATE', connection.id, { candidate: { candidate: 'theirs' } })
    await runMicrotasks()
    assert.equal(connection.pc.signalingState, 'stable')
    assert.deepEqual(newest().candidates, [{ candidate: 'theirs' }])
    assert.deepEqual(
      streams
        .at(-1)
        ?.getTracks()
        .map(({ kind }) => kind),
      ['audio', 'video'],
    )
  })

  it('sends its candidates as they are found, until another listener takes them over', async (t) => {
    const { peer, sent } = await open(t)
    const connection = peer.call(fakeMedia())
    await runMicrotasks()
    newest().find('first')
    const taken: string[] = []
    connection.takeOverCandidates(({ candidate }) => taken.push(candidate))
    newest().find('second')
    const candidates = sent.filter(({ type }) => type === 'CANDIDATE')
    assert.deepEqual(
      candidates.map((message) => [connectionIdOf(message), (message.payload as { candidate: { candidate: string } }).candidate.candidate]),
      [[connection.id, 'first']],
    )
    assert.deepEqual(taken, ['second'])
  })

  it('does not end when ICE fails', async (t) => {
    const { peer } = await open(t)
    let closed = false
    const connection = peer.call(fakeMedia())
    connection.onClosed(() => (closed = true))
    newest().iceConnectionState = 'failed'
    newest().oniceconnectionstatechange?.()
    newest().dispatchEvent(new Event('iceconnectionstatechange'))
    assert.deepEqual([closed, connection.pc.signalingState], [false, 'stable'])
  })
})

describe('an offer from the other end', () => {
  it('becomes a call, whose answer includes the candidates received meanwhile', async (t) => {
    const { sent, calls, receive } = await open(t)
    receive('OFFER', 'mc_theirs', { sdp: offer })
    receive('CANDIDATE', 'mc_theirs', { candidate: { candidate: 'early' } })
    assert.deepEqual([calls.length, FakePeerConnection.all.length], [1, 0])
    const connection = calls[0]!.answer(fakeMedia())
    await runMicrotasks()
    assert.equal(connection.id, 'mc_theirs')
    assert.deepEqual(newest().candidates, [{ candidate: 'early' }])
    assert.deepEqual(
      sent.map((message) => [message.type, connectionIdOf(message)]),
      [['ANSWER', 'mc_theirs']],
    )
    assert.equal(connection.pc.signalingState, 'stable')
  })

  it('with the id of a connection closes it, which is why an ICE restart has its own messages', async (t) => {
    const { calls, receive } = await open(t)
    receive('OFFER', 'mc_theirs', { sdp: offer })
    const connection = calls[0]!.answer(fakeMedia())
    await runMicrotasks()
    receive('OFFER', 'mc_theirs', { sdp: offer })
    assert.equal(connection.pc.signalingState, 'closed')
  })
})

describe('the end', () => {
  const connected = async (t: TestContext) => {
    const { peer, receive, sent } = await open(t)
    const connection = peer.call(fakeMedia())
    let closed = 0
    connection.onClosed(() => (closed += 1))
    await runMicrotasks()
    receive('ANSWER', connection.id, { sdp: answer })
    await runMicrotasks()
    return { connection, receive, sent, pc: newest(), closed: () => closed }
  }

  it('by the other end is reported once, through PeerJS’s own data channel', async (t) => {
    const { pc, closed } = await connected(t)
    pc.channels[0]!.closeRemotely()
    pc.channels[0]!.closeRemotely()
    assert.deepEqual([closed(), pc.signalingState], [1, 'closed'])
  })

  it('by this end is not reported, and nothing is sent or received afterwards', async (t) => {
    const { connection, receive, sent, pc, closed } = await connected(t)
    const before = sent.length
    connection.close()
    connection.close()
    pc.find('late')
    receive('ANSWER', connection.id, { sdp: answer })
    receive('CANDIDATE', connection.id, { candidate: { candidate: 'late' } })
    await runMicrotasks()
    assert.deepEqual([closed(), pc.signalingState, sent.length, pc.candidates], [0, 'closed', before, []])
  })

  it('of the peer ends its connections', async (t) => {
    const { peer } = await open(t)
    const { pc } = peer.call(fakeMedia())
    peer.destroy()
    assert.equal(pc.signalingState, 'closed')
  })
})

it('a delayed offer includes the candidates found since', () => {
  const local = { type: 'offer', sdp: 'with candidates' } as RTCSessionDescription
  const waited = { type: 'OFFER', dst: 'them', payload: { sdp: { type: 'offer', sdp: 'without' }, connectionId: 'c' } } as const
  assert.deepEqual(withCandidates(waited, local)?.payload, { sdp: { type: 'offer', sdp: 'with candidates' }, connectionId: 'c' })
  assert.equal(withCandidates({ type: 'CANDIDATE', dst: 'them' }, local), null)
  assert.equal(withCandidates(waited, null), waited)
})
