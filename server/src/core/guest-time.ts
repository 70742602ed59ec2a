import { GUEST_HOURS_AFTER_END } from '@medconsult/contract'
import type { ScheduleRow } from '../store/row-types.ts'

/** Whether it is so long since a practice ended that its guests are signed out; null: there is no such practice. */
export const isGuestTimeOver = (schedule: Pick<ScheduleRow, 'endedAt'> | null, now: Date): boolean =>
  schedule !== null && schedule.endedAt !== null && now.getTime() >= Date.parse(schedule.endedAt) + GUEST_HOURS_AFTER_END * 3_600_000
