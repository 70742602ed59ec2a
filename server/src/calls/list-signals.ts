import { isInRoom, SIGNAL_KEPT_SECONDS } from '@medconsult/contract'
import { ownCall } from '../core/access.ts'
import { Refusal, type UseCase } from '../core/use-case.ts'

/** Signals at a time. */
const PAGE = 100

/** The other's signals after `n`, none older than 60 s, 100 at most. WRONG_STATE unless the call is CONFIRMED or ACTIVE. */
export const listSignals: UseCase<'listSignals'> = async (ctx, { params, query }) => {
  const { call, side } = await ownCall(ctx, ctx.store, params.id)
  if (!isInRoom(call.status)) throw new Refusal('WRONG_STATE')
  return ctx.store.find(
    'signals',
    {
      callSessionId: call.id,
      from: side === 'doctor' ? 'patient' : 'doctor',
      n: { gt: query.after ?? 0 },
      createdAt: { gt: new Date(ctx.now().getTime() - SIGNAL_KEPT_SECONDS * 1000).toISOString() },
    },
    { by: 'n', order: 'asc', limit: PAGE },
  )
}
