import { graphemesOf } from '@medconsult/contract'

/** Before a name, with a dot or without one. */
const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'mx', 'miss', 'sir', 'dame', 'herr', 'frau', 'dra', 'د'])
/** Behind it, where no comma says so. */
const SUFFIXES = new Set('md do dds dmd phd msc bsc mba mbbs mbchb frcp frcs facp rn np pa jr sr ii iii iv'.split(' '))

const key = (word: string): string => word.replaceAll('.', '').toLowerCase()
/** “med.” of “Dr. med.” and “Univ.-Prof.” are, “J.” of “J. Quinn” is not. */
const isTitle = (word: string): boolean => TITLES.has(key(word)) || /^\p{L}{2,}\.(?:-\p{L}{2,}\.?)*$/u.test(word)
const isSuffix = (word: string): boolean => SUFFIXES.has(key(word))
const isShown = (word: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word)

interface NameWords {
  readonly titles: readonly string[]
  /** Neither titles nor what stands behind a name. */
  readonly words: readonly string[]
  /** Something in it makes it unsure which word is the family's. */
  readonly isOdd: boolean
}

/** A name taken apart. “Quinn, Sarah” comes as “Sarah Quinn”, “Sarah Quinn, MD” without its “MD”. */
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

/** How many titles begin these words; one word at least is the name. */
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
