import { isInRoom } from '@medconsult/contract'
import { ownCall } from '../../core/access.ts'
import { Refusal } from '../../core/refusal.ts'
import type { UseCase } from '../../core/use-case.ts'
import { signalInbox } from './keep-signal.ts'

/** Signals at a time. */
const PAGE = 100

/** The other's signals after `n`, none older than 60 s, 100 at most. WRONG_STATE unless the call is CONFIRMED or ACTIVE. */
export const listSignals: UseCase<'listSignals'> = async (ctx, { params, query }) => {
  const { call, side } = await ownCall(ctx, ctx.store, params.id)
  if (!isInRoom(call.status)) throw new Refusal('WRONG_STATE')
  return ctx.store.ephemeral.find('signals', [signalInbox(call.id, side)], ctx.now(), { after: query.after ?? 0, limit: PAGE })
}
