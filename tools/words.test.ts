import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { offeredLanguages as contractLanguages } from '../contract/src/people/offered-languages.ts'
import { readTexts } from '../words/src/catalogues.ts'
import { languages, offeredLanguages } from '../words/src/languages.ts'
import { needsOf, typeOfTexts } from '../words/src/type-of-texts.ts'
import { TEXTS_FILE } from './words.ts'

const root = join(import.meta.dirname, '..')
const english = readTexts('en')

test('the types of the texts are those of the English catalogues: “npm run words” writes them', () => {
  assert.equal(readFileSync(TEXTS_FILE, 'utf8'), typeOfTexts(english))
})

test('the contract offers the languages that have catalogues, in their order', () => {
  assert.deepEqual(offeredLanguages, contractLanguages)
})

test('every text is said somewhere', () => {
  const sources = globSync('{web,server}/src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file))
  const code = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  const whole = new Set([...code.matchAll(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/g)].map((match) => match[1]!))
  // A key that is put together: `happened.${action}`.
  const beginnings = [...code.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g)].map((match) => match[1]!)
  assert.deepEqual(
    [...english.keys()].filter((key) => !whole.has(key) && !beginnings.some((it) => key.startsWith(it))),
    [],
  )
})

test('every language has every text, with the placeholders and tags of the English one and the plurals of its own', () => {
  const wrong: string[] = []
  for (const language of offeredLanguages) {
    const texts = readTexts(language)
    for (const key of english.keys()) if (!texts.has(key)) wrong.push(`${language} lacks ${key}`)
    for (const [key, text] of texts) {
      const source = english.get(key)
      if (source === undefined) wrong.push(`${language}: no English text has the key ${key}`)
      else if (needed(key, text) !== needed(key, source)) wrong.push(`${language}: ${key} needs ${needed(key, source)}`)
      for (const options of needsOf(key, text).plurals)
        for (const plural of pluralsOf(languages[language].locale, options)) wrong.push(`${language}: ${key} lacks the plural “${plural}”`)
    }
  }
  assert.deepEqual(wrong, [])
})

/** The plurals of counts up to 200 for which there is no option. */
function pluralsOf(locale: string, options: readonly string[]): Set<string> {
  const rules = new Intl.PluralRules(locale)
  const counts = Array.from({ length: 201 }, (_, n) => n).filter((n) => !options.includes(`=${n}`))
  return new Set(counts.map((n) => rules.select(n)).filter((plural) => !options.includes(plural)))
}

function needed(key: string, text: string): string {
  const { values, tags } = needsOf(key, text)
  return [...[...values.keys()].map((it) => `{${it}}`), ...[...tags].map((it) => `<${it}>`)].toSorted().join(' ')
}
