import { z } from '../zod.ts'
import { Instant } from '../primitives.ts'
import { OfferedLanguage } from './offered-language.ts'

/** The clinic’s consent text, in one language. */
export const ConsentText = z.object({ version: z.int(), language: OfferedLanguage, text: z.string() }).meta({ id: 'ConsentText' })
export type ConsentText = z.infer<typeof ConsentText>

/** A person’s newest answer. */
export const Consent = z
  .object({ textVersion: z.int(), language: OfferedLanguage, isGiven: z.boolean(), at: Instant })
  .meta({ id: 'Consent' })
export type Consent = z.infer<typeof Consent>

/** Consents are only ever added: the newest of a person counts. */
// prettier-ignore
export const consentMachine = {
  give: { from: [null], to: 'GIVEN', done: [], by: ['PATIENT'], audit: 'CONSENT_GIVEN' },
  withdraw: { from: [null], to: 'WITHDRAWN', done: [], by: ['PATIENT'], audit: 'CONSENT_WITHDRAWN' },
} as const
export type ConsentAction = keyof typeof consentMachine
