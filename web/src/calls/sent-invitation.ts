import { observable } from '../observable.ts'

/**
 * The invitation that this tab has sent and whose outcome it has not told yet. The patient may answer before the queue
 * has been read again, so the queue alone may never show it as invited.
 */
export const sentInvitation = observable<{ readonly callSessionId: string; readonly name: string } | null>(null)

/** Its outcome is told, or its page is open. */
export function forgetSentInvitation(callSessionId: string): void {
  if (sentInvitation.get()?.callSessionId === callSessionId) sentInvitation.set(null)
}
