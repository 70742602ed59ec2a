import { isInRoom, type Side } from '@medconsult/contract'
import { ownCall } from '../core/access.ts'
import { insert, update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'

/** The row of one side of a call. */
export const switchesId = (callSessionId: string, side: Side): string => `${callSessionId}:${side}`

/** Stores what the caller has switched off, without an audit row, like presence. WRONG_STATE unless the call is CONFIRMED or ACTIVE. */
export const setSwitches: UseCase<'setSwitches'> = async (ctx, { params, body: { microphone, camera } }) =>
  transact(ctx, async (store) => {
    const { call, side } = await ownCall(ctx, store, params.id)
    if (!isInRoom(call.status)) throw new Refusal('WRONG_STATE')
    const id = switchesId(call.id, side)
    const before = await store.get('call_switches', id)
    const now = { microphone, camera, at: ctx.now().toISOString() }
    const reply = { microphone, camera }
    if (before !== null) {
      const same = before.microphone === microphone && before.camera === camera
      return { changes: same ? [] : [update('call_switches', before, now)], reply }
    }
    return { changes: [insert('call_switches', { id, callSessionId: call.id, ...now })], reply }
  })
