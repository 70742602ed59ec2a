import type { Consent } from '@medconsult/contract'
import { Refusal } from '../core/refusal.ts'
import { transact, type Decision } from '../core/transact.ts'
import { person, type UseCase } from '../core/use-case.ts'
import { addConsent, newestConsent } from './consent.ts'

/** Takes the caller’s consent back; a place that they hold stays. Null if they have never given any. */
export const withdrawConsent: UseCase<'withdrawConsent'> = async (ctx) =>
  transact(ctx, async (store): Promise<Decision<Consent | null>> => {
    const user = await store.get('users', person(ctx).userId)
    if (user === null) throw new Refusal('UNAUTHENTICATED')
    const newest = await newestConsent(store, user.id)
    return newest?.isGiven === true ? addConsent(ctx, user, newest, null) : { changes: [], reply: newest }
  })
