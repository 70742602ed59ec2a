import { ownCall } from '../core/access.ts'
import { callSubject, hasSocket } from '../presence/who-is-present.ts'
import type { UseCase } from '../core/use-case.ts'
import { switchesId } from './set-switches.ts'

/** The caller's switches (both on by default), and whether a page of theirs is in the call's room. */
export const ownSide: UseCase<'ownSide'> = async (ctx, { params }) => {
  const { call, side } = await ownCall(ctx, ctx.store, params.id)
  const kept = await ctx.store.get('call_switches', switchesId(call.id, side))
  const elsewhere = await hasSocket(ctx.store, callSubject(call.id, side), ctx.now())
  return { microphone: kept?.microphone ?? true, camera: kept?.camera ?? true, elsewhere }
}
