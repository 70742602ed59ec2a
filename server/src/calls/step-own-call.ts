import { callMachine, step, type CallAction, type CallStatus } from '@medconsult/contract'
import { decideOnCall, placeOfCall, type OwnCall } from '../core/access.ts'
import { afterOf, stepCall, type CallPatch } from '../core/consultation.ts'
import type { CallSessionRow } from '../store/row-types.ts'
import { Refusal } from '../core/refusal.ts'
import { person, type Ctx } from '../core/use-case.ts'

/**
 * A participant's step on their own call, with what `patchOf` sets in addition (null: already set). `beforeAnnounce` runs
 * after the commit, or if the call was in that state already (a repeat).
 * A repeat returns the same call. WRONG_STATE; INVITATION_EXPIRED for a confirm that comes too late.
 */
export const stepOwnCall = async (
  ctx: Ctx,
  id: string,
  action: CallAction,
  patchOf: (own: OwnCall, now: string) => CallPatch | null,
  beforeAnnounce: (call: CallSessionRow, isRepeat: boolean) => Promise<void> = () => Promise.resolve(),
): Promise<CallSessionRow> =>
  decideOnCall(ctx, id, async (store, own) => {
    const { call } = own
    const { role } = person(ctx)
    if (action === 'confirm' && call.status === 'EXPIRED') throw new Refusal('INVITATION_EXPIRED')
    const result = step<CallStatus, CallAction>(callMachine, call.status, action, role)
    if (!result.ok) throw new Refusal(result.error)
    const patch = result.changed ? patchOf(own, ctx.now().toISOString()) : null
    if (patch === null) return { changes: [], reply: call, beforeAnnounce: () => beforeAnnounce(call, true) }
    const changes = stepCall(call, await placeOfCall(store, call), action, role, patch)
    const after = afterOf(changes, 'call_sessions', call)
    return { changes, reply: after, beforeAnnounce: () => beforeAnnounce(after, false) }
  })
