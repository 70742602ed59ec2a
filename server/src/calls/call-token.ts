import { isOpen, type Reply } from '@medconsult/contract'
import { readOwnCall } from '../core/access.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Person, type UseCase } from '../core/use-case.ts'

type IssueCallToken = (login: Person, callSessionId: string, now: Date) => Reply<'callToken'>

/**
 * Issues a token with which a participant's page continues this call even if somebody else signs in in the same browser.
 * It is revoked with its login. WRONG_STATE unless the call is open.
 */
export const makeCallToken =
  (issueCallToken: IssueCallToken): UseCase<'callToken'> =>
  async (ctx, { params }) => {
    const { call } = await readOwnCall(ctx, params.id)
    if (!isOpen(call.status)) throw new Refusal('WRONG_STATE')
    return issueCallToken(person(ctx), call.id, ctx.now())
  }
