import type { CallToken } from '@medconsult/contract'
import { serverNow } from './clock.ts'
import { observable } from './observable.ts'

const held = new Map<string, CallToken>()

/** The latest call that this page has held a token for; it continues as the person who started it, even if somebody else signs in. */
export const ownCall = observable<string | null>(null)

/** Keeps a call's token in this page's memory. */
export function holdCallToken(callSessionId: string, token: CallToken): void {
  held.set(callSessionId, token)
  ownCall.set(callSessionId)
}

/** Drops it: the call is over here, or the token is no longer valid. */
export const dropCallToken = (callSessionId: string): void => void held.delete(callSessionId)

/** This call's token, or without an id the token of the call that this page is in; null if there is none. */
export function callTokenOf(callSessionId?: string): string | null {
  const found = callSessionId === undefined ? [...held.values()].at(-1) : held.get(callSessionId)
  return found === undefined || Date.parse(found.expiresAt) <= serverNow() ? null : found.token
}
