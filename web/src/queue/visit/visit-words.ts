import type { QueueEntry } from '@medconsult/contract'
import { clockTime } from '../../ui/words/format.ts'
import type { VisitNotice } from '../../calls/invitation/visit-notice.ts'

/** That a cancelled call was cancelled is news for so long, ms. */
const NEWS_MS = 120_000

type Place = Pick<QueueEntry, 'status' | 'callSessionId' | 'joinedAt' | 'lastCall'>

/** What became of somebody's last call, as long as their place is as that left it; null: nothing to say. `now` in ms. */
export function lastCallWords(
  { status, callSessionId, joinedAt, lastCall }: Place,
  doctor: string,
  position: number,
  now: number,
): string | null {
  if (lastCall === null || callSessionId !== null) return null
  const ready = 'Turn Ready on when you can talk.'
  const still = `You are still number ${position}.`
  if (lastCall.status === 'CANCELLED')
    return status === 'READY' && now - Date.parse(lastCall.at) < NEWS_MS ? `${doctor} cancelled the call. ${still}` : null
  if (status !== 'WAITING') return null
  const calledAt = clockTime(lastCall.calledAt)
  if (lastCall.status === 'EXPIRED') return `${doctor} called at ${calledAt}. You keep your place. Turn Ready on again.`
  if (lastCall.status === 'DECLINED') return `You chose Not now. ${still} ${ready}`
  if (lastCall.activatedAt === null) return `The call with ${doctor} at ${calledAt} did not connect. ${still} ${ready}`
  // Who has been seen joins anew when they are let in again; who was put back from a call has waited all along.
  return joinedAt >= lastCall.at
    ? `${doctor} has let you in again. You are number ${position}. ${ready}`
    : `${doctor} put you back to waiting. ${still} ${ready}`
}

/** What the doctor has just said to somebody who waits. */
export const noticeWords = (kind: VisitNotice['kind'], doctor: string, position: number): string =>
  kind === 'reminded'
    ? `${doctor} asks you to get ready. Turn Ready on when you can talk.`
    : `${doctor} put you back to waiting. You are still number ${position}. Turn Ready on when you can talk.`

/** To somebody whom the doctor has taken out of the queue. */
export const removedWords = (doctor: string): string => `${doctor} removed you from the queue. You can join again at the end.`

/** What the reference of somebody who was seen names: their call, as after it; the entry where it does not know its call. */
export const seenAbout = ({ id, lastCall }: Pick<QueueEntry, 'id' | 'lastCall'>): string => lastCall?.callSessionId ?? id
