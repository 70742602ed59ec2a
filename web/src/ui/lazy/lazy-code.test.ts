import { ApiError } from '@medconsult/contract'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lazyCode, onCodeUnavailable, prefetchCode } from './lazy-code.ts'

test('lazyCode: loaded once, and again only after a failure', async () => {
  let asked = 0
  const get = lazyCode(async () => {
    asked += 1
    if (asked === 1) throw new TypeError('Failed to fetch dynamically imported module')
    return 'code'
  })
  await assert.rejects(get(), (error) => error instanceof ApiError && error.code === 'UNREACHABLE')
  assert.deepEqual([await get(), await get(), asked], ['code', 'code', 2])
})

test('prefetchCode: loads all that a role may need, including what loaded code registers; a failure neither stops it nor reloads the page', async () => {
  let reloads = 0
  onCodeUnavailable(async () => {
    reloads += 1
    return false
  })
  const loaded: string[] = []
  lazyCode(async () => {
    loaded.push('call')
    lazyCode(async () => void loaded.push('dialog of the call'))
  })
  lazyCode(async () => void loaded.push('visit'), 'PATIENT')
  lazyCode(async () => void loaded.push('practice'), 'DOCTOR')
  lazyCode(async () => {
    throw new TypeError('Failed to fetch dynamically imported module')
  })
  await prefetchCode('PATIENT')
  assert.deepEqual(loaded, ['call', 'visit', 'dialog of the call'])
  assert.equal(reloads, 0)
})

test('lazyCode: stays pending while the page reloads', async () => {
  onCodeUnavailable(async () => true)
  const get = lazyCode<string>(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  const settled = await Promise.race([
    get().then(
      () => 'loaded',
      () => 'failed',
    ),
    new Promise((resolve) => setImmediate(resolve, 'waits')),
  ])
  assert.equal(settled, 'waits')
})

test('lazyCode: an error thrown by the code itself does not reload the page', async () => {
  onCodeUnavailable(async () => true)
  const broken = new Error('broken')
  await assert.rejects(lazyCode(() => Promise.reject(broken))(), broken)
})

test('every import() is a lazyCode, so that no code is missing after an upgrade', () => {
  const root = join(import.meta.dirname, '../..')
  const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const bare = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^.*\bimport\(.*$/gm)]
      .map(([line]) => line.trim())
      .filter((line) => !/\blazyCode\((?:async )?\(\) => (?:import\(|\(await import\()/.test(line))
      .map((line) => `${file}: ${line}`),
  )
  assert.deepEqual(bare, [])
  const globs = files.filter((file) => /import\.meta\.glob/.test(readFileSync(join(root, file), 'utf8')))
  assert.deepEqual(globs, [join('ui', 'page', 'page-code.ts')])
})
