import assert from 'node:assert/strict'
import { it } from 'node:test'
import { PeerJsTransport } from './peerjs-transport.ts'

it('the transport opens at once, passes messages on, and sends only what can be serialised', async () => {
  const sent: unknown[] = []
  const received: unknown[] = []
  const transport = new PeerJsTransport((message) => sent.push(message))
  transport.on('message', (message) => received.push(message))
  transport.start()
  await Promise.resolve()
  transport.receive({ peerId: 'them', message: { type: 'ANSWER', dst: 'me', payload: { sdp: 'x' } } })
  assert.deepEqual(received, [{ type: 'OPEN' }, { type: 'ANSWER', src: 'them', payload: { sdp: 'x' } }])
  const live = { toJSON: () => ({ candidate: 'c' }) }
  transport.send({ type: 'CANDIDATE', dst: 'them', payload: { candidate: live } })
  assert.deepEqual(sent, [{ type: 'CANDIDATE', dst: 'them', payload: { candidate: { candidate: 'c' } } }])
  transport.removeAllListeners()
  transport.receive({ peerId: 'them', message: { type: 'LEAVE', dst: 'me' } })
  assert.equal(received.length, 2)
})
