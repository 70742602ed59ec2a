import { z } from '../zod.ts'

/** The clinic’s own texts. */
export const clinicTextKinds = ['consent', 'privacy', 'terms'] as const
export type ClinicTextKind = (typeof clinicTextKinds)[number]

const Question = z.enum(['NO', 'ASKED', 'REQUIRED'])

/** What guests are asked beside their name. */
export const GuestQuestions = z.object({ phone: Question, place: Question, birthDate: Question }).meta({ id: 'GuestQuestions' })
export type GuestQuestions = z.infer<typeof GuestQuestions>

/** How long what is kept, in days; null: no limit. */
export interface ClinicRetention {
  readonly guestsDays: number | null
}

// prettier-ignore
export const clinicMachine = {
  set: { from: [null, 'SET'], to: 'SET', done: [], by: ['SYSTEM'], audit: 'CLINIC_CHANGED' },
} as const
export type ClinicAction = keyof typeof clinicMachine
