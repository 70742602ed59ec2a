import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const documents = globSync(['*.md', 'docs/**/*.md', 'bench/*.md', 'deploy/*.md'], { cwd: root })
const textOf = (document: string): string => readFileSync(join(root, document), 'utf8')

/** Folders that a path in backticks may be relative to. */
const starts = ['', 'server/src', 'web/src', 'docs']

test('every link in the documents has a target', () => {
  const dead = documents.flatMap((document) =>
    [...textOf(document).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !existsSync(join(root, dirname(document), path)))
      .map((path) => `${document}: ${path}`),
  )
  assert(documents.length > 5)
  assert.deepEqual(dead, [])
})

test('every source file that the documents name exists', () => {
  const missing = documents.flatMap((document) =>
    [...textOf(document).matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|tsx|md))`/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !starts.some((start) => existsSync(join(root, start, path))))
      .map((path) => `${document}: ${path}`),
  )
  assert.deepEqual(missing, [])
})

test('every decision record has a context, a decision and consequences', () => {
  const decisions = globSync('docs/decisions/*.md', { cwd: root })
  assert(decisions.length > 5)
  for (const decision of decisions) {
    for (const part of ['**Context.**', '**Decision.**', '**Consequences.**'])
      assert(textOf(decision).includes(part), `${decision}: ${part}`)
  }
})
