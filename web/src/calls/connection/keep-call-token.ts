import { ApiError, CALL_TOKEN_MINUTES } from '@medconsult/contract'
import { api } from '../../server/api.ts'
import { dropCallToken, holdCallToken } from '../../server/call-tokens.ts'

const timers = new Map<string, ReturnType<typeof setTimeout> | undefined>()
const RENEW_MS = (CALL_TOKEN_MINUTES * 60_000) / 2
const TRY_AGAIN_MS = 5000

/** Keeps a token of this call in the page's memory, renewed automatically while the call is open, until `releaseCallToken`. */
export function keepCallToken(callSessionId: string): void {
  if (timers.has(callSessionId)) return
  timers.set(callSessionId, undefined)
  void renew(callSessionId)
}

/** Stops renewing this call's token and drops it. */
export function releaseCallToken(callSessionId: string): void {
  clearTimeout(timers.get(callSessionId))
  timers.delete(callSessionId)
  dropCallToken(callSessionId)
}

async function renew(callSessionId: string): Promise<void> {
  let next = RENEW_MS
  try {
    const token = await api('callToken', { params: { id: callSessionId } })
    if (!timers.has(callSessionId)) return
    holdCallToken(callSessionId, token)
  } catch (error) {
    // The call is over, or no longer this person's.
    if (isFinal(error)) return
    next = TRY_AGAIN_MS
  }
  if (timers.has(callSessionId))
    timers.set(
      callSessionId,
      setTimeout(() => void renew(callSessionId), next),
    )
}

const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.problem !== null && error.problem.status < 500 && error.problem.status !== 429
