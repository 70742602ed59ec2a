import type { CallSession, EndReason, Side } from '@medconsult/contract'
import { duration } from '../../ui/words/format.ts'

/** "Ended, 12 minutes"; without the time if the call was never active. */
export function endedTitle({ activatedAt, endedAt }: Pick<CallSession, 'activatedAt' | 'endedAt'>): string {
  return activatedAt && endedAt ? `Ended, ${duration(activatedAt, endedAt)}` : 'Ended'
}

/** Why the call is over, in one sentence for this side; null if the title says enough. */
export function endedBecause(reason: EndReason | null, side: Side, other: string): string | null {
  switch (reason) {
    case 'DOCTOR':
      return null
    case 'PATIENT':
      return side === 'doctor' ? `${other} left the call.` : null
    case 'RESET':
      return side === 'doctor' ? `${other} is waiting again.` : `${other} put you back to waiting.`
    case 'PRACTICE_ENDED':
      return side === 'doctor' ? 'You ended the practice.' : `${other} ended the consultation hours.`
    case 'BOTH_GONE':
      return 'No one was in the call for two minutes.'
    case 'NEVER_ACTIVE':
      return 'No connection could be made within two minutes.'
    case null:
      return null
  }
}

/** The outcome of an invitation that did not become a call. */
export function neverBegan(status: CallSession['status'], side: Side, other: string): string {
  switch (status) {
    case 'DECLINED':
      return side === 'doctor' ? `${other} chose Not now` : 'You chose Not now'
    case 'EXPIRED':
      return side === 'doctor' ? `${other} did not answer in time` : 'The invitation ran out'
    case 'CANCELLED':
      return side === 'doctor' ? 'You cancelled the invitation' : `${other} cancelled the invitation`
    case 'INVITED':
    case 'CONFIRMED':
    case 'ACTIVE':
    case 'ENDED':
      return 'The call is over'
  }
}
