import type { QueueEntry } from '@medconsult/contract'
import { clockTime, sentences } from '../../ui/words/format.ts'
import type { VisitNotice } from '../../calls/invitation/visit-notice.ts'
import { t } from '../../ui/words/text.ts'

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
  const ready = t('visit.news.turnReadyOn')
  const still = t('visit.news.still', { position })
  if (lastCall.status === 'CANCELLED')
    return status === 'READY' && now - Date.parse(lastCall.at) < NEWS_MS ? sentences(t('visit.news.cancelled', { doctor }), still) : null
  if (status !== 'WAITING') return null
  const time = clockTime(lastCall.calledAt)
  if (lastCall.status === 'EXPIRED') return t('visit.news.missed', { doctor, time })
  if (lastCall.status === 'DECLINED') return sentences(t('visit.news.declined'), still, ready)
  if (lastCall.activatedAt === null) return sentences(t('visit.news.notConnected', { doctor, time }), still, ready)
  // A seen patient who is let in again joins anew; one who was put back from a call keeps their joining time.
  return joinedAt >= lastCall.at
    ? sentences(t('visit.news.letIn', { doctor }), t('visit.news.now', { position }), ready)
    : sentences(t('visit.news.putBack', { doctor }), still, ready)
}

/** The doctor's latest notice to a waiting patient. */
export const noticeWords = (kind: VisitNotice['kind'], doctor: string, position: number): string =>
  kind === 'reminded'
    ? sentences(t('visit.news.reminded', { doctor }), t('visit.news.turnReadyOn'))
    : sentences(t('visit.news.putBack', { doctor }), t('visit.news.still', { position }), t('visit.news.turnReadyOn'))

/** To a patient whom the doctor has removed from the queue. */
export const removedWords = (doctor: string): string => t('visit.join.removed', { doctor })

/** What a seen patient's reference is about: the call, as on the page after it; the entry if its call is unknown. */
export const seenAbout = ({ id, lastCall }: Pick<QueueEntry, 'id' | 'lastCall'>): string => lastCall?.callSessionId ?? id
