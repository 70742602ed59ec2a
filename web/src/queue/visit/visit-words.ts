import type { QueueEntry } from '@medconsult/contract'
import { clockTime } from '../../ui/words/format.ts'
import type { VisitNotice } from '../../calls/invitation/visit-notice.ts'

/** How long a cancelled call is shown, ms. */
const NEWS_MS = 120_000

type Place = Pick<QueueEntry, 'status' | 'callSessionId' | 'joinedAt' | 'lastCall'>

/** The outcome of a patient's last call while their place is as it left it; null: nothing to show. `now` in ms. */
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
  // A seen patient who is let in again joins anew; one who was put back from a call keeps their joining time.
  return joinedAt >= lastCall.at
    ? `${doctor} has let you in again. You are number ${position}. ${ready}`
    : `${doctor} put you back to waiting. ${still} ${ready}`
}

/** The doctor's latest notice to a waiting patient. */
export const noticeWords = (kind: VisitNotice['kind'], doctor: string, position: number): string =>
  kind === 'reminded'
    ? `${doctor} asks you to get ready. Turn Ready on when you can talk.`
    : `${doctor} put you back to waiting. You are still number ${position}. Turn Ready on when you can talk.`

/** To a patient whom the doctor has removed from the queue. */
export const removedWords = (doctor: string): string => `${doctor} removed you from the queue. You can join again at the end.`

/** What a seen patient's reference is about: the call, as on the page after it; the entry if its call is unknown. */
export const seenAbout = ({ id, lastCall }: Pick<QueueEntry, 'id' | 'lastCall'>): string => lastCall?.callSessionId ?? id
