import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openInMemory } from '../test/stores.ts'
import { makeHarness } from '../test/harness.ts'
import { readClinicFile } from './clinic-file.ts'
import { readClinic } from './read-clinic.ts'
import { setClinic } from './set-clinic.ts'
import { showClinic } from './show-clinic.ts'

const faults = (yaml: string) => {
  const read = readClinicFile(yaml)
  assert('faults' in read, yaml)
  return read.faults
}
const change = (yaml: string) => {
  const read = readClinicFile(yaml)
  assert('change' in read, JSON.stringify(read))
  return read.change
}
const example = readFileSync(join(import.meta.dirname, '../../../docs/clinic.example.yaml'), 'utf8')

test('readClinicFile: numbers keep their zeros, NO stays NO, an empty value unsets, what is not named is absent', () => {
  assert.deepEqual(change(''), {})
  assert.deepEqual(change('# nothing'), {})
  assert.deepEqual(change('emergencyNumber: 0112\nphone: 0441234567'), { emergencyNumber: '0112', phone: '0441234567' })
  assert.deepEqual(change('asks:\n  phone: NO'), { asks: { phone: 'NO' } })
  assert.deepEqual(change('retention:\n  guestsDays: 90'), { retention: { guestsDays: 90 } })
  assert.deepEqual(change('name:\nlanguages:\nasks:'), { name: null, languages: null, asks: null })
  assert.deepEqual(change('texts:\n  terms:\n  consent:\n    en: " You agree. "\n    de:'), {
    texts: { terms: null, consent: { en: 'You agree.', de: null } },
  })
})

test('readClinicFile: every fault has a line of its own', () => {
  assert.deepEqual(faults('nam: x\nasks:\n  weight: NO\ntexts:\n  imprint:\n    en: x\n  terms:\n    xx: y'), [
    'asks.weight: is not a setting of the clinic.',
    'texts.terms.xx: is not a setting of the clinic.',
    'texts.imprint: is not a setting of the clinic.',
    'nam: is not a setting of the clinic.',
  ])
  assert.match(faults('languages: [de, xx]')[0]!, /^languages\.1: is not a language of pages; there are en, de,/)
  assert.deepEqual(faults('languages: [de, de]'), ['languages: names a language twice.'])
  assert.deepEqual(faults('languages: []'), ['languages: is empty; leave it out, or name a language.'])
  assert.deepEqual(faults('asks:\n  phone: MAYBE'), ['asks.phone: is none of NO, ASKED, REQUIRED.'])
  for (const days of ['0', '3651', '1.5', 'ever'])
    assert.deepEqual(faults(`retention:\n  guestsDays: ${days}`), ['retention.guestsDays: is not a number of days from 1 to 3650.'])
  assert.match(faults('phone: call us')[0]!, /^phone: is not a telephone number/)
  assert.match(faults(`name: ${'x'.repeat(101)}`)[0]!, /^name: is over 100 characters/)
  assert.match(faults('name: "a\\u0007b"')[0]!, /^name: .*control characters/)
  assert.deepEqual(faults(`texts:\n  terms:\n    en: ${'x'.repeat(20_001)}`), ['texts.terms.en: is over 20000 characters.'])
  assert.deepEqual(faults('texts: a text'), ['texts: is not a group of settings.'])
  assert.deepEqual(faults('- a list'), ['The file: is not a group of settings.'])
  assert.match(faults('name: [')[0]!, /^The file is not YAML: /)
  assert.match(faults('name: a\nname: b')[0]!, /^The file is not YAML: /)
  assert.match(faults('name: &a x\nphone: *a')[0]!, /^The file is not YAML: /)
  assert.match(faults(`# ${'x'.repeat(2 * 1024 * 1024)}`)[0]!, /^The file is larger/)
})

test('showClinic: what it prints sets the same again, and nothing more', async () => {
  await using h = await makeHarness()
  const { settings } = h.services
  const nothing = await showClinic(h.store, settings)
  assert.deepEqual(change(nothing.join('\n')), {})
  assert(nothing.includes('# name: MedConsult'), nothing.join('\n'))
  await setClinic(h.system, change(example))
  const clinic = await readClinic(h.store, settings)
  assert.equal(clinic.retention.guestsDays, 60)
  assert.deepEqual([clinic.name, clinic.emergencyNumber, clinic.languages], ['Almond Street Clinic', '999', ['en', 'de', 'fr', 'ar']])
  const printed = (await showClinic(h.store, settings)).join('\n')
  assert.deepEqual(await setClinic(h.system, change(printed)), [])
  await using other = await openInMemory()
  await setClinic({ ...h.system, store: other }, change(printed))
  assert.deepEqual(await readClinic(other, settings), clinic)
})
