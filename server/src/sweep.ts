import { makeEndAbandonedCalls } from './calls/end-abandoned-calls.ts'
import { expireCalls } from './calls/expire-calls.ts'
import { makeForgetGuests } from './guests/forget-guests.ts'
import { makeRemoveGuests } from './guests/remove-guests.ts'
import { prune } from './core/prune.ts'
import { settlePractices } from './queue/settle-practices.ts'
import { makeEndLatePractices } from './schedules/end-late-practices.ts'
import { makeNoteAbsences } from './schedules/note-absences.ts'
import type { Ctx } from './core/use-case.ts'

export interface SweepOptions {
  /** When this server started: no 120 s period counts from before. */
  readonly startedAt: Date
  /** Whether no other process serves the same store. */
  readonly isAlone: boolean
  readonly timeZone: string
}

/** Runs all time-driven steps as the system. Every step runs even if another fails; then throws their errors. */
export function makeSweep({ startedAt, isAlone, timeZone }: SweepOptions): (ctx: Ctx) => Promise<void> {
  const steps = [
    expireCalls,
    makeEndAbandonedCalls(startedAt),
    makeNoteAbsences({ startedAt, isAlone }),
    makeEndLatePractices(timeZone),
    settlePractices,
    makeRemoveGuests(timeZone),
    makeForgetGuests(timeZone),
    prune,
  ]
  return async (ctx) => {
    const system: Ctx = { ...ctx, actor: null }
    const failures: unknown[] = []
    for (const run of steps) await run(system).catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'the sweep failed')
  }
}
