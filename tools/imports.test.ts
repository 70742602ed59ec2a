import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const nouns = 'accounts|schedules|queue|calls|audit'

/** Who may import what, own folder and platform aside; the first row that matches a file holds. `*`: everything. */
const table: readonly { readonly files: RegExp; readonly may: '*' | RegExp }[] = [
  { files: /^contract\/src\//, may: /^zod$/ },
  {
    files: /^server\/src\/(server|handlers|sweep|main|run-server|open-store|admin|admin-commands|admin-copy|admin-restore)\.ts$/,
    may: '*',
  },
  { files: /^server\/src\/use-case\.ts$/, may: /^contract|^server\/src\/(read-again|store\/(store|rows)|audit\/audit-of)\.ts$/ },
  {
    files: /^server\/src\/(consultation|access|presence|prune)\.ts$/,
    may: /^contract|^server\/src\/(store\/(store|rows)|use-case|consultation|instant-before|in-chunks)\.ts$/,
  },
  {
    files: new RegExp(`^server/src/(${nouns})/`),
    may: /^contract|^package:|^server\/src\/(store\/(store|rows)|use-case|consultation|access|presence|clinic-time|fair-lines)\.ts$/,
  },
  { files: /^server\/src\/store\//, may: /^contract|^package:/ },
  { files: /^server\/src\/metrics\//, may: /^contract|^package:(fastify|prom-client)$|^server\/src\/(config|store\/store)\.ts$/ },
  { files: /^server\/src\/(http|realtime)\//, may: new RegExp(`^contract|^package:|^server/src/(?!(?:${nouns})/)`) },
  { files: /^server\/src\//, may: /^contract|^package:|^server\/src\/([^/]+|store\/(store|rows))\.ts$/ },
  { files: /^web\/src\/[^/]+\.tsx$/, may: '*' },
  { files: /^web\/src\/ui\//, may: /^contract|^package:/ },
  { files: /^web\/src\/queue\//, may: /^contract|^package:|^web\/src\/(ui\/|calls\/|[^/]+\.ts$)/ },
  { files: /^web\/src\//, may: /^contract|^package:|^web\/src\/(ui\/|[^/]+\.ts$|unknown-page\.tsx$)/ },
]

/** `contract`, `zod`, `package:fastify`, or a file of this repository by its path. */
function nameOf(file: string, specifier: string): string {
  if (specifier.startsWith('.'))
    return relative(root, join(root, dirname(file), specifier))
      .split(sep)
      .join('/')
  if (specifier === '@medconsult/contract') return 'contract'
  return file.startsWith('contract/') ? specifier : `package:${specifier}`
}

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map((match) =>
    nameOf(file, match[1] ?? ''),
  )

const files = globSync('{contract,server,web}/src/**/*.{ts,tsx}', { cwd: root }).map((file) => file.split(sep).join('/'))
const product = files.filter((file) => !/\.test\.tsx?$|\.contract\.ts$|\/test\//.test(file))

test('every import of the product stands in the import table', () => {
  assert(product.length > 20)
  const foreign = product.flatMap((file) => {
    const may = table.find((row) => row.files.test(file))?.may
    if (may === undefined) return [`${file} stands in no row of the table`]
    const folder = dirname(file)
    const own = (name: string): boolean =>
      (dirname(name) === folder && !/^(server|web)\/src$/.test(folder)) || name.startsWith('node:') || name.startsWith('package:node:')
    return may === '*'
      ? []
      : importsOf(file)
          .filter((name) => !own(name) && !may.test(name))
          .map((name) => `${file} imports ${name}`)
  })
  assert.deepEqual(foreign, [])
})
