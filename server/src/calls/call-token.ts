import { isOpen, type Reply } from '@medconsult/contract'
import { readOwnCall } from '../core/access.ts'
import { person, Refusal, type Person, type UseCase } from '../core/use-case.ts'

type IssueCallToken = (login: Person, callSessionId: string, now: Date) => Reply<'callToken'>

/**
 * A token with which a participant's page goes on with this call as who began it, whoever signs in in that browser
 * meanwhile. It ends with its login; the call has to be open, else WRONG_STATE.
 */
export const makeCallToken =
  (issueCallToken: IssueCallToken): UseCase<'callToken'> =>
  async (ctx, { params }) => {
    const { call } = await readOwnCall(ctx, params.id)
    if (!isOpen(call.status)) throw new Refusal('WRONG_STATE')
    return issueCallToken(person(ctx), call.id, ctx.now())
  }
