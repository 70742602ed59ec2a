/** The language of the page, and so of its dates, times and digits; the same as `lang` in index.html. */
export const pageLanguage = 'en-GB'

/** For parsing numbers out of a formatted date; never shown. */
export const machineLocale = 'en-GB-u-nu-latn'
