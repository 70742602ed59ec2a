import { Refusal } from '../core/refusal.ts'
import { transact } from '../core/transact.ts'
import { person, type UseCase } from '../core/use-case.ts'
import { update } from '../store/store.ts'
import { settingsOf } from './notice-settings.ts'
import { choicesOf } from './reach.ts'

/** Chooses by which ways the caller is reached. A repeat changes nothing. */
export const setNotices: UseCase<'setNotices'> = async (ctx, { body }) =>
  transact(ctx, async (store) => {
    const user = await store.get('users', person(ctx).userId)
    if (user === null) throw new Refusal('UNAUTHENTICATED')
    const before = choicesOf(user)
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    const changed = update('users', user, { notices: { ...before, ...given } })
    const reply = await settingsOf(store, changed.after)
    const isSame = (['mail', 'sms', 'push', 'arrived'] as const).every((way) => before[way] === reply[way])
    return { changes: isSame ? [] : [changed], reply }
  })
