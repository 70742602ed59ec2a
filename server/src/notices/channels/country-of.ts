import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** The country of a telephone number that is written with its country code (ISO 3166), else null. */
export function countryOf(phone: string): string | null {
  const number = parsePhoneNumberFromString(phone.replace('(0)', ''))
  return number?.isValid() === true ? (number.country ?? null) : null
}
