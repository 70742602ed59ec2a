import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultAt, faultsOf, fieldProblems } from './field-problems.ts'
import { NewSchedule } from './waiting/schedule.ts'
import { Registration } from './people/user.ts'
import type { z } from './zod.ts'

const plan = { date: '2026-03-02', startTime: '09:00', endTime: '12:00' }
const person = { role: 'DOCTOR', name: 'Ada', email: 'ada@clinic.test', password: 'correct horse battery' }
const faults = (schema: z.ZodType, value: unknown) => faultsOf(schema.safeParse(value).error).map(({ path, code }) => [path, code])

test('fieldProblems: no two rows have the same message, by which an issue is recognised', () => {
  assert.equal(new Set(Object.values(fieldProblems)).size, Object.keys(fieldProblems).length)
})

test('faultsOf: a stable code for each field, ours or zod’s', () => {
  for (const [more, fault] of [
    [{ email: 'ada' }, ['email', 'EMAIL_INVALID']],
    [{ email: 'a'.repeat(1001) }, ['email', 'EMAIL_INVALID']],
    [{ name: ' ' }, ['name', 'NAME_MISSING']],
    [{ name: 'a'.repeat(101) }, ['name', 'NAME_TOO_LONG']],
    [{ name: 'a'.repeat(1001) }, ['name', 'NAME_TOO_LONG']],
    [{ name: 'a\u0007' }, ['name', 'NAME_INVISIBLE']],
    [{ name: 'a \u0301' }, ['name', 'NAME_LONE_ACCENT']],
    [{ name: 'a\u0301\u0301\u0301\u0301' }, ['name', 'NAME_ACCENTS']],
    [{ password: '\ud800 and more' }, ['password', 'PASSWORD_BROKEN']],
    [{ password: 'short' }, ['password', 'PASSWORD_TOO_SHORT']],
    [{ password: 'a'.repeat(73) }, ['password', 'PASSWORD_TOO_LONG']],
    [{ password: 1 }, ['password', 'INVALID_TYPE']],
    [{ more: 1 }, ['', 'UNRECOGNIZED_KEYS']],
  ] as const)
    assert.deepEqual(faults(Registration, { ...person, ...more }), [fault])
  for (const [more, fault] of [
    [{ date: '2.3.2026' }, ['date', 'DATE_INVALID']],
    [{ startTime: '9' }, ['startTime', 'TIME_INVALID']],
    [{ endTime: '09:00' }, ['endTime', 'END_NOT_AFTER_START']],
    [{ endTime: '08:59' }, ['endTime', 'OVERNIGHT_TOO_LONG']],
  ] as const)
    assert.deepEqual(faults(NewSchedule, { ...plan, ...more }), [fault])
  assert.deepEqual(faults(NewSchedule, plan), [])
})

test('faultAt: a row of the table at a field', () => {
  assert.deepEqual(faultAt('date', 'DATE_PAST'), { path: 'date', code: 'DATE_PAST', message: 'The date is in the past.' })
})
