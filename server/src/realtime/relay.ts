import type { ClientPayload } from '@medconsult/contract'
import type { Ctx, UseCase } from '../core/use-case.ts'

/** Sends a signal that arrived by socket, with the same access checks and limits as by HTTP. Throws a `Refusal`. */
export type Relay = (ctx: Ctx, payload: ClientPayload<'signal'>) => Promise<void>

/** Connects sockets to the use case of the HTTP route. */
export const makeRelay =
  (sendSignal: UseCase<'sendSignal'>): Relay =>
  async (ctx, { callSessionId, message }) => {
    await sendSignal(ctx, { params: { id: callSessionId }, query: undefined, body: { message } })
  }
