import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClinicTextKind } from '@medconsult/contract'
import { makeHarness, refused } from '../test/harness.ts'
import { online, upcoming } from '../test/scenes.ts'
import { readClinic } from './read-clinic.ts'
import { setClinic } from './set-clinic.ts'

test('setClinic: what is not named stays; null unsets; one audit row without any words, and none for nothing', async () => {
  await using h = await makeHarness()
  const clinic = () => readClinic(h.store, h.services.settings)
  assert.deepEqual(await setClinic(h.system, {}), [])
  assert.deepEqual(await setClinic(h.system, { name: 'Seeblick', phone: '044 123 45 67', asks: { phone: 'REQUIRED' } }), [
    'name',
    'phone',
    'asks',
  ])
  assert.deepEqual(await setClinic(h.system, { phone: null, languages: ['de', 'fr'] }), ['phone', 'languages'])
  const { name, phone, languages, asks } = await clinic()
  assert.deepEqual([name, phone, languages, asks], ['Seeblick', null, ['de', 'fr'], { phone: 'REQUIRED', place: 'ASKED', birthDate: 'NO' }])
  h.announced()
  assert.deepEqual(await setClinic(h.system, { name: 'Seeblick', languages: ['de', 'fr'] }), [])
  assert.deepEqual(h.announced(), [])
  await setClinic(h.system, { asks: null, texts: { consent: { en: 'You agree.' } } })
  assert.equal((await clinic()).asks.phone, 'ASKED')
  const rows = await h.store.find('audit_logs', {}, { by: 'id', order: 'desc', limit: 10 })
  assert.deepEqual(
    rows.toReversed().map((row) => [row.actionType, row.actorUserId, row.metadata]),
    [
      ['CLINIC_CHANGED', null, { changed: 'name phone asks' }],
      ['CLINIC_CHANGED', null, { changed: 'phone languages' }],
      ['CLINIC_CHANGED', null, { changed: 'asks texts.consent', consent: 1 }],
    ],
  )
})

test('setClinic: other words are a new version over all languages, a translation is none; old versions stay readable', async () => {
  await using h = await makeHarness()
  const consent = async () => (await readClinic(h.store, h.services.settings)).consent
  await setClinic(h.system, { texts: { consent: { en: 'One.' } } })
  await setClinic(h.system, { texts: { consent: { de: 'Eins.' } } })
  assert.deepEqual(await consent(), { version: 1, texts: { en: 'One.', de: 'Eins.' } })
  await setClinic(h.system, { texts: { consent: { en: 'Two.', fr: 'Deux.' } } })
  assert.deepEqual(await consent(), { version: 2, texts: { en: 'Two.', de: 'Eins.', fr: 'Deux.' } })
  await setClinic(h.system, { texts: { consent: { de: null } } })
  assert.deepEqual(await consent(), { version: 3, texts: { en: 'Two.', fr: 'Deux.' } })
  await setClinic(h.system, { texts: { consent: null } })
  assert.equal(await consent(), null)
  await setClinic(h.system, { texts: { consent: { en: 'One.' } } })
  assert.equal((await consent())?.version, 4, 'a version is used once')
  const read = async (version?: number, kind: ClinicTextKind = 'consent') =>
    h.nobody.run('clinicText', { params: { kind }, query: { version } })
  assert.deepEqual(await read(), { kind: 'consent', version: 4, language: 'en', text: 'One.' })
  assert.deepEqual(await read(1), { kind: 'consent', version: 1, language: 'en', text: 'One.' })
  await refused(read(5), 'NOT_FOUND')
  assert.equal(await read(undefined, 'terms'), null)
})

test('setClinic: a new consent text changes the counters of every open queue, and nobody’s page is notified', async () => {
  await using h = await makeHarness()
  const { id } = await online(h)
  const planned = await upcoming(h)
  const counters = async () => Promise.all([id, planned.id].map((it) => h.store.get('queue_counters', it)))
  const [open, later] = await counters()
  await setClinic(h.system, { texts: { privacy: { en: 'We keep little.' } } })
  assert.deepEqual(await counters(), [open, later])
  await setClinic(h.system, { texts: { consent: { en: 'You agree.' } } })
  assert.deepEqual(await counters(), [{ ...open!, version: open!.version + 1 }, later])
  await setClinic(h.system, { texts: { consent: { de: 'Sie stimmen zu.' } } })
  assert.equal((await counters())[0]?.version, open!.version + 1)
})
