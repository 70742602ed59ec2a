import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashOfSecret, makeLinkSecret } from './link-secret.ts'

test('makeLinkSecret: 22 characters for each row, others under another key', () => {
  const [one, other] = [makeLinkSecret('a secret'), makeLinkSecret('another')]
  assert.match(one('row 1'), /^[\w-]{22}$/)
  assert.equal(one('row 1'), makeLinkSecret('a secret')('row 1'))
  assert.equal(new Set([one('row 1'), one('row 2'), other('row 1')]).size, 3)
})

test('hashOfSecret: characters as they are written; what base64 would read alike differs', () => {
  assert.match(hashOfSecret('abc'), /^[0-9a-f]{64}$/)
  assert.notEqual(hashOfSecret('QQ'), hashOfSecret('QR'))
})
