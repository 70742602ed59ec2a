import type { Language } from '@medconsult/words'

const YEAR_SECONDS = 31_536_000

/** Where this tab keeps the language that was chosen last, until the account of its person has it too. */
export const CHOSEN = 'medconsult.language'

function noteChosen(language: Language): void {
  try {
    sessionStorage.setItem(CHOSEN, language)
  } catch {
    // A browser that refuses storage: the account keeps the language that it has.
  }
}

// The names are those of the server’s `readLanguages`.
type LanguageCookie = 'language' | 'account_language'

const valueOf = (name: LanguageCookie): string | null =>
  document.cookie
    .split('; ')
    .find((it) => it.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? null

function setCookie(name: LanguageCookie, value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`
}

/** Keeps the language for this browser and loads the page again in it; false: the browser refuses the cookie, and nothing happens. */
export function chooseLanguage(language: Language): boolean {
  setCookie('language', language, YEAR_SECONDS)
  const isKept = valueOf('language') === language
  if (isKept) {
    noteChosen(language)
    location.reload()
  }
  return isKept
}

/**
 * Keeps the language of the account that has signed in, null if none has: it counts where no language has been chosen on this
 * browser. True if it is not the one before and counts.
 */
export function keepAccountLanguage(own: Language | null): boolean {
  const before = valueOf('account_language')
  setCookie('account_language', own ?? '', own === null ? 0 : YEAR_SECONDS)
  return valueOf('account_language') === own && before !== own && valueOf('language') === null
}
