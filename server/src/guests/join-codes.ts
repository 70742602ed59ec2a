import { joinCodeMachine, step, type JoinBy, type JoinCode, type JoinCodeAction } from '@medconsult/contract'
import { firstJoinCode } from '../core/join-code.ts'
import { Refusal } from '../core/refusal.ts'
import { transact, type Decision } from '../core/transact.ts'
import { person, type Ctx } from '../core/use-case.ts'
import type { Row } from '../store/row-types.ts'
import { update, type Store } from '../store/store.ts'
import type { GuestServices } from './guest-services.ts'
import { isFull } from './unjoined-guests.ts'

type CodeServices = Pick<GuestServices, 'newJoinCode'>

/** The calling doctor's practice link with a change made to it; without one, a new one is made first. */
export async function changeOwnCode(
  ctx: Ctx,
  { newJoinCode }: CodeServices,
  action: Exclude<JoinCodeAction, 'make'> | null,
  patch: () => Partial<Pick<Row<'join_codes'>, 'code' | 'joinBy' | 'createdAt'>>,
): Promise<JoinCode> {
  const { userId: id } = person(ctx)
  const row = await transact(ctx, async (store): Promise<Decision<Row<'join_codes'>>> => {
    const kept = await store.get('join_codes', id)
    if (kept === null) {
      const made = firstJoinCode(id, newJoinCode(), ctx.now())
      const after = { ...made.after, ...patch() }
      return { changes: [{ ...made, after }], reply: after }
    }
    if (action === null) return { changes: [], reply: kept }
    const result = step<JoinBy, JoinCodeAction>(joinCodeMachine, kept.joinBy, action, 'DOCTOR')
    if (!result.ok) throw new Refusal(result.error)
    const changed = update('join_codes', kept, patch(), action)
    const isSame = changed.after.code === kept.code && changed.after.joinBy === kept.joinBy
    return isSame ? { changes: [], reply: kept } : { changes: [changed], reply: changed.after }
  })
  return viewOf(ctx.store, row)
}

const viewOf = async (store: Store, link: Row<'join_codes'>): Promise<JoinCode> => ({
  joinCode: link.code,
  joinBy: link.joinBy,
  isFull: await isFull(store, link),
})
