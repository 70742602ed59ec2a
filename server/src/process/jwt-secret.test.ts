import assert from 'node:assert/strict'
import { mkdtempDisposableSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError } from './config.ts'
import { keptSecret } from './jwt-secret.ts'

const folder = () => mkdtempDisposableSync(join(tmpdir(), 'medconsult-secret-'))

test('the secret is generated once, readable only by its owner', () => {
  using data = folder()
  const made = keptSecret(data.path)
  assert(made.length >= 32)
  assert.equal(keptSecret(data.path), made)
  assert.equal(statSync(join(data.path, 'jwt-secret')).mode & 0o777, 0o600)
})

test('a stored secret that is short, known or repetitive is refused like JWT_SECRET, without printing or changing it', () => {
  using data = folder()
  const file = join(data.path, 'jwt-secret')
  const weak = {
    short: 'is under 32 bytes',
    'doctor-consultation-secret-key-2025': 'is a known placeholder',
    ['x'.repeat(64)]: 'can be guessed',
  }
  for (const [secret, why] of Object.entries(weak)) {
    writeFileSync(file, `${secret}\n`)
    assert.throws(
      () => keptSecret(data.path),
      (error) => error instanceof ConfigError && error.message.includes(`jwt-secret ${why}; delete it`) && !error.message.includes(secret),
    )
    assert.equal(readFileSync(file, 'utf8'), `${secret}\n`)
  }
})
