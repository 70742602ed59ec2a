import { person, type RequestUseCase } from '../core/use-case.ts'
import { neededConsent, newestConsent } from './consent.ts'
import { readClinic, type ClinicDefaults } from './read-clinic.ts'

/** What the caller has agreed to or taken back last, and the text that joining would ask them to agree to. */
export const makeOwnConsent =
  (defaults: ClinicDefaults): RequestUseCase<'ownConsent'> =>
  async (ctx, _, { languages }) => {
    const { userId } = person(ctx)
    const clinic = await readClinic(ctx.store, defaults)
    return {
      newest: await newestConsent(ctx.store, userId),
      needed: await neededConsent(ctx.store, clinic, userId, languages),
    }
  }
