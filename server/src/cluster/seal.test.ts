import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { makeSeal, type Seal } from './seal.ts'

let time = Date.parse('2026-03-02T09:00:00.000Z')
const sealOf = (secret: string, place = 'events'): Seal =>
  makeSeal({
    derive: (purpose, salt) => Buffer.from(hkdfSync('sha256', secret, salt, purpose, 32)),
    place,
    now: () => new Date(time),
  })
const entry = { uid: '1', nsp: '/', type: '3', data: '{"name":"Dr. Ada Weber"}' }

test('what one process closes opens in another, once, and says nothing meanwhile', () => {
  const [writer, reader] = [sealOf('secret'), sealOf('secret')]
  const closed = writer.close(entry)
  assert.deepEqual(Object.keys(closed), ['run', 'sealed'])
  assert(!Buffer.from(closed['sealed']!, 'base64').includes('Ada'))
  assert.notDeepEqual(writer.close(entry)['sealed'], closed['sealed'])
  assert.deepEqual(reader.open(closed), entry)
  assert.equal(reader.open(closed), null, 'a repetition')
  assert.deepEqual(reader.open(writer.close(entry)), entry)
})

test('an entry before the last one of its run does not open; another run’s does', () => {
  const [writer, other, reader] = [sealOf('secret'), sealOf('secret'), sealOf('secret')]
  const early = writer.close(entry)
  assert.deepEqual(reader.open(writer.close(entry)), entry)
  assert.deepEqual(reader.open(other.close(entry)), entry)
  assert.equal(reader.open(early), null)
})

test('what is old opens nowhere, not even where it was never heard', () => {
  const closed = sealOf('secret').close(entry)
  time += 601_000
  assert.equal(sealOf('secret').open(closed), null)
})

test('what another key has closed, what was closed for another place, and what was changed do not open', () => {
  const writer = sealOf('secret')
  const closed = writer.close(entry)
  const sealed = closed['sealed']!
  assert.equal(sealOf('another secret').open(closed), null)
  assert.equal(sealOf('secret', 'elsewhere').open(closed), null)
  const reader = sealOf('secret')
  const bytes = Buffer.from(sealed, 'base64')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    assert.equal(reader.open({ ...closed, sealed: changed.toString('base64') }), null, `byte ${at}`)
    assert.equal(reader.open({ ...closed, sealed: bytes.subarray(0, at).toString('base64') }), null, `the first ${at} bytes`)
  }
  assert.equal(reader.open({ ...closed, run: sealOf('secret').close(entry)['run']! }), null)
  for (const found of [{}, { run: '' }, { run: '', sealed: '' }, { sealed }, entry]) assert.equal(reader.open(found), null)
  assert.deepEqual(reader.open(closed), entry, 'none of it has used it up')
})
