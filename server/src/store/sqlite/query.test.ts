import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { questionOf } from './query.ts'

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '1', 'null', 'true', '1:a', '|b=1:a', '\0'),
  fc.integer(),
  fc.boolean(),
)
const value = fc.oneof(
  scalar,
  fc.constant(null),
  fc.record({ in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ lt: scalar, gte: scalar }, { requiredKeys: [] }).filter((it) => Object.keys(it).length > 0),
)
const where = fc.dictionary(fc.constantFrom('a', 'b', 'ab'), value, { maxKeys: 3, noNullPrototype: true })
const page = fc.option(
  fc.record(
    { by: fc.constantFrom('a', 'b'), order: fc.constantFrom('asc' as const, 'desc' as const), limit: fc.integer({ min: 1, max: 20 }) },
    { requiredKeys: ['by', 'order'] },
  ),
  { nil: undefined },
)
const question = fc.tuple(where, page)

test('questionOf: equal queries have equal keys, different ones do not', () => {
  fc.assert(
    fc.property(question, question, (one, other) => {
      const [a, b] = [one, other].map((it) => questionOf('table', ...it))
      assert.equal(a === b, JSON.stringify(one) === JSON.stringify(other))
      assert.equal(a, questionOf('table', ...structuredClone(one)))
    }),
    { numRuns: 2000 },
  )
})

test('questionOf: no value can imitate another query', () => {
  assert.notEqual(
    questionOf('users', { email: 'a|role=6:DOCTOR' }, undefined),
    questionOf('users', { email: 'a', role: 'DOCTOR' }, undefined),
  )
  assert.notEqual(questionOf('t', { a: { in: [] } }, undefined), questionOf('t', { a: {} }, undefined))
  assert.notEqual(questionOf('t', { a: 1 }, undefined), questionOf('t', { a: '1' }, undefined))
})
