import type { OfferedLanguage } from '@medconsult/contract'
import { keepAccountLanguage } from '../ui/words/choose-language.ts'
import { clinic } from '../ui/words/clinic.ts'
import { language } from '../ui/words/language.ts'

/** After a sign-in: loads the page again in the account’s language, unless another has been chosen on this browser. */
export function adoptLanguage(own: OfferedLanguage | null): void {
  const offered = own !== null && clinic.languages.includes(own) ? own : null
  if (keepAccountLanguage(offered) && offered !== language) location.reload()
}
