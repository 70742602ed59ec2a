import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invitationLength } from './invitation-length.ts'

test('an invitation is as long as the server says', () => {
  const createdAt = '2026-11-23T09:00:00.250Z'
  assert.equal(invitationLength({ createdAt, expiresAt: '2026-11-23T09:01:00.250Z' }), 60)
  assert.equal(invitationLength({ createdAt, expiresAt: '2026-11-23T09:10:00.250Z' }), 600)
  assert.equal(invitationLength({ createdAt, expiresAt: '2026-11-23T09:00:01.250Z' }), 1)
})
