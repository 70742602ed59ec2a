import { parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * The telephone number in E.164, like +41441234567; null if it is none. A number without a country is of the country of the
 * clinic's own, if that names one.
 */
export function phoneOf(typed: string, clinicPhone: string | null): string | null {
  const country = clinicPhone === null ? undefined : parsePhoneNumberFromString(clinicPhone)?.country
  const phone = parsePhoneNumberFromString(typed, { extract: false, ...(country && { defaultCountry: country }) })
  return phone?.isValid() === true && phone.ext === undefined ? phone.number : null
}
