import assert from 'node:assert/strict'
import { openStatuses, step, userMachine, type UserAction, type UserStatus } from '@medconsult/contract'
import { hasLiveEntry } from '../../core/access.ts'
import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import { type Ctx, type RequestUseCase } from '../../core/use-case.ts'
import { update, type Change, type Store } from '../../store/store.ts'
import type { AccountServices } from '../account-services.ts'
import { endLogins } from '../end-logins.ts'
import { endLinks } from '../links/account-link.ts'
import { makeCheckPassword, ownAccount, wrongPassword, type Account } from './own-password.ts'

/** What belongs to a person and not to the record of a visit. */
const FORGOTTEN = {
  email: null,
  emailConfirmedAt: null,
  name: '',
  passwordHash: null,
  phone: null,
  place: null,
  birthDate: null,
  language: null,
  notices: null,
} as const

interface CloseServices extends AccountServices {
  /** The changes that cancel what a doctor has planned. */
  readonly cancelPlans: (ctx: Ctx, store: Store, doctorId: string) => Promise<Change[]>
}

/**
 * Closes the account: forgets who it was, ends its logins and cancels what a doctor has planned; visits and the audit record
 * stay. ACCOUNT_IN_USE during an open practice, place or call. INVALID, RATE_LIMITED, NOT_FOUND for a guest.
 */
export const makeCloseAccount = (services: CloseServices): RequestUseCase<'closeAccount'> => {
  const checkPassword = makeCheckPassword(services)
  return async (ctx, { body }, request) => {
    const checked = await checkPassword(ctx, body.password, 'password', request)
    const reply = await transact(ctx, async (store) => {
      const user = await ownAccount(ctx, store)
      if (user.passwordHash !== checked.passwordHash) throw wrongPassword('password')
      if (await isInUse(store, user)) throw new Refusal('ACCOUNT_IN_USE')
      const result = step<UserStatus, UserAction>(userMachine, user.status, 'close', user.role)
      assert(result.ok, `an account that is ${user.status} can be closed`)
      const changes = [
        update('users', user, { ...FORGOTTEN, status: result.status }, 'close'),
        ...(await endLogins(ctx, store, user.id)),
        ...(await endLinks(ctx, store, user.id, ['RESET', 'EMAIL', 'CONFIRM'])),
        ...(user.role === 'DOCTOR' ? await services.cancelPlans(ctx, store, user.id) : []),
      ]
      return { changes, reply: { ok: true } as const }
    })
    await ctx.store.prune('push_addresses', { ownerId: checked.id }, PUSH_ADDRESSES)
    return reply
  }
}

/** More than a person has. */
const PUSH_ADDRESSES = 1000

async function isInUse(store: Store, { id, role }: Account): Promise<boolean> {
  if (role === 'DOCTOR') return (await store.count('schedules', { doctorId: id, status: 'ONLINE' })) > 0
  if ((await store.count('call_sessions', { patientId: id, status: { in: openStatuses } })) > 0) return true
  for (const entry of await store.find('queue_entries', { patientId: id })) {
    const schedule = await store.get('schedules', entry.scheduleId)
    if (schedule !== null && hasLiveEntry(entry, schedule)) return true
  }
  return false
}
