import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { parse as parseYaml } from 'yaml'
import type { Messages } from './speaker.ts'

/** The texts of a catalogue file by key, as written: the names of its levels, joined by dots, after the file's own. */
export function textsOf(file: string, yaml: string): Map<string, string> {
  const texts = new Map<string, string>()
  const walk = (key: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(key, value)
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, inner] of Object.entries(value)) walk(`${key}.${name}`, inner)
    else throw new Error(`${key}: a text, or more levels of texts; quote what YAML reads as something else`)
  }
  for (const [name, value] of Object.entries((parseYaml(yaml) ?? {}) as object)) walk(`${file}.${name}`, value)
  return texts
}

/** A text as ICU MessageFormat; throws where it is none. */
export function elementsOf(key: string, text: string): MessageFormatElement[] {
  try {
    return parse(text, { requiresOtherClause: true })
  } catch (error) {
    throw new Error(`${key}: ${(error as Error).message} in “${text}”`, { cause: error })
  }
}

/** What is loaded: a plain text as it is, one with placeholders parsed, so that no parser is loaded with it. */
export function compile(texts: ReadonlyMap<string, string>): Messages {
  const messages: Record<string, string | MessageFormatElement[]> = {}
  for (const [key, text] of texts) {
    const elements = elementsOf(key, text)
    const [only] = elements
    messages[key] = elements.length === 1 && only!.type === TYPE.literal ? only!.value : elements
  }
  return messages
}
