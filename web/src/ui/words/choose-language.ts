import type { Language } from '@medconsult/words'

const YEAR_SECONDS = 31_536_000

/** Keeps the language for this browser, and loads the page again in it. */
export function chooseLanguage(language: Language): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `language=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`
  location.reload()
}
