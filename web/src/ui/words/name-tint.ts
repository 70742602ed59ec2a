import { firstLetter, nameWords } from './name-words.ts'

/** The six tints of a face, in the order the hash picks them. */
export const tints = ['petrol', 'warm', 'violet', 'green', 'ochre', 'mist'] as const
type Tint = (typeof tints)[number]

/** “Dr. Sarah Quinn” → “SQ”; one word gives one letter. */
export function initials(name: string): string {
  const { words } = nameWords(name)
  const first = words.at(0)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last].map((word) => (word === undefined ? '' : firstLetter(word))).join('')
}

const CAPITALISED = /^\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*$/u
const INITIAL = /^\p{Lu}\.?$/u

/** “Dr. Sarah Quinn” → “Dr. Quinn”. The whole name if it has no title, or if the family name is uncertain. */
export function shortDoctor(name: string): string {
  const { titles, words, isOdd } = nameWords(name)
  const [first = '', last = ''] = [words.at(0), words.at(-1)]
  const isSure = !isOdd && words.length > 1 && CAPITALISED.test(first) && CAPITALISED.test(last)
  return titles.length > 0 && isSure && words.slice(1, -1).every((word) => INITIAL.test(word)) ? `${titles[0]} ${last}` : name
}

/** The same name always gets the same tint, with or without its title. FNV-1a; the start spreads a small clinic's names. */
export function nameTint(name: string): Tint {
  let hash = 1397
  for (const letter of nameWords(name).words.join(' ')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return tints[(hash >>> 4) % tints.length] ?? 'petrol'
}
