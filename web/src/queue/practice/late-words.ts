import type { Schedule } from '@medconsult/contract'
import { t } from '../../ui/words/text.ts'

// For a practice opened after its planned end the hours count from its opening.

/** When a practice ends automatically. */
export const endsByItself = (): string => t('practice.pastEnd.automatic')

/** Why a practice ended automatically; null if its doctor ended it. */
export function endedByItself(reason: Schedule['endReason']): string | null {
  if (reason === 'DOCTOR_AWAY') return t('practice.ended.doctorAway')
  return reason === 'TOO_LONG' ? t('practice.ended.tooLong') : null
}
