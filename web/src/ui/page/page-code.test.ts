import { pages } from '@medconsult/contract'
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

test('every row of the page table has its module, and every page module its row', () => {
  const modules = globSync('**/*.page.tsx', { cwd: join(import.meta.dirname, '../..') }).map((file) => file.replaceAll('\\', '/'))
  // Several pages may be of one module.
  const rows = new Set(Object.values(pages).map(({ chunk }) => `${chunk}.page.tsx`))
  assert.deepEqual(modules.toSorted(), [...rows].toSorted())
})
