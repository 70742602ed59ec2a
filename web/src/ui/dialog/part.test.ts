import { ApiError } from '@medconsult/contract'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fetchAhead, part, whenLost } from './part.ts'

test('part: fetched once, and again only after a failure', async () => {
  let asked = 0
  const get = part(async () => {
    asked += 1
    if (asked === 1) throw new TypeError('Failed to fetch dynamically imported module')
    return 'code'
  })
  await assert.rejects(get(), (error) => error instanceof ApiError && error.code === 'UNREACHABLE')
  assert.deepEqual([await get(), await get(), asked], ['code', 'code', 2])
})

test('fetchAhead: what a role may need, with what parts bring along; a failure stops nothing and loads nothing again', async () => {
  let reloads = 0
  whenLost(async () => {
    reloads += 1
    return false
  })
  const came: string[] = []
  part(async () => {
    came.push('call')
    part(async () => void came.push('dialog of the call'))
  })
  part(async () => void came.push('visit'), 'PATIENT')
  part(async () => void came.push('practice'), 'DOCTOR')
  part(async () => {
    throw new TypeError('Failed to fetch dynamically imported module')
  })
  await fetchAhead('PATIENT')
  assert.deepEqual(came, ['call', 'visit', 'dialog of the call'])
  assert.equal(reloads, 0)
})

test('a part that is wanted and lost is waited for while the page is loaded again', async () => {
  whenLost(async () => true)
  const get = part<string>(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  const settled = await Promise.race([
    get().then(
      () => 'came',
      () => 'failed',
    ),
    new Promise((resolve) => setImmediate(resolve, 'waits')),
  ])
  assert.equal(settled, 'waits')
})

test('a part that breaks as it runs is not lost: loading it again would break it again', async () => {
  whenLost(async () => true)
  const broken = new Error('broken')
  await assert.rejects(part(() => Promise.reject(broken))(), broken)
})

test('no code is fetched but as a part, so that none is missing after an upgrade', () => {
  const root = join(import.meta.dirname, '../..')
  const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const bare = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^.*\bimport\(.*$/gm)]
      .map(([line]) => line.trim())
      .filter((line) => !/\bpart\((?:async )?\(\) => (?:import\(|\(await import\()/.test(line))
      .map((line) => `${file}: ${line}`),
  )
  assert.deepEqual(bare, [])
  const globs = files.filter((file) => /import\.meta\.glob/.test(readFileSync(join(root, file), 'utf8')))
  assert.deepEqual(globs, [join('ui', 'page', 'page-code.ts')])
})
