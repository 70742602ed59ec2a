import type { ScheduleRow } from '../store/rows.ts'

/** Whether every patient sees this practice: it is open, or to come. */
export const isListed = ({ status, date }: ScheduleRow, today: string): boolean =>
  status === 'ONLINE' || (status === 'UPCOMING' && date >= today)
