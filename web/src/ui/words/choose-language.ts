import type { Language } from '@medconsult/words'

const YEAR_SECONDS = 31_536_000

/** Keeps the language for this browser and loads the page again in it; false: the browser refuses the cookie, and nothing happens. */
export function chooseLanguage(language: Language): boolean {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `language=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`
  const isKept = document.cookie.split('; ').includes(`language=${language}`)
  if (isKept) location.reload()
  return isKept
}
