import type { ClientPayload } from '@medconsult/contract'
import type { Ctx, UseCase } from '../core/use-case.ts'

/** A signal that came by a socket, under the same rights and limits as by HTTP. Throws a `Refusal`. */
export type Relay = (ctx: Ctx, payload: ClientPayload<'signal'>) => Promise<void>

/** The socket's way into the use case that the HTTP route has. */
export const makeRelay =
  (sendSignal: UseCase<'sendSignal'>): Relay =>
  async (ctx, { callSessionId, message }) => {
    await sendSignal(ctx, { params: { id: callSessionId }, query: undefined, body: { message } })
  }
