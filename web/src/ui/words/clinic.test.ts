import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeredLanguages } from '@medconsult/words'
import { readClinic } from './clinic.ts'

test('the page’s clinic is read from its meta', () => {
  const written = {
    clinicName: 'Seeblick',
    emergencyNumber: '144',
    clinicPhone: '+41 44 123 45 67',
    languages: 'fr de',
    guestsDays: '90',
    timeZone: 'Europe/Zurich',
    channels: 'mail sms',
    pushKey: 'BKey',
    build: 'b7',
  }
  const { clinicName: name, clinicPhone: phone, pushKey: push, ...rest } = written
  const channels = { mail: true, sms: true, push }
  assert.deepEqual(readClinic(written, 'UTC'), { name, phone, ...rest, languages: ['fr', 'de'], guestsDays: 90, channels })
})

test('an unreplaced token becomes its default', () => {
  const defaults = {
    name: 'MedConsult',
    emergencyNumber: '112',
    phone: null,
    languages: offeredLanguages,
    guestsDays: 30,
    timeZone: 'UTC',
    channels: { mail: false, sms: false, push: null },
    build: null,
  }
  const unreplaced = {
    clinicName: '%CLINIC_NAME%',
    emergencyNumber: '%EMERGENCY_NUMBER%',
    clinicPhone: '%CLINIC_PHONE%',
    languages: '%LANGUAGES%',
    guestsDays: '%GUESTS_DAYS%',
    timeZone: '%TIME_ZONE%',
    channels: '%CHANNELS%',
    pushKey: '%PUSH_KEY%',
    build: '%BUILD%',
  }
  assert.deepEqual(readClinic(unreplaced, 'UTC'), defaults)
  assert.deepEqual(readClinic(undefined, 'UTC'), defaults)
  // The server writes an empty string if there is none.
  assert.equal(readClinic({ clinicPhone: '' }, 'UTC').phone, null)
})
