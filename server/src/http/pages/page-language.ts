import { languageNames, type Language } from '@medconsult/words'
import Negotiator from 'negotiator'
import { readLanguage } from '../cookie.ts'

interface Asking {
  readonly cookie?: string | undefined
  readonly 'accept-language'?: string | undefined
}

/** The language of a page: the one chosen on this browser, else the first of those it asks for that there is, else the first of all. */
export function pageLanguage<L extends string = Language>(
  { cookie, 'accept-language': accepted }: Asking,
  offered: readonly L[] = languageNames as readonly string[] as readonly L[],
): L {
  const chosen = offered.find((it) => it === readLanguage(cookie))
  if (chosen !== undefined) return chosen
  const asked = new Negotiator({ headers: { 'accept-language': accepted } }).language([...offered])
  return offered.find((it) => it === asked) ?? offered[0]!
}
