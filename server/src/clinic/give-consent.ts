import type { Consent } from '@medconsult/contract'
import { Refusal } from '../core/refusal.ts'
import { transact, type Decision } from '../core/transact.ts'
import { person, type RequestUseCase } from '../core/use-case.ts'
import { addConsent, consentText, newestConsent } from './consent.ts'
import { readClinic, type ClinicDefaults } from './read-clinic.ts'

/** Agrees to the clinic’s text. CONSENT_NEEDED, with the text, if it has another version by now; WRONG_STATE if there is none. */
export const makeGiveConsent =
  (defaults: ClinicDefaults): RequestUseCase<'giveConsent'> =>
  async (ctx, { body }, { languages }) =>
    transact(ctx, async (store): Promise<Decision<Consent>> => {
      const user = await store.get('users', person(ctx).userId)
      if (user === null) throw new Refusal('UNAUTHENTICATED')
      const text = consentText(await readClinic(store, defaults), languages)
      if (text === null) throw new Refusal('WRONG_STATE')
      if (text.version !== body.version) throw new Refusal('CONSENT_NEEDED', { consent: text })
      const newest = await newestConsent(store, user.id)
      if (newest?.isGiven === true && newest.textVersion === text.version) return { changes: [], reply: newest }
      return addConsent(ctx, user, newest, text)
    })
