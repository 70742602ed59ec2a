/** The language of the page's words, and so of its dates, times and digits. There is one so far: `lang` in index.html says the same. */
export const pageLanguage = 'en-GB'

/** For reading numbers out of a formatted date; nobody sees it. */
export const machineLocale = 'en-GB-u-nu-latn'
