import type { Side } from '@medconsult/contract'
import { api, isRefusal } from '../../server/api.ts'
import type { Known } from './call-view.ts'
import type { NamedTimers } from './named-timers.ts'

export type SessionRequest = 'register' | 'activate'

interface SessionRequestsOptions {
  readonly callSessionId: string
  readonly side: Side
  readonly peerId: string
  readonly timers: Pick<NamedTimers<SessionRequest>, 'set'>
  readonly isOver: () => boolean
  readonly onReply: (request: SessionRequest, session: Known) => void
  /** The call is over or elsewhere. */
  readonly onRefused: (request: SessionRequest) => void
}

const TRY_AGAIN_MS = 1500

/** Registers this end's peer id, or reports that the other side's media has arrived; retries until the server answers. */
export function sessionRequests({ callSessionId, side, peerId, timers, isOver, onReply, onRefused }: SessionRequestsOptions) {
  const params = { id: callSessionId }
  const ask: Readonly<Record<SessionRequest, () => Promise<Known>>> = {
    register: () => api(side === 'doctor' ? 'doctorSetPeerId' : 'patientSetPeerId', { params, body: { peerId } }),
    activate: () => api('activateCall', { params }),
  }
  return async function request(name: SessionRequest): Promise<void> {
    if (isOver()) return
    let session: Known
    try {
      session = await ask[name]()
    } catch (error) {
      if (isRefusal(error, 'WRONG_STATE') || isRefusal(error, 'NOT_FOUND')) return onRefused(name)
      return timers.set(name, TRY_AGAIN_MS, () => void request(name))
    }
    onReply(name, session)
  }
}
