import { GUESTS_DAYS } from '@medconsult/contract'
import { offeredLanguages, type Language } from '@medconsult/words'

/** What the server writes into the page for this clinic. */
export type Clinic = {
  name: string
  emergencyNumber: string
  /** Null if none is configured. */
  phone: string | null
  /** Those that its pages are offered in, its first language first. */
  languages: readonly Language[]
  /** How long what guests told is kept after their practice, in days. */
  guestsDays: number
  timeZone: string
  /** How people can be reached who are not on the page; what is not set up is not offered. `push`: the key to subscribe with, or null. */
  channels: { mail: boolean; sms: boolean; push: string | null }
  /** The build of this page; null if the server names none. */
  build: string | null
}

type Written = {
  clinicName?: string | undefined
  emergencyNumber?: string | undefined
  clinicPhone?: string | undefined
  languages?: string | undefined
  guestsDays?: string | undefined
  timeZone?: string | undefined
  channels?: string | undefined
  pushKey?: string | undefined
  build?: string | undefined
}

const filled = (value: string | undefined, fallback: string): string =>
  value === undefined || value === '' || value.startsWith('%') ? fallback : value

/** Reads the page's `medconsult` meta; an unreplaced token, as on the development server, becomes its default. */
export function readClinic(written: Written | undefined, browserZone: string): Clinic {
  const channels = filled(written?.channels, '').split(' ')
  return {
    name: filled(written?.clinicName, 'MedConsult'),
    emergencyNumber: filled(written?.emergencyNumber, '112'),
    phone: filled(written?.clinicPhone, '') || null,
    languages: languagesIn(written?.languages),
    guestsDays: Number(filled(written?.guestsDays, String(GUESTS_DAYS))),
    timeZone: filled(written?.timeZone, browserZone),
    channels: { mail: channels.includes('mail'), sms: channels.includes('sms'), push: filled(written?.pushKey, '') || null },
    build: filled(written?.build, '') || null,
  }
}

function languagesIn(list = ''): readonly Language[] {
  const known = list.split(' ').flatMap((name) => offeredLanguages.find((it) => it === name) ?? [])
  return known.length === 0 ? offeredLanguages : known
}

const meta = typeof document === 'undefined' ? null : document.querySelector<HTMLMetaElement>('meta[name="medconsult"]')

export const clinic: Clinic = readClinic(meta?.dataset, Intl.DateTimeFormat().resolvedOptions().timeZone)
