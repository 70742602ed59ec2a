export interface LanguageRow {
  /** Its own name for itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** For dates, times, numbers and plurals. */
  readonly locale: string
  /** For tests: never offered, only chosen. */
  readonly isPseudo?: true
}

/** The languages of pages and notices, in the order in which they are offered. */
export const languages = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  pseudo: { name: 'Pseudo', direction: 'ltr', locale: 'en-GB', isPseudo: true },
} as const satisfies Record<string, LanguageRow>

export type Language = keyof typeof languages

/** Every language that a page can be in. */
export const languageNames = Object.keys(languages) as Language[]

/** Those that are offered, and written in catalogues. */
export const offeredLanguages = languageNames.filter((name) => !('isPseudo' in languages[name]))
