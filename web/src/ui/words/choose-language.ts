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

/** Keeps the language for this browser and loads the page again in it; false: the browser refuses the cookie, and nothing happens. */
export function chooseLanguage(language: Language): boolean {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `language=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`
  const isKept = document.cookie.split('; ').includes(`language=${language}`)
  if (isKept) {
    noteChosen(language)
    location.reload()
  }
  return isKept
}

/** Whether a language has been chosen on this browser. */
export const hasChosenLanguage = (): boolean => document.cookie.split('; ').some((it) => it.startsWith('language='))
