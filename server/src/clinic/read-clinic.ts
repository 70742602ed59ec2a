import { GUESTS_DAYS, offeredLanguages, type ClinicRetention, type GuestQuestions, type OfferedLanguage } from '@medconsult/contract'
import { CLINIC_ID } from '../core/clinic-row.ts'
import { memoizedByRow } from '../store/cache/memoized-by-row.ts'
import type { Row } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

/** What the environment says of the clinic; it counts where the operator has set nothing. */
export interface ClinicDefaults {
  readonly clinicName: string
  readonly clinicPhone: string | null
  readonly emergencyNumber: string
}

/** One of the clinic’s texts, by language; `version` changes with its wording, not with a translation that is added. */
export interface VersionedText {
  readonly version: number
  readonly texts: Readonly<Partial<Record<OfferedLanguage, string>>>
}

export interface ClinicSettings {
  readonly name: string
  readonly phone: string | null
  readonly emergencyNumber: string
  /** Those that pages and notices are offered in, the clinic’s first language first. */
  readonly languages: readonly OfferedLanguage[]
  readonly asks: GuestQuestions
  readonly retention: ClinicRetention
  /** The consent text in force; null: nobody is asked. */
  readonly consent: VersionedText | null
}

/** The id of a version of one of the clinic’s texts. */
export const textId = (kind: string, version: number): string => `${kind}:${version}`

const UNSET: GuestQuestions = { phone: 'ASKED', place: 'ASKED', birthDate: 'NO' }

/** The clinic as the operator has set it, over what the environment says. */
export async function readClinic(store: Store, defaults: ClinicDefaults): Promise<ClinicSettings> {
  const row = await store.get('clinic', CLINIC_ID)
  const version = row?.texts.consent
  const text = version === undefined ? null : await store.get('clinic_texts', textId('consent', version))
  return { ...clinicOf(row, defaults), consent: text === null ? null : versioned(text) }
}

/** The same without its texts; `row` null: the operator has set nothing. */
export const clinicOf = (row: Row<'clinic'> | null, { clinicName, clinicPhone, emergencyNumber }: ClinicDefaults) => ({
  name: row?.name ?? clinicName,
  phone: row?.phone ?? clinicPhone,
  emergencyNumber: row?.emergencyNumber ?? emergencyNumber,
  languages: row?.languages ?? offeredLanguages,
  asks: row?.asks ?? UNSET,
  retention: row?.retention ?? { guestsDays: GUESTS_DAYS },
})

const versioned = memoizedByRow(({ textVersion: version, texts }: Row<'clinic_texts'>): VersionedText => ({ version, texts }))
