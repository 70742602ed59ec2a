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
  de: { name: 'Deutsch', direction: 'ltr', locale: 'de-DE' },
  fr: { name: 'Français', direction: 'ltr', locale: 'fr-FR' },
  it: { name: 'Italiano', direction: 'ltr', locale: 'it-IT' },
  es: { name: 'Español', direction: 'ltr', locale: 'es-ES' },
  pt: { name: 'Português', direction: 'ltr', locale: 'pt-PT' },
  tr: { name: 'Türkçe', direction: 'ltr', locale: 'tr-TR' },
  uk: { name: 'Українська', direction: 'ltr', locale: 'uk-UA' },
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar-u-hc-h23-nu-latn' },
  fa: { name: 'فارسی', direction: 'rtl', locale: 'fa-u-ca-gregory-nu-latn' },
  pseudo: { name: 'Pseudo', direction: 'ltr', locale: 'en-GB', isPseudo: true },
} as const satisfies Record<string, LanguageRow>

export type Language = keyof typeof languages

/** Every language that a page can be in. */
export const languageNames = Object.keys(languages) as Language[]

/** Those that are offered, and written in catalogues. */
export const offeredLanguages = languageNames.filter((name) => !('isPseudo' in languages[name]))
