import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersOf, missing } from './answers.ts'
import { emptyDraft } from './draft.ts'

const asks = { phone: 'REQUIRED', place: 'ASKED', birthDate: 'NO' } as const
const consent = { version: 3, language: 'en', text: 'We film nothing.' } as const
const full = {
  name: 'Walter Brandt',
  phone: ' +41 79 555 01 42 ',
  email: '',
  place: 'Almond Street 4',
  birthDate: '1950-01-02',
  agreesTo: 3,
}

test('missing: the name, what the clinic requires and the consent, in the order of the form', () => {
  assert.deepEqual(Object.keys(missing(emptyDraft, { asks, consent })), ['name', 'phone', 'consentVersion'])
  assert.deepEqual(Object.keys(missing({ ...emptyDraft, name: '  ' }, { asks: { ...asks, phone: 'ASKED' }, consent: null })), ['name'])
  assert.deepEqual(missing(full, { asks, consent }), {})
})

test('D5: a tick is for the version that was shown: a newer text, read again or after a reload, is not agreed to', () => {
  const newer = { ...consent, version: 4 }
  assert.deepEqual(Object.keys(missing(full, { asks, consent: newer })), ['consentVersion'])
  assert.equal(answersOf(full, { asks, consent: newer }).consentVersion, 3, 'never a version that nobody has ticked')
})

test('answersOf: what is not asked or not given is not sent', () => {
  const sent = { name: 'Walter Brandt', phone: '+41 79 555 01 42', place: 'Almond Street 4' }
  assert.deepEqual(answersOf(full, { asks, consent }), { ...sent, consentVersion: 3 })
  assert.equal(answersOf({ ...full, email: ' w@example.org ' }, { asks, consent: null }).email, 'w@example.org')
  assert.deepEqual(answersOf({ ...full, place: ' ' }, { asks, consent: null }), { name: sent.name, phone: sent.phone })
})
