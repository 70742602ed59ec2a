import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { it } from 'node:test'
import peerjs from 'peerjs'
import { openPeer, PeerTransport, withCandidates } from './peerjs-transport.ts'

// Node reads PeerJS's CommonJS build, whose exports come as one object.
const { Peer } = peerjs as unknown as { Peer: typeof import('peerjs').Peer }

const require = createRequire(import.meta.url)
const installed = require.resolve('peerjs/package.json')

it('peerjs is the pinned version whose private parts our transport replaces', () => {
  const own = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { version: string }
  assert.equal(version, '1.5.5')
  assert.equal(own.dependencies['peerjs'], '1.5.5')
})

it('peerjs makes its connection by _createServerConnection and takes messages by _handleMessage', () => {
  const inside = Peer.prototype as unknown as Record<string, unknown>
  assert.equal(typeof inside['_createServerConnection'], 'function')
  assert.equal(typeof inside['_handleMessage'], 'function')
})

it('the transport opens at once, hands messages over, and sends what can travel', async () => {
  const sent: unknown[] = []
  const heard: unknown[] = []
  const transport = new PeerTransport((message) => sent.push(message))
  transport.on('message', (message) => heard.push(message))
  transport.start()
  await Promise.resolve()
  transport.receive({ peerId: 'them', message: { type: 'ANSWER', dst: 'me', payload: { sdp: 'x' } } })
  assert.deepEqual(heard, [{ type: 'OPEN' }, { type: 'ANSWER', src: 'them', payload: { sdp: 'x' } }])
  const live = { toJSON: () => ({ candidate: 'c' }) }
  transport.send({ type: 'CANDIDATE', dst: 'them', payload: { candidate: live } })
  assert.deepEqual(sent, [{ type: 'CANDIDATE', dst: 'them', payload: { candidate: { candidate: 'c' } } }])
  transport.removeAllListeners()
  transport.receive({ peerId: 'them', message: { type: 'LEAVE', dst: 'me' } })
  assert.equal(heard.length, 2)
})

it('a peer speaks over our transport and opens by its word', async () => {
  const transport = new PeerTransport(() => undefined)
  const peer = openPeer(Peer, 'me', transport, { iceServers: [] })
  // Without a browser's WebRTC PeerJS gives up by an error, which is not what this test is about.
  peer.on('error', () => undefined)
  assert.equal(peer.socket, transport)
  const opened = new Promise((resolve) => peer.once('open', resolve))
  transport.start()
  await opened
  assert.equal(peer.open, true)
  peer.destroy()
})

it('an offer that has waited takes the candidates with it', () => {
  const local = { type: 'offer', sdp: 'with candidates' } as RTCSessionDescription
  const offer = { type: 'OFFER', dst: 'them', payload: { sdp: { type: 'offer', sdp: 'without' }, connectionId: 'c' } } as const
  assert.deepEqual(withCandidates(offer, local)?.payload, { sdp: { type: 'offer', sdp: 'with candidates' }, connectionId: 'c' })
  assert.equal(withCandidates({ type: 'CANDIDATE', dst: 'them' }, local), null)
  assert.equal(withCandidates(offer, null), offer)
})
