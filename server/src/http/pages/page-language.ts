import type { OfferedLanguage } from '@medconsult/contract'
import { languageNames, languages, type Language } from '@medconsult/words'
import Negotiator from 'negotiator'
import { readLanguages } from '../cookie.ts'

interface Asking {
  readonly cookie?: string | undefined
  readonly 'accept-language'?: string | undefined
}

/** What a clinic's pages may be in, and which of these are offered to who has not chosen. */
interface Languages<L extends string> {
  readonly all: readonly L[]
  readonly offered: readonly L[]
}

/** The language of a page: the one chosen on this browser, else the account’s, else the first of those the browser asks for, else the first of all. */
export function languageFrom<L extends string>({ cookie, 'accept-language': accepted }: Asking, { all, offered }: Languages<L>): L {
  const { chosen, accounts } = readLanguages(cookie)
  const known = all.find((it) => it === chosen) ?? offered.find((it) => it === accounts)
  if (known !== undefined) return known
  const asked = new Negotiator({ headers: { 'accept-language': accepted } }).language([...offered])
  return offered.find((it) => it === asked) ?? offered[0]!
}

/** The language of a page of a clinic that offers these, for the headers that ask for it. */
export const pageLanguage = (asking: Asking, offered: readonly OfferedLanguage[]): Language =>
  languageFrom<Language>(asking, { all: [...offered, ...pseudoLanguages], offered })

/** For tests: never offered, only chosen. */
const pseudoLanguages = languageNames.filter((name) => 'isPseudo' in languages[name])
