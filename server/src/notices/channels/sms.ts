import type { SmsSettings } from '../../process/config.ts'
import type { Store } from '../../store/store.ts'
import type { Message } from '../message.ts'
import type { Send } from '../outbox.ts'
import { phoneOf } from '../../core/phone.ts'
import { countryOf } from './country-of.ts'

interface SmsOptions extends SmsSettings {
  /** The clinic's telephone number, whose country counts unless others are named. */
  readonly clinicPhone: (store: Store) => Promise<string | null>
  readonly store: Store
}

/** Sends an SMS by one HTTP request. A number of another country is refused: nobody makes the clinic pay for it. */
export function makeSms({ url, headers, body, countries, clinicPhone, store }: SmsOptions): Send {
  const escape = escapingOf(headers['content-type'] ?? '')
  return async (message, { address }, signal) => {
    if (address === null) return { outcome: 'NOWHERE', code: 'NO_ADDRESS' }
    const to = phoneOf(address, null)
    if (to === null) return { outcome: 'REFUSED', code: 'NO_NUMBER' }
    const country = countryOf(to)
    const allowed: readonly (string | null)[] = countries ?? [countryOf((await clinicPhone(store)) ?? '')]
    if (country === null || !allowed.includes(country)) return { outcome: 'REFUSED', code: 'COUNTRY' }
    const values: Record<string, string> = { to, text: textOf(message) }
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: body.replace(/\{(to|text)\}/g, (_, name: string) => escape(values[name]!)),
      redirect: 'manual',
      signal,
    })
    await response.body?.cancel()
    return { outcome: response.ok ? 'SENT' : 'AGAIN', code: `HTTP_${response.status}` }
  }
}

const textOf = ({ clinic, sentence, link }: Message): string => `${clinic}: ${sentence} ${link}`

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** How a value stands in a body of this type, so that it cannot end what it stands in. */
function escapingOf(contentType: string): (value: string) => string {
  const type = contentType.split(';')[0]!.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return encodeURIComponent
  if (/[/+]xml$/.test(type)) return (value) => value.replace(/[&<>"']/g, (char) => XML[char]!)
  if (/[/+]json$/.test(type)) return (value) => JSON.stringify(value).slice(1, -1)
  return (value) => value.replaceAll(/\p{Cc}+/gu, ' ')
}
