import type { OfferedLanguage } from '@medconsult/contract'
import { chooseLanguage, hasChosenLanguage } from '../ui/words/choose-language.ts'
import { clinic } from '../ui/words/clinic.ts'
import { language } from '../ui/words/language.ts'

/** After a sign-in: loads the page again in the account’s language, unless another has been chosen on this browser. */
export function adoptLanguage(own: OfferedLanguage | null): void {
  if (own !== null && own !== language && clinic.languages.includes(own) && !hasChosenLanguage()) chooseLanguage(own)
}
