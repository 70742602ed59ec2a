import { isLive, type CallSession, type EndReason, type QueueEntry, type Side } from '@medconsult/contract'
import { duration, sentences } from '../../ui/words/format.ts'
import { t } from '../../ui/words/text.ts'

/** "Ended, 12 minutes"; without the time if the call was never active. */
export function endedTitle({ activatedAt, endedAt }: Pick<CallSession, 'activatedAt' | 'endedAt'>): string {
  return activatedAt && endedAt ? t('ended.title', { length: duration(activatedAt, endedAt) }) : t('ended.titleAlone')
}

/** Why the call is over, in one sentence for this side; null if the title says enough. */
export function endedBecause(reason: EndReason | null, side: Side, other: string): string | null {
  switch (reason) {
    case 'DOCTOR':
      return null
    case 'PATIENT':
      return side === 'doctor' ? t('ended.because.patientLeft', { patient: other }) : null
    case 'RESET':
      return side === 'doctor' ? t('ended.because.waitsAgain', { patient: other }) : t('ended.because.putBack', { doctor: other })
    case 'PRACTICE_ENDED':
      return side === 'doctor' ? t('ended.because.youEnded') : t('ended.because.doctorEnded', { doctor: other })
    case 'BOTH_GONE':
      return t('ended.because.bothGone')
    case 'NEVER_ACTIVE':
      return t('ended.because.neverActive')
    case null:
      return null
  }
}

/** The outcome of an invitation that did not become a call. */
export function neverBegan(status: CallSession['status'], side: Side, other: string): string {
  switch (status) {
    case 'DECLINED':
      return side === 'doctor' ? t('ended.never.patientDeclined', { patient: other }) : t('ended.never.youDeclined')
    case 'EXPIRED':
      return side === 'doctor' ? t('ended.never.patientMissed', { patient: other }) : t('ended.never.youMissed')
    case 'CANCELLED':
      return side === 'doctor' ? t('ended.never.youCancelled') : t('ended.never.doctorCancelled', { doctor: other })
    case 'INVITED':
    case 'CONFIRMED':
    case 'ACTIVE':
    case 'ENDED':
      return t('ended.never.over')
  }
}

/** What a patient should do after a call, by their place in its queue; null: nothing, since this page may ring again. */
export function whatNow(
  { activatedAt }: Pick<CallSession, 'activatedAt'>,
  entry: Pick<QueueEntry, 'status' | 'askedAgainAt'> | null,
  hasOtherPlace: boolean,
): string | null {
  if (entry && isLive(entry.status))
    return sentences(activatedAt === null ? t('ended.lead.kept') : null, entry.status === 'WAITING' ? t('visit.news.turnReadyOn') : null)
  const mayRing = hasOtherPlace || (entry?.askedAgainAt ?? null) !== null
  return activatedAt === null || mayRing ? null : t('ended.lead.close')
}
