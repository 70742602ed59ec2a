import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import type { LanguageRow } from './languages.ts'
import type { PlainKey, RichKey, Texts } from './texts.ts'

/** Compiled texts by key. */
export type Messages = Readonly<Record<string, string | readonly MessageFormatElement[]>>

/** What stands for a text's tags: each is given what is between them. */
export type Parts<R> = Readonly<Record<string, string | number | ((inner: readonly (string | R)[]) => R)>>

/** Says texts in one language. */
export interface Speaker {
  /** A text with its placeholders filled in. */
  text<K extends PlainKey>(key: K, ...values: keyof Texts[K] extends never ? [] : [Texts[K]]): string
  /** A text with tags, in pieces: strings, and what `parts` makes of each tag. */
  rich<R>(key: RichKey, parts: Parts<R>): readonly (string | R)[]
  /** Whether a text has been learned: a server may have a code that this page is too old for. */
  has(key: string): boolean
  /** Adds compiled texts. */
  learn(messages: Messages): void
}

/** Letters that run from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u
/** Between these, a name is set by its own direction and moves nothing around it. */
const [ISOLATE, END] = ['\u2068', '\u2069']

interface Format {
  readonly made: IntlMessageFormat
  /** The placeholders that choose between texts and are not shown. */
  readonly choices: ReadonlySet<string>
}

function choicesIn(elements: readonly MessageFormatElement[]): Set<string> {
  const choices = new Set<string>()
  for (const element of elements) {
    if ('options' in element) choices.add(element.value)
    const inner =
      'options' in element ? Object.values(element.options).flatMap(({ value }) => value) : 'children' in element ? element.children : []
    for (const choice of choicesIn(inner)) choices.add(choice)
  }
  return choices
}

/** Formats are kept once they are made. A text that has not been learned is a programming error. */
export function makeSpeaker({ locale, direction }: Pick<LanguageRow, 'locale' | 'direction'>): Speaker {
  const known = new Map<string, string | readonly MessageFormatElement[]>()
  const formats = new Map<string, Format>()

  function formatOf(key: string): string | Format {
    const made = formats.get(key)
    if (made !== undefined) return made
    const message = known.get(key)
    if (message === undefined) throw new Error(`no text “${key}” has been loaded`)
    if (typeof message === 'string') return message
    const format = { made: new IntlMessageFormat([...message], locale), choices: choicesIn(message) }
    formats.set(key, format)
    return format
  }

  const needsIsolation = (text: string): boolean => direction === 'rtl' || RIGHT_TO_LEFT.test(text)
  const isolated = <V>({ choices }: Format, values: Readonly<Record<string, V>> = {}): Record<string, V | string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, it]) => [
        name,
        typeof it === 'string' && !choices.has(name) && needsIsolation(it) ? `${ISOLATE}${it}${END}` : it,
      ]),
    )

  return {
    text(key, ...[values]) {
      const format = formatOf(key)
      return typeof format === 'string' ? format : String(format.made.format(isolated(format, values)))
    },
    rich<R>(key: string, parts: Parts<R>) {
      const format = formatOf(key)
      if (typeof format === 'string') return [format]
      return [format.made.format<R>(isolated(format, parts) as Parameters<typeof format.made.format<R>>[0])].flat() as (string | R)[]
    },
    has: (key) => known.has(key),
    learn(messages) {
      for (const [key, message] of Object.entries(messages)) known.set(key, message)
    },
  }
}
