import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { elementsOf } from './compile.ts'

/** What a text has to be given: placeholders with the types of their values, and tags. */
export interface Needs {
  readonly values: ReadonlyMap<string, string>
  readonly tags: ReadonlySet<string>
  /** The options of each of its plurals. */
  readonly plurals: readonly (readonly string[])[]
}

/** Throws for elements that pages format themselves: dates, times and numbers. */
export function needsOf(key: string, text: string): Needs {
  const values = new Map<string, string>()
  const tags = new Set<string>()
  const plurals: string[][] = []
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) values.set(element.value, values.get(element.value) ?? 'string | number')
      else if (element.type === TYPE.select) values.set(element.value, selectType(Object.keys(element.options)))
      else if (element.type === TYPE.tag) tags.add(element.value)
      else if (element.type !== TYPE.literal && element.type !== TYPE.pound && element.type !== TYPE.plural)
        throw new Error(`${key}: format dates and numbers before they are filled in`)
      if (element.type === TYPE.plural) {
        values.set(element.value, 'number')
        plurals.push(Object.keys(element.options))
      }
      if (element.type === TYPE.tag) walk(element.children)
      if (element.type === TYPE.plural || element.type === TYPE.select) for (const { value } of Object.values(element.options)) walk(value)
    }
  }
  walk(elementsOf(key, text))
  return { values, tags, plurals }
}

const selectType = (options: readonly string[]): string =>
  options
    .map((option) => (option === 'other' ? '(string & {})' : `'${option}'`))
    .toSorted()
    .join(' | ')

/** The source of `texts.ts`: every key of the English catalogues with what its text has to be given. */
export function typeOfTexts(texts: ReadonlyMap<string, string>): string {
  const needs = [...texts].map(([key, text]) => [key, needsOf(key, text)] as const)
  const line = ([key, { values }]: (typeof needs)[number]): string => {
    const fields = [...values].map(([name, type]) => `${name}: ${type}`).join('; ')
    return `  '${key}': ${fields === '' ? 'Nothing' : `{ ${fields} }`}`
  }
  const rich = needs
    .filter(([, { tags }]) => tags.size > 0)
    .map(([key, { tags }]) => `  '${key}': ${[...tags].map((tag) => `'${tag}'`).join(' | ')}`)
  return `// Written by “npm run words” from the English catalogues.
type Nothing = Readonly<Record<never, never>>

/** Every text, with the values of its placeholders. */
export interface Texts {
${needs.map(line).join('\n')}
}

/** The texts with tags, and these. */
export interface Tags {
${rich.join('\n')}
}

export type Key = keyof Texts
export type RichKey = keyof Tags
export type PlainKey = Exclude<Key, RichKey>
`
}
