import type { RequestUseCase } from '../core/use-case.ts'
import { enterByCode } from './enter-by-code.ts'
import { enterByLink } from './enter-by-link.ts'
import type { GuestServices } from './guest-services.ts'

/**
 * Signs a guest in: a new one by a practice link, or whoever a personal link belongs to; the first to use it. NOT_FOUND, INVITED_ONLY,
 * ACCOUNT_ONLY, PRACTICE_CLOSED, INVALID, RATE_LIMITED, CONSENT_NEEDED, MOVED_TOO_OFTEN.
 */
export const makeEnterAsGuest =
  (services: GuestServices): RequestUseCase<'enterAsGuest'> =>
  async (ctx, { body }, request) => {
    const { secret, joinCode } = body
    if (secret !== undefined) return enterByLink(ctx, services, { ...body, secret }, request)
    return enterByCode(ctx, services, { ...body, joinCode: joinCode ?? '' }, request)
  }
