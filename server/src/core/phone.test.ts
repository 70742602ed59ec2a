import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phoneOf } from './phone.ts'

test('phoneOf: in E.164, of the clinic’s country unless it names one', () => {
  for (const [typed, clinic, phone] of [
    ['+41 44 123 45 67', null, '+41441234567'],
    ['044 123 45 67', '+41 44 987 65 43', '+41441234567'],
    ['0041 44 123 45 67', '+41 44 987 65 43', '+41441234567'],
    ['+49 (30) 901820', '+41 44 987 65 43', '+4930901820'],
    ['٠٤٤١٢٣٤٥٦٧', '+41 44 987 65 43', '+41441234567'],
    ['044 123 45 67', null, null],
    ['044 123 45 67', '044 987 65 43', null],
    ['+41 900 123456', null, null],
    ['+41 848 123456', null, null],
    ['call +41 44 123 45 67', null, null],
    ['+41 44 123 45 67 ext. 8', null, null],
    ['+41 1', null, null],
    ['', '+41 44 987 65 43', null],
  ] as const)
    assert.equal(phoneOf(typed, clinic), phone, typed)
})
