import { isOpen } from '@medconsult/contract'
import { readOwnCall } from '../core/access.ts'
import { person, Refusal, type UseCase } from '../core/use-case.ts'

/**
 * A token with which a participant's page goes on with this call as who began it, whoever signs in in that browser
 * meanwhile. It ends with its login; the call has to be open, else WRONG_STATE.
 */
export const callToken: UseCase<'callToken'> = async (ctx, { params }) => {
  const { call } = await readOwnCall(ctx, params.id)
  if (!isOpen(call.status)) throw new Refusal('WRONG_STATE')
  return ctx.accounts.issueCallToken(person(ctx), call.id, ctx.now())
}
