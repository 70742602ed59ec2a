import { REMIND_AGAIN_SECONDS } from '@medconsult/contract'
import { decideOnEntry, patientsEntry, placeOf } from '../core/access.ts'
import { moveEntry } from '../core/consultation.ts'
import { guard, insert, update } from '../store/store.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'

/** Asks a waiting patient to get ready. SCHEDULE_NOT_ONLINE, WRONG_STATE unless WAITING, REMINDED_ALREADY within a minute. */
export const remind: UseCase<'remind'> = async (ctx, { params }) =>
  decideOnEntry(ctx, params, patientsEntry, async (store, { schedule, entry }) => {
    if (entry.status !== 'WAITING') throw new Refusal('WRONG_STATE')

    const now = ctx.now()
    const reminder = await store.get('reminders', entry.id)
    const wait = reminder === null ? 0 : Date.parse(reminder.at) + REMIND_AGAIN_SECONDS * 1000 - now.getTime()
    if (wait > 0) throw new Refusal('REMINDED_ALREADY', { retryAfterSeconds: Math.ceil(wait / 1000) })
    const at = now.toISOString()
    const change =
      reminder === null
        ? insert('reminders', { id: entry.id, scheduleId: schedule.id, patientId: entry.patientId, at })
        : update('reminders', reminder, { at })
    const moved = moveEntry(await placeOf(store, entry), 'remind', 'DOCTOR', { remindedAt: at })
    return { changes: [guard('schedules', schedule), change, ...moved], reply: { ok: true } }
  })
