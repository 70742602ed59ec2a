import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { describe, test } from 'node:test'
import { readConfig } from '../process/config.ts'
import { makeClientOrigin, networkOf } from './client-origin.ts'

const request = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { host: 'Clinic.example:8000', ...headers } }) as unknown as IncomingMessage
const clientOrigin = (env: Record<string, string> = {}) => makeClientOrigin(readConfig(env))

describe('forwarded headers', () => {
  const forged = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }

  test('are ignored if no proxy is trusted', () => {
    const req = request('203.0.113.5', forged)
    const it = clientOrigin()
    assert.deepEqual([it.address(req), it.isSecure(req), it.ownOrigin(req)], ['203.0.113.5', false, 'http://clinic.example:8000'])
    assert.deepEqual([it.isForwarded(req), it.isUntrustedForward(req)], [true, true])
  })

  test('count from a trusted address; the client is the first untrusted hop', () => {
    const it = clientOrigin({ TRUST_PROXY: '10.0.0.0/8,::1' })
    const req = request('::ffff:10.1.2.3', { ...forged, 'x-forwarded-for': '1.1.1.1, 198.51.100.7, 10.9.9.9' })
    assert.deepEqual([it.address(req), it.isSecure(req), it.ownOrigin(req)], ['198.51.100.7', true, 'https://evil.example'])
    assert.equal(it.isUntrustedForward(req), false)
    assert.equal(it.isUntrustedForward(request('192.0.2.1', forged)), true)
    assert.equal(it.address(request('192.0.2.1', forged)), '192.0.2.1')
    assert.equal(it.address(request('10.0.0.1', { 'x-forwarded-for': '10.0.0.2' })), '10.0.0.2')
    assert.equal(it.address(request('10.0.0.1')), '10.0.0.1')
  })

  test('may name the client with a port; what names no address counts as the proxy itself', () => {
    const it = clientOrigin({ TRUST_PROXY: '10.0.0.0/8' })
    const addressOf = (named: string) => it.address(request('10.1.2.3', { 'x-forwarded-for': named }))
    assert.equal(addressOf('198.51.100.7:4711'), '198.51.100.7')
    assert.equal(addressOf('[2001:db8:1:2::7]:4711'), '2001:db8:1:2::/64')
    assert.equal(addressOf('2001:db8:1:2::7'), '2001:db8:1:2::/64')
    for (const named of ['unknown', '_hidden', '198.51.100.7:x', '']) assert.equal(addressOf(named), '10.1.2.3', named)
  })

  test('are overridden by PUBLIC_ORIGIN', () => {
    const it = clientOrigin({ PUBLIC_ORIGIN: 'https://Clinic.example/', CORS_ORIGINS: 'https://front.example' })
    const req = request('203.0.113.5', { host: 'whatever' })
    assert.deepEqual([it.isSecure(req), it.ownOrigin(req)], [true, 'https://clinic.example'])
    assert.deepEqual(
      ['https://clinic.example', 'https://front.example', 'http://whatever', 'null'].map((origin) => it.isOurs(req, origin)),
      [true, true, false, false],
    )
  })
})

test('all IPv6 addresses of a /64 count as one client', () => {
  assert.equal(networkOf('203.0.113.5'), '203.0.113.5')
  assert.equal(networkOf('::ffff:203.0.113.5'), '203.0.113.5')
  const same = ['2001:db8:1:2::1', '2001:0DB8:1:2:3:4:5:6', '2001:db8:1:2:ffff::', '2001:db8:1:2::%eth0']
  for (const address of same) assert.equal(networkOf(address), '2001:db8:1:2::/64')
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64')
  assert.equal(networkOf('::1'), '0:0:0:0::/64')
  assert.equal(networkOf('unknown'), 'unknown')
})
