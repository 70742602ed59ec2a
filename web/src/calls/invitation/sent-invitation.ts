import { tabStorage } from '../../server/browser-storage.ts'
import { observable, type Observable } from '../../server/observable.ts'

/** The invitation that this tab's person has sent by pressing Start call. */
interface SentInvitation {
  readonly callSessionId: string
  readonly name: string
}

const KEY = 'medconsult.sent-invitation'

/** A page loaded again goes on with its invitation; a copy of the tab, which has the same storage, has pressed nothing. */
function recall(): SentInvitation | null {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.type === 'reload' ? (JSON.parse(tabStorage.read(KEY) ?? 'null') as SentInvitation | null) : null
}

const held = observable<SentInvitation | null>(recall())

/**
 * The invitation whose outcome this tab has not told yet: the one call that opens by itself here, and once. The
 * patient may answer before the queue has been read again, so the queue alone may never show it as invited.
 */
export const sentInvitation: Observable<SentInvitation | null> = {
  ...held,
  set(sent) {
    tabStorage.write(KEY, sent && JSON.stringify(sent))
    held.set(sent)
  },
}

/** Its outcome is told, or its page is open. Whether it was this tab's. */
export function forgetSentInvitation(callSessionId: string): boolean {
  if (sentInvitation.get()?.callSessionId !== callSessionId) return false
  sentInvitation.set(null)
  return true
}
