import { REMIND_AGAIN_SECONDS } from '@medconsult/contract'
import { newestEntry, overdueOf, ownSchedule, placeOf } from '../core/access.ts'
import { moveEntry } from '../core/consultation.ts'
import { guard, insert, update } from '../store/store.ts'
import { Refusal, transact, type UseCase } from '../core/use-case.ts'

/** Asks a waiting patient to get ready. SCHEDULE_NOT_ONLINE, WRONG_STATE unless WAITING, REMINDED_ALREADY within a minute. */
export const remind: UseCase<'remind'> = async (ctx, { params }) =>
  ctx.exclusive(params.id, () =>
    transact(ctx, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      if (schedule.status !== 'ONLINE') throw new Refusal('SCHEDULE_NOT_ONLINE')
      const entry = await newestEntry(store, schedule.id, params.patientId)
      if (entry === null) throw new Refusal('NOT_FOUND')
      const first = await overdueOf(ctx, store, entry)
      if (first !== null) return first
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
    }),
  )
