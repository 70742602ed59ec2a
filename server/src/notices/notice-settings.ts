import type { NoticeSettings } from '@medconsult/contract'
import { Refusal } from '../core/refusal.ts'
import { person, type UseCase } from '../core/use-case.ts'
import type { UserRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'
import { addressesOf, choicesOf } from './reach.ts'

/** The caller's own choices, and whether there are addresses for them. */
export const noticeSettings: UseCase<'noticeSettings'> = async (ctx) => {
  const user = await ctx.store.get('users', person(ctx).userId)
  if (user === null) throw new Refusal('UNAUTHENTICATED')
  return settingsOf(ctx.store, user)
}

export async function settingsOf(store: Store, user: UserRow): Promise<NoticeSettings> {
  const { email, phone } = await addressesOf(store, user)
  return { ...choicesOf(user), hasEmail: email !== null, hasPhone: phone !== null }
}
