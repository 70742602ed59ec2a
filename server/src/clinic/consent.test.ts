import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OfferedLanguage } from '@medconsult/contract'
import { makeHarness, refused, type Harness, type Seat } from '../test/harness.ts'
import { online, waiting } from '../test/scenes.ts'
import { consentChanges } from './consent.ts'
import { readClinic } from './read-clinic.ts'
import { setClinic } from './set-clinic.ts'

const setText = (h: Harness, texts: Partial<Record<OfferedLanguage, string>>) => setClinic(h.system, { texts: { consent: texts } })
const join = (patient: Seat, id: string) => patient.run('joinQueue', { params: { id } })
const agree = (patient: Seat, version: number) => patient.run('giveConsent', { body: { version } })
/** The text that joining asks for. */
const askedBy = async (patient: Seat, id: string) => (await refused(join(patient, id), 'CONSENT_NEEDED')).consent

test('D5: joining asks once a version; a withdrawal and a new version ask again, and a place that is held stays', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const early = await waiting(h, id)
  const patient = await h.patient()
  await setText(h, { en: 'You agree to video.' })
  assert.deepEqual(await askedBy(patient, id), { version: 1, language: 'en', text: 'You agree to video.' })
  assert.equal((await join(early, id)).created, false, 'who has a place keeps it')

  await agree(patient, 1)
  assert.equal((await join(patient, id)).created, true)
  await patient.run('leaveQueue', { params: { id } })
  assert.equal((await join(patient, id)).created, true, 'not asked twice')

  await patient.run('withdrawConsent')
  assert.equal((await join(patient, id)).created, false, 'the place stays')
  await patient.run('leaveQueue', { params: { id } })
  assert.equal((await askedBy(patient, id))?.version, 1)
  await agree(patient, 1)
  assert.equal((await join(patient, id)).created, true)

  await setText(h, { de: 'Sie stimmen zu.' })
  await patient.run('leaveQueue', { params: { id } })
  assert.equal((await join(patient, id)).created, true, 'a translation is no new version')
  await patient.run('leaveQueue', { params: { id } })
  await setText(h, { en: 'You agree to video, and to be called back.' })
  assert.equal((await askedBy(patient, id))?.version, 2)
  await refused(agree(patient, 1), 'CONSENT_NEEDED')
  await agree(patient, 2)
  assert.equal((await join(patient, id)).created, true)
})

test('the consent text is in the language that its reader asks for, else in the clinic’s first that has it', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const { person } = await h.patient()
  await setClinic(h.system, { languages: ['fr', 'de', 'en'], texts: { consent: { en: 'You agree.', de: 'Sie stimmen zu.' } } })
  const reads = async (...languages: OfferedLanguage[]) => (await askedBy(h.as(person, { request: { languages } }), id))?.language
  assert.equal(await reads('en'), 'en')
  assert.equal(await reads('ar', 'de', 'en'), 'de')
  assert.equal(await reads('ar'), 'de')
  assert.equal(await reads(), 'de')
  const german = h.as(person, { request: { languages: ['de'] } })
  await german.run('giveConsent', { body: { version: 1 } })
  assert.equal((await german.run('ownConsent')).newest?.language, 'de')
})

test('giveConsent, withdrawConsent: each leaves one audit row; a repeat changes nothing', async () => {
  await using h = await makeHarness()
  const patient = await h.patient()
  await refused(agree(patient, 1), 'WRONG_STATE')
  assert.equal(await patient.run('withdrawConsent'), null)
  await setText(h, { en: 'You agree.' })
  assert.deepEqual(await patient.run('ownConsent'), { newest: null, needed: { version: 1, language: 'en', text: 'You agree.' } })
  h.announced()
  const given = await agree(patient, 1)
  assert.deepEqual(given, { textVersion: 1, language: 'en', isGiven: true, at: h.now().toISOString() })
  assert.deepEqual(await agree(patient, 1), given)
  assert.deepEqual(await patient.run('ownConsent'), { newest: given, needed: null })
  const withdrawn = await patient.run('withdrawConsent')
  assert.equal(withdrawn?.isGiven, false)
  assert.deepEqual(await patient.run('withdrawConsent'), withdrawn)
  assert.deepEqual(h.announced(), ['consents.give', 'users', 'consents.withdraw', 'users'])
  const rows = await h.store.find('audit_logs', {}, { by: 'id', order: 'desc', limit: 10 })
  const { userId } = patient.person
  assert.deepEqual(
    rows
      .toReversed()
      .filter((row) => row.actionType.startsWith('CONSENT'))
      .map((row) => [row.actionType, row.patientId, row.doctorId, row.metadata]),
    ['CONSENT_GIVEN', 'CONSENT_WITHDRAWN'].map((type) => [type, userId, null, { textVersion: 1, language: 'en' }]),
  )
  assert.equal((await h.store.find('consents', { userId })).length, 2)
})

test('consentChanges: of somebody new, for the version in force alone', async () => {
  await using h = await makeHarness()
  const clinic = () => readClinic(h.store, h.services.settings)
  const asked = ['en'] as const
  assert.deepEqual(consentChanges(h.system, await clinic(), { userId: 'new', version: undefined, asked }), [])
  await setText(h, { en: 'You agree.' })
  await setText(h, { en: 'You agree to all of it.' })
  const changes = async (version: number | undefined) => consentChanges(h.system, await clinic(), { userId: 'new', version, asked })
  await refused(changes(undefined), 'CONSENT_NEEDED')
  await refused(changes(1), 'CONSENT_NEEDED')
  assert(await h.store.commit(await changes(2)))
  const [consent] = await h.store.find('consents', { userId: 'new' })
  assert.deepEqual([consent?.textVersion, consent?.isGiven], [2, true])
})
