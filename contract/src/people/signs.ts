let segmenter: Intl.Segmenter | undefined

/** What people see as one character each: a letter with its marks, a whole emoji. */
export const graphemesOf = (text: string): string[] =>
  Array.from((segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text), ({ segment }) => segment)

/** Blanks, and signs of no width that come along when a text is copied: marks of direction, soft hyphens, the mark that begins a file. */
const UNSEEN = String.raw`[\s\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+`
const AT_THE_ENDS = new RegExp(`^${UNSEEN}|${UNSEEN}$`, 'gu')

/** A text without the blanks and invisible signs on both sides of it. */
export const trimUnseen = (text: string): string => text.replace(AT_THE_ENDS, '')
