let segmenter: Intl.Segmenter | undefined

/** The text's user-perceived characters: a letter with its marks, a whole emoji. */
export const graphemesOf = (text: string): string[] =>
  Array.from((segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text), ({ segment }) => segment)

/** White space and zero-width characters that get copied along with text: direction marks, soft hyphens, a byte order mark. */
const INVISIBLE = String.raw`[\s\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+`
const AT_THE_ENDS = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, 'gu')

/** The text without leading and trailing white space and invisible characters. */
export const trimInvisible = (text: string): string => text.replace(AT_THE_ENDS, '')
