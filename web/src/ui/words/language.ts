import { languages, type Language } from '@medconsult/words'

const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name)

const written = typeof document === 'undefined' ? '' : document.documentElement.lang

/** The language of the page, as the server wrote it. */
export const language: Language = isLanguage(written) ? written : 'en'

/** Of the page's dates, times and digits. */
export const pageLanguage = languages[language].locale

/** For parsing numbers out of a formatted date; never shown. */
export const machineLocale = 'en-GB-u-nu-latn'
