import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Numbers that cost who calls or writes to them extra: nobody is reached there, and a stranger may have typed them. */
const COSTLY: readonly (string | undefined)[] = ['PREMIUM_RATE', 'SHARED_COST']

/**
 * The telephone number in E.164, like +41441234567; null if it is none or costs extra. A number without a country is of the country of the
 * clinic's own, if that names one.
 */
export function phoneOf(typed: string, clinicPhone: string | null): string | null {
  const country = clinicPhone === null ? undefined : parsePhoneNumberFromString(clinicPhone)?.country
  const phone = parsePhoneNumberFromString(typed, { extract: false, ...(country && { defaultCountry: country }) })
  return phone?.isValid() === true && phone.ext === undefined && !COSTLY.includes(phone.getType()) ? phone.number : null
}
