import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readClinic } from './clinic.ts'

test('the page’s clinic is read from its meta', () => {
  const written = { clinicName: 'Seeblick', emergencyNumber: '144', timeZone: 'Europe/Zurich', build: 'b7' }
  assert.deepEqual(readClinic(written, 'UTC'), { name: 'Seeblick', emergencyNumber: '144', timeZone: 'Europe/Zurich', build: 'b7' })
})

test('a token nobody replaced becomes its default', () => {
  const defaults = { name: 'MedConsult', emergencyNumber: '112', timeZone: 'UTC', build: null }
  const unreplaced = { clinicName: '%CLINIC_NAME%', emergencyNumber: '%EMERGENCY_NUMBER%', timeZone: '%TIME_ZONE%', build: '%BUILD%' }
  assert.deepEqual(readClinic(unreplaced, 'UTC'), defaults)
  assert.deepEqual(readClinic(undefined, 'UTC'), defaults)
})
