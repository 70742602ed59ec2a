import assert from 'node:assert/strict'
import { it } from 'node:test'
import { withStartBitrate } from './start-bitrate.ts'

const sdp = [
  'v=0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 103',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:103 H264/90000',
  'a=fmtp:103 packetization-mode=1',
  '',
].join('\r\n')

it('every video codec starts at 1000 kbit/s, once, and nothing else changes', () => {
  const lines = withStartBitrate(sdp).split('\r\n')
  assert.deepEqual(
    lines.filter((line) => line.includes('x-google')),
    ['a=fmtp:96 x-google-start-bitrate=1000', 'a=fmtp:103 packetization-mode=1;x-google-start-bitrate=1000'],
  )
  assert.equal(lines.length, sdp.split('\r\n').length + 1)
  assert.ok(lines.includes('a=fmtp:97 apt=96'))
  assert.ok(lines.includes('a=fmtp:111 minptime=10'))
})
