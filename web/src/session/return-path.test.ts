import assert from 'node:assert/strict'
import test from 'node:test'
import { returnPath, signInPath } from './return-path.ts'

const back = (path: string) => returnPath(new URL(signInPath(path), 'http://clinic.test').search)

test('returnPath: leads back to a page of this site, and nowhere else', () => {
  assert.equal(back('/visit/1?x=2'), '/visit/1?x=2')
  assert.equal(back('/'), '/')
  for (const foreign of [
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/login?return=/x',
    '/register',
    '/j/ABCDEFGHJK',
    '/i',
  ])
    assert.equal(returnPath(`?return=${encodeURIComponent(foreign)}`), '/', foreign)
  for (const hidden of [
    '/\t/evil.test',
    '/\n/evil.test',
    '\t//evil.test',
    '/\t\\evil.test',
    '/.//evil.test',
    '/x/..//evil.test',
    '/\tlogin',
  ])
    assert.equal(returnPath(`?return=${encodeURIComponent(hidden)}`), '/', JSON.stringify(hidden))
  assert.equal(back('/visit/1?x=2#y'), '/visit/1?x=2#y')
  assert.equal(returnPath(''), '/')
})
