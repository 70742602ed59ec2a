import type { IsIdle } from '../../core/idle.ts'
import { person, type UseCase } from '../../core/use-case.ts'
import { openLogins } from '../end-logins.ts'

/** The person’s own logins that are open, this one first, then the last used first. */
export const makeListLogins =
  (isIdle: IsIdle): UseCase<'listLogins'> =>
  async (ctx) => {
    const { userId, role, loginId } = person(ctx)
    const open = await openLogins(ctx, ctx.store, userId)
    const idle = await Promise.all(open.map((login) => isIdle(login, role, ctx.now())))
    return open
      .filter((_, n) => !idle[n])
      .map(({ id, device, createdAt, lastUsedAt }) => ({ id, device, createdAt, lastUsedAt, current: id === loginId }))
      .toSorted((one, other) => Number(other.current) - Number(one.current) || (lastOf(one) < lastOf(other) ? 1 : -1))
  }

const lastOf = ({ lastUsedAt, createdAt }: { lastUsedAt: string | null; createdAt: string }): string => lastUsedAt ?? createdAt
