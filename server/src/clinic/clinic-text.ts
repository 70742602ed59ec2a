import { Refusal } from '../core/refusal.ts'
import type { RequestUseCase } from '../core/use-case.ts'
import { inLanguage } from './in-language.ts'
import { CLINIC_ID } from '../core/clinic-row.ts'
import { clinicOf, textId, type ClinicDefaults } from './read-clinic.ts'

/** One of the clinic’s own texts, in the version in force or in an older one. NOT_FOUND for a version that there is not. */
export const makeClinicText =
  (defaults: ClinicDefaults): RequestUseCase<'clinicText'> =>
  async ({ store }, { params: { kind }, query }, { languages: asked }) => {
    const row = await store.get('clinic', CLINIC_ID)
    const version = query.version ?? row?.texts[kind]
    if (version === undefined) return null
    const text = await store.get('clinic_texts', textId(kind, version))
    if (text === null) throw new Refusal('NOT_FOUND')
    return { kind, version, ...inLanguage(text.texts, asked, clinicOf(row, defaults).languages) }
  }
