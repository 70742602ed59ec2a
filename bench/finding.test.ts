import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMet, tableOf, type Finding } from './finding.ts'

const finding = (value: number, aim: Finding['aim']): Finding => ({ what: 'x', product: '2 ms', floor: '1 ms', value, aim })

test('isMet: the aim itself counts as met; without an aim the result is null', () => {
  assert.equal(isMet(finding(1.15, { atMost: 1.15 })), true)
  assert.equal(isMet(finding(1.16, { atMost: 1.15 })), false)
  assert.equal(isMet(finding(0.5, { atLeast: 0.5 })), true)
  assert.equal(isMet(finding(0.49, { atLeast: 0.5 })), false)
  assert.equal(isMet(finding(7, null)), null)
})

test('tableOf: a small value keeps two significant digits', () => assert.match(tableOf([finding(0.00696, null)]), /\| 0\.0070 +\|/))

test('tableOf: shows the aim and whether it was met or missed', () => {
  const [, , met, missed, reported] = tableOf([finding(1, { atMost: 1.3 }), finding(0.25, { atLeast: 0.5 }), finding(100, null)]).split(
    '\n',
  )
  assert.match(met!, /\| 1 +\| ≤ 1\.3 \| met +\|/)
  assert.match(missed!, /\| 0\.25 +\| ≥ 0\.5 \| MISSED \|/)
  assert.match(reported!, /\| 100 +\| +\| +\|/)
})
