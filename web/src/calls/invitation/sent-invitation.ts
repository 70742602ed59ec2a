import { tabStorage } from '../../server/browser-storage.ts'
import { observable, type Observable } from '../../server/observable.ts'

/** The invitation sent from this tab with Start call. */
interface SentInvitation {
  readonly callSessionId: string
  readonly name: string
}

const KEY = 'medconsult.sent-invitation'

/** A reloaded page keeps its invitation; a duplicated tab, which starts with the same storage, has not sent one. */
function recall(): SentInvitation | null {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.type === 'reload' ? (JSON.parse(tabStorage.read(KEY) ?? 'null') as SentInvitation | null) : null
}

const held = observable<SentInvitation | null>(recall())

/**
 * The invitation whose outcome this tab has not shown yet: the only call that opens here by itself, once. The patient may
 * answer before the queue is read again, so the queue may never show it as invited.
 */
export const sentInvitation: Observable<SentInvitation | null> = {
  ...held,
  set(sent) {
    tabStorage.write(KEY, sent && JSON.stringify(sent))
    held.set(sent)
  },
}

/** Its outcome has been shown, or its page is open. Returns whether it was this tab's. */
export function forgetSentInvitation(callSessionId: string): boolean {
  if (sentInvitation.get()?.callSessionId !== callSessionId) return false
  sentInvitation.set(null)
  return true
}
