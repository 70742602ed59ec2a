import { endAbandonedCalls } from './calls/end-abandoned-calls.ts'
import { expireCalls } from './calls/expire-calls.ts'
import { prune } from './core/prune.ts'
import { closeEntries } from './queue/close-entries.ts'
import { endLatePractices } from './schedules/end-late-practices.ts'
import { noteAbsences } from './schedules/note-absences.ts'
import type { Ctx } from './core/use-case.ts'

const steps = [expireCalls, endAbandonedCalls, noteAbsences, endLatePractices, closeEntries, prune]

/** All that time brings about, in the system's name. Each step runs though another fails; then throws what they threw. */
export async function sweep(ctx: Ctx): Promise<void> {
  const system: Ctx = { ...ctx, actor: null }
  const failures: unknown[] = []
  for (const run of steps) await run(system).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'the sweep failed')
}
