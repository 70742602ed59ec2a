export interface LanguageRow {
  /** Its own name for itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** For dates, times, numbers and plurals. */
  readonly locale: string
}

/** The languages of pages and notices, in the order in which they are offered. */
export const languages = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
} as const satisfies Record<string, LanguageRow>

export type Language = keyof typeof languages

export const languageNames = Object.keys(languages) as Language[]
