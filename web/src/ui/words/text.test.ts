import assert from 'node:assert/strict'
import { test } from 'node:test'
import { t } from './text.ts'

test('t: says a text of the catalogues', () => {
  assert.equal(t('enter.signIn.title'), 'Sign in')
})
