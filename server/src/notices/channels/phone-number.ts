import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/** A telephone number in E.164, as typed with its country code or, with `country`, without one; null if it is none. */
export function phoneNumber(text: string, country?: string | null): string | null {
  const number = parsePhoneNumberFromString(text, (country ?? undefined) as CountryCode | undefined)
  return number?.isValid() === true ? number.number : null
}

/** The country of a telephone number that is written with its country code (ISO 3166), else null. */
export const countryOf = (text: string): string | null => {
  const number = parsePhoneNumberFromString(text.replace(/\(0\)/, ''))
  return number?.isValid() === true ? (number.country ?? null) : null
}
