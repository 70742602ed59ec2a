import type { Schedule } from '@medconsult/contract'

// For a practice opened after its planned end the hours count from its opening.

/** When a practice ends automatically. */
export const endsByItself = 'If your page is closed, it ends automatically once it has been open for an hour past its planned end.'

/** Why a practice ended automatically; null if its doctor ended it. */
export function endedByItself(reason: Schedule['endReason']): string | null {
  if (reason === 'DOCTOR_AWAY')
    return 'It ended automatically: it had been open for an hour past its planned end, and your page was closed.'
  return reason === 'TOO_LONG' ? 'It ended automatically: it had been open for twelve hours past its planned end.' : null
}
