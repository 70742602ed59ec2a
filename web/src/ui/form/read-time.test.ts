import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTime } from './read-time.ts'

test('readTime: a time of day as people write it', () => {
  for (const [text, time] of Object.entries({
    '09:30': '09:30',
    '9:30': '09:30',
    ' 9.30 ': '09:30',
    '930': '09:30',
    '0930': '09:30',
    '9': '09:00',
    '14h30': '14:30',
    '2 pm': '14:00',
    '2:30 PM': '14:30',
    '12 a.m.': '00:00',
    '12:15 pm': '12:15',
    '00:00': '00:00',
    '23:59': '23:59',
  }))
    assert.equal(readTime(text), time, text)
})

test('readTime: null for anything else, without guessing', () => {
  for (const text of ['', '24:00', '9:60', '9:3', 'nine', '13 pm', '0 am', '09:30:00', '-9']) assert.equal(readTime(text), null, text)
})
