import { openStatuses, scheduleMachine, step, type ScheduleAction, type ScheduleStatus } from '@medconsult/contract'
import { overdue, ownSchedule, placeOfCall } from '../access.ts'
import { afterOf, closeCall } from '../consultation.ts'
import { guard, update, type Change } from '../store/store.ts'
import { Refusal, transact, type UseCase } from '../use-case.ts'

/**
 * Ends the practice and settles its call in one commit: an invitation is cancelled, a call in its room is ended with
 * `force`, else refused (CALL_OPEN). Entries still waiting read as CLOSED from then on.
 */
export const endPractice: UseCase<'endPractice'> = async (ctx, { params, body }) =>
  ctx.exclusive(params.id, () =>
    transact(ctx, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      const result = step<ScheduleStatus, ScheduleAction>(scheduleMachine, schedule.status, 'end', 'DOCTOR')
      if (!result.ok) throw new Refusal(result.error)
      if (!result.changed) return { changes: [], reply: schedule }

      // Every change of an entry counts here, an invitation too: read first, it tells of any that comes in between.
      const counter = await store.get('queue_counters', schedule.id)
      if (counter === null) throw new Error(`schedule ${schedule.id} has no counters`)
      const [call] = await store.find('call_sessions', { scheduleId: schedule.id, status: { in: openStatuses } })
      const first = await overdue(ctx, store, call ?? null)
      if (first !== null) return first
      if (call !== undefined && call.status !== 'INVITED' && body.force !== true) throw new Refusal('CALL_OPEN')

      const closed: Change[] =
        call === undefined
          ? [guard('queue_counters', counter)]
          : closeCall(call, { ...(await placeOfCall(store, call)), counter }, 'PRACTICE_ENDED', ctx.now())
      const { inQueue } = afterOf(closed, 'queue_counters', counter)
      const ended = update('schedules', schedule, { status: result.status, settled: inQueue === 0 }, 'end')
      return { changes: [...closed, ended], reply: ended.after }
    }),
  )
