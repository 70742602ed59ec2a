import type { Change } from '../store/store.ts'
import type { Instruments } from './instruments.ts'

/** Counts the call steps of each commit, and measures the time from confirmation to the first picture or sound. */
export function watchCalls({ callSteps, callsEnded, setup }: Pick<Instruments, 'callSteps' | 'callsEnded' | 'setup'>) {
  return (changes: readonly Change[]): void => {
    for (const change of changes) {
      if (change.kind === 'guard' || change.table !== 'call_sessions' || change.action === undefined) continue
      const { action, after } = change
      callSteps.inc({ step: action })
      if (action === 'end' && after.endReason !== null) callsEnded.inc({ reason: after.endReason })
      if (action === 'activate' && after.activatedAt !== null && after.confirmedAt !== null)
        setup.observe((Date.parse(after.activatedAt) - Date.parse(after.confirmedAt)) / 1000)
    }
  }
}
