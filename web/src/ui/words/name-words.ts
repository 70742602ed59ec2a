import { graphemesOf } from '@medconsult/contract'

/** Before a name, with or without a dot. */
const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'mx', 'miss', 'sir', 'dame', 'herr', 'frau', 'dra', 'د'])
/** After a name without a comma. */
const SUFFIXES = new Set('md do dds dmd phd msc bsc mba mbbs mbchb frcp frcs facp rn np pa jr sr ii iii iv'.split(' '))

const key = (word: string): string => word.replaceAll('.', '').toLowerCase()
/** “med.” of “Dr. med.” and “Univ.-Prof.” are, “J.” of “J. Quinn” is not. */
const isTitle = (word: string): boolean => TITLES.has(key(word)) || /^\p{L}{2,}\.(?:-\p{L}{2,}\.?)*$/u.test(word)
const isSuffix = (word: string): boolean => SUFFIXES.has(key(word))
const isShown = (word: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word)

interface NameWords {
  readonly titles: readonly string[]
  /** Without titles and suffixes. */
  readonly words: readonly string[]
  /** It is uncertain which word is the family name. */
  readonly isOdd: boolean
}

/** Parses a name: “Quinn, Sarah” becomes “Sarah Quinn”, “Sarah Quinn, MD” loses its “MD”. */
export function nameWords(name: string): NameWords {
  const [before = [], after = []] = name.split(',').map((part) => part.split(/\s+/).filter(isShown))
  const given = before.length - titlesIn(before) === 1 ? after.filter((word) => !isSuffix(word)) : []
  const all = [...before.slice(0, titlesIn(before)), ...given, ...before.slice(titlesIn(before))]
  const titles = all.slice(0, titlesIn(all))
  const rest = all.slice(titles.length)
  const suffixes = rest.length > 1 ? rest.slice(1).filter(isSuffix).length : 0
  const words = rest.filter((word, index) => index === 0 || !isSuffix(word))
  return { titles, words, isOdd: suffixes > 0 || /[^\p{L}\p{M}\s.'’-]/u.test(name) }
}

/** How many of these words are leading titles; at least one word is the name. */
function titlesIn(words: readonly string[]): number {
  const count = words.findIndex((word) => !isTitle(word))
  return count === -1 ? Math.max(0, words.length - 1) : count
}

/** A word's first letter, with its marks. */
export function firstLetter(word: string): string {
  const letter = graphemesOf(word).find(isShown) ?? ''
  const upper = letter.toUpperCase()
  return graphemesOf(upper).length === 1 ? upper : letter
}
