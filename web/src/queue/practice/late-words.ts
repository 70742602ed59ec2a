import type { Schedule } from '@medconsult/contract'

// A practice that was opened after its planned end has its hours from the opening on: what is counted is the time it was open past that end.

/** When a practice that its doctor does not end ends by itself. */
export const endsByItself = 'If your page is closed, it ends automatically once it has been open for an hour past its planned end.'

/** Why a practice ended by itself; null where its doctor ended it. */
export function endedByItself(reason: Schedule['endReason']): string | null {
  if (reason === 'DOCTOR_AWAY')
    return 'It ended automatically: it had been open for an hour past its planned end, and your page was closed.'
  return reason === 'TOO_LONG' ? 'It ended automatically: it had been open for twelve hours past its planned end.' : null
}
