import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeredLanguages } from '@medconsult/contract'
import { insert, update } from '../store/store.ts'
import { openInMemory } from '../test/stores.ts'
import { CLINIC_ID, unsetClinic } from '../core/clinic-row.ts'
import { readClinic, textId } from './read-clinic.ts'

const defaults = { clinicName: 'MedConsult', clinicPhone: '+41 44 123 45 67', emergencyNumber: '112' }
const nothing = { ...unsetClinic, id: CLINIC_ID }

test('readClinic: the environment’s, until the operator has set something', async () => {
  await using store = await openInMemory()
  const unset = {
    name: 'MedConsult',
    phone: '+41 44 123 45 67',
    emergencyNumber: '112',
    languages: offeredLanguages,
    asks: { phone: 'ASKED', place: 'ASKED', birthDate: 'NO' },
    retention: { guestsDays: 30 },
    consent: null,
  }
  assert.deepEqual(await readClinic(store, defaults), unset)
  const first = insert('clinic', nothing)
  assert(await store.commit([first]))
  assert.deepEqual(await readClinic(store, defaults), unset)
  const asks = { phone: 'REQUIRED', place: 'NO', birthDate: 'NO' } as const
  const set = update('clinic', first.after, { name: 'Seeblick', languages: ['de', 'fr'], asks, emergencyNumber: '144' })
  assert(await store.commit([set]))
  assert.deepEqual(await readClinic(store, defaults), { ...unset, name: 'Seeblick', languages: ['de', 'fr'], asks, emergencyNumber: '144' })
})

test('readClinic: the consent text in force is the one that the clinic’s row names', async () => {
  await using store = await openInMemory()
  const text = (textVersion: number, en: string) =>
    insert('clinic_texts', {
      id: textId('consent', textVersion),
      kind: 'consent',
      textVersion,
      texts: { en },
      at: '2026-03-02T09:00:00.000Z',
    })
  assert(await store.commit([insert('clinic', { ...nothing, texts: { consent: 2 } }), text(1, 'Old.'), text(2, 'New.')]))
  assert.deepEqual((await readClinic(store, defaults)).consent, { version: 2, texts: { en: 'New.' } })
})
