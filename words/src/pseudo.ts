import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { Messages } from './speaker.ts'

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'áä',
  e: 'éë',
  i: 'íï',
  o: 'óö',
  u: 'úü',
  y: 'ý',
  A: 'Áä',
  E: 'Éë',
  I: 'Íï',
  O: 'Óö',
  U: 'Úü',
  c: 'ç',
  n: 'ñ',
  s: 'š',
  z: 'ž',
  C: 'Ç',
  N: 'Ñ',
  S: 'Š',
  T: 'Ť',
  R: 'Ř',
}

/** A text accented and 40 % longer, vowels twice, so that what is cut off or stands outside the catalogues shows. */
const pseudoText = (text: string): string => text.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)

/** English texts as a language that nobody speaks, for tests. */
export const pseudo = (messages: Messages): Messages =>
  Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [key, typeof message === 'string' ? pseudoText(message) : pseudoElements(message)]),
  )

type Element = MessageFormatElement & {
  readonly children?: readonly MessageFormatElement[]
  readonly options?: Readonly<Record<string, { readonly value: readonly MessageFormatElement[] }>>
}

const pseudoElements = (elements: readonly MessageFormatElement[]): MessageFormatElement[] =>
  (elements as readonly Element[]).map((element) => {
    const { children, options } = element
    const inner = {
      ...(element.type === TYPE.literal && { value: pseudoText(element.value) }),
      ...(children && { children: pseudoElements(children) }),
      ...(options && {
        options: Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, { value: pseudoElements(value) }])),
      }),
    }
    return { ...element, ...inner }
  })
