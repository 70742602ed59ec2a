import { OfferedLanguage } from '../people/offered-language.ts'
import { z } from '../zod.ts'

/** The clinic’s own texts. */
export const clinicTextKinds = ['consent', 'privacy', 'terms'] as const
export const ClinicTextKind = z.enum(clinicTextKinds).meta({ id: 'ClinicTextKind' })
export type ClinicTextKind = z.infer<typeof ClinicTextKind>

/** One of the clinic’s texts, in one language. */
export const ClinicText = z
  .object({ kind: ClinicTextKind, version: z.int(), language: OfferedLanguage, text: z.string() })
  .meta({ id: 'ClinicText' })
export type ClinicText = z.infer<typeof ClinicText>

const Question = z.enum(['NO', 'ASKED', 'REQUIRED'])

/** What guests are asked beside their name. */
export const GuestQuestions = z.object({ phone: Question, place: Question, birthDate: Question }).meta({ id: 'GuestQuestions' })
export type GuestQuestions = z.infer<typeof GuestQuestions>

/** How long what is kept, in days: `guestsDays`, what guests and invited people told, from the end of their practice. */
export interface ClinicRetention {
  readonly guestsDays: number
}

// prettier-ignore
export const clinicMachine = {
  set: { from: [null, 'SET'], to: 'SET', done: [], by: ['SYSTEM'], audit: 'CLINIC_CHANGED' },
} as const
export type ClinicAction = keyof typeof clinicMachine
