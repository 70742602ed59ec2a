import assert from 'node:assert/strict'
import { test } from 'node:test'
import { almostWords, deliveredBy, isAlmostReady, type Devices } from './readiness.ts'

const devices = (more: Partial<Devices>): Devices => ({
  status: 'on',
  delivers: true,
  picture: true,
  said: null,
  withoutMicrophone: false,
  ...more,
})

/** The devices, whether they are only almost ready, and what is reported to the doctor. */
const table: readonly [string, Partial<Devices>, boolean, 'NONE' | 'SOUND' | 'BOTH' | null][] = [
  ['a microphone and a camera that deliver', {}, false, 'BOTH'],
  ['a microphone that delivers, without a camera', { status: 'sound-only', picture: false }, false, 'SOUND'],
  ['a camera whose track is muted', { picture: false }, false, 'SOUND'],
  ['a question that nobody has answered', { status: 'asking', delivers: false, picture: false }, true, null],
  ['a microphone that is allowed and silent', { delivers: false }, true, null],
  ['both refused, missing or in use', { status: 'failed', delivers: false, picture: false }, true, 'NONE'],
  ['a camera alone', { status: 'picture-only', delivers: false }, true, 'NONE'],
  [
    'both refused, and on without a microphone',
    { status: 'failed', delivers: false, picture: false, withoutMicrophone: true },
    false,
    'NONE',
  ],
  [
    'a question unanswered, and on without a microphone',
    { status: 'asking', delivers: false, picture: false, withoutMicrophone: true },
    false,
    'NONE',
  ],
  ['on without a microphone, and a microphone after all', { withoutMicrophone: true }, false, 'BOTH'],
  ['a page that may not listen, after one that could', { delivers: null, said: 'BOTH' }, false, 'BOTH'],
  ['a page that may not listen, after one that had no sound', { delivers: null, said: 'NONE' }, true, null],
  ['a page that may not listen', { delivers: null }, true, null],
]

for (const [name, known, almost, delivered] of table)
  test(`readiness: ${name}`, () => {
    assert.equal(isAlmostReady(devices(known)), almost)
    assert.equal(deliveredBy(devices(known)), delivered)
  })

test('almostWords: what is missing; the browser’s question only once it takes longer than devices do', () => {
  const said = (known: Partial<Devices>, late = true) => almostWords(devices({ delivers: false, ...known }), late)
  assert.match(said({ status: 'asking' }, false), /starting/)
  assert.match(said({ status: 'asking' }), /Choose Allow/)
  assert.match(said({ status: 'failed' }, false), /Nobody can hear you yet/)
  assert.match(said({ status: 'on' }), /Say something/)
  assert.match(said({ status: 'on', delivers: null }), /Tap or click this page/)
})
