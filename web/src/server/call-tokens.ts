import type { CallToken } from '@medconsult/contract'
import { serverNow } from './clock.ts'
import { observable } from './observable.ts'

const held = new Map<string, CallToken>()

/** The newest call that this page has had a token of; it goes on as who began it, whoever signs in in this browser. */
export const ownCall = observable<string | null>(null)

/** Keeps a call's token in this page's memory. */
export function holdCallToken(callSessionId: string, token: CallToken): void {
  held.set(callSessionId, token)
  ownCall.set(callSessionId)
}

/** Forgets it: the call is over here, or the token opens nothing any more. */
export const dropCallToken = (callSessionId: string): void => void held.delete(callSessionId)

/** The token of this call; without an id that of the one call that this page is in; null where there is none. */
export function callTokenOf(callSessionId?: string): string | null {
  const found = callSessionId === undefined ? [...held.values()].at(-1) : held.get(callSessionId)
  return found === undefined || Date.parse(found.expiresAt) <= serverNow() ? null : found.token
}
