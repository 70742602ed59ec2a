import { endProblem, faultAt, plannedMinutes, scheduleMachine, step, type ScheduleAction, type ScheduleStatus } from '@medconsult/contract'
import { ownSchedule } from '../core/access.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { update } from '../store/store.ts'
import { transact } from '../core/transact.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'
import { refuseThePast } from './create-schedule.ts'

type Plan = Pick<ScheduleRow, 'date' | 'startTime' | 'endTime'>

/**
 * Changes a plan: its day and times while UPCOMING, only the end, and only to a later time, while ONLINE. Absent fields
 * stay; the current values are a no-op. WRONG_STATE, INVALID.
 */
export const makeChangeSchedule =
  (timeZone: string): UseCase<'changeSchedule'> =>
  async (ctx, { params, body }) =>
    transact(ctx, async (store) => {
      const schedule = await ownSchedule(ctx, store, params.id)
      const result = step<ScheduleStatus, ScheduleAction>(scheduleMachine, schedule.status, 'change', 'DOCTOR')
      if (!result.ok) throw new Refusal(result.error)
      const { date = schedule.date, startTime = schedule.startTime, endTime = schedule.endTime } = body
      const plan: Plan = { date, startTime, endTime }
      const isMoved = date !== schedule.date || startTime !== schedule.startTime
      if (!isMoved && endTime === schedule.endTime) return { changes: [], reply: schedule }

      if (schedule.status === 'ONLINE' && isMoved) throw new Refusal('WRONG_STATE')
      const problem = endProblem(plan) ?? (schedule.status === 'ONLINE' && isEarlier(plan, schedule) ? 'END_NOT_LATER' : null)
      if (problem !== null) throw new Refusal('INVALID', { errors: [faultAt('endTime', problem)] })
      if (schedule.status === 'UPCOMING') refuseThePast(plan, ctx.now(), timeZone)
      const changed = update('schedules', schedule, { ...plan, begins: `${date}T${startTime}` }, 'change')
      return { changes: [changed], reply: changed.after }
    })

const isEarlier = (plan: Plan, was: Plan): boolean => plannedMinutes(plan) < plannedMinutes(was)
