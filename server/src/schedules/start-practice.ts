import { scheduleMachine, step, type ScheduleAction, type ScheduleStatus } from '@medconsult/contract'
import { ownSchedule } from '../core/access.ts'
import { CLINIC_ID, touchClinic } from '../core/clinic-row.ts'
import { firstJoinCode } from '../core/join-code.ts'
import { update } from '../store/store.ts'
import { transactInTurn } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'

/** Opens the practice; its doctor has a practice link from then on. ALREADY_ONLINE names the doctor's other open practice. */
export const makeStartPractice =
  ({ newJoinCode }: { readonly newJoinCode: () => string }): UseCase<'startPractice'> =>
  async (ctx, { params }) =>
    transactInTurn(ctx, CLINIC_ID, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      const result = step<ScheduleStatus, ScheduleAction>(scheduleMachine, schedule.status, 'start', 'DOCTOR')
      if (!result.ok) throw new Refusal(result.error)
      if (!result.changed) return { changes: [], reply: schedule }
      const { doctorId } = schedule
      const [open] = await store.find('schedules', { doctorId, status: 'ONLINE' })
      if (open !== undefined) throw new Refusal('ALREADY_ONLINE', { scheduleId: open.id })
      const started = update('schedules', schedule, { status: result.status, startedAt: ctx.now().toISOString() }, 'start')
      // A new consent text changes every queue that it finds open: this one is open before it, or lets in nobody by the former text.
      const changes = [started, await touchClinic(store)]
      const hasLink = (await store.get('join_codes', doctorId)) !== null
      return { changes: hasLink ? changes : [...changes, firstJoinCode(doctorId, newJoinCode(), ctx.now())], reply: started.after }
    })
