import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readClinic } from './clinic.ts'

test('the page’s clinic is read from its meta', () => {
  const written = {
    clinicName: 'Seeblick',
    emergencyNumber: '144',
    clinicPhone: '+41 44 123 45 67',
    timeZone: 'Europe/Zurich',
    build: 'b7',
  }
  const { clinicName: name, clinicPhone: phone, ...rest } = written
  assert.deepEqual(readClinic(written, 'UTC'), { name, phone, ...rest })
})

test('an unreplaced token becomes its default', () => {
  const defaults = { name: 'MedConsult', emergencyNumber: '112', phone: null, timeZone: 'UTC', build: null }
  const unreplaced = {
    clinicName: '%CLINIC_NAME%',
    emergencyNumber: '%EMERGENCY_NUMBER%',
    clinicPhone: '%CLINIC_PHONE%',
    timeZone: '%TIME_ZONE%',
    build: '%BUILD%',
  }
  assert.deepEqual(readClinic(unreplaced, 'UTC'), defaults)
  assert.deepEqual(readClinic(undefined, 'UTC'), defaults)
  // The server writes an empty string if there is none.
  assert.equal(readClinic({ clinicPhone: '' }, 'UTC').phone, null)
})
