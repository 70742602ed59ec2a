import { t } from '../../ui/words/text.ts'

/** Seconds left at which they are announced to screen readers. */
const marks = [10, 30, 60] as const

/** The announcement when the seconds left go from `before` to `now`; empty: none. */
export function announcementAt(before: number | null, now: number, doctorName: string): string {
  if (before === null) return t('invitation.announcement.first', { doctor: doctorName, seconds: now })
  const passed = marks.find((mark) => before > mark && now <= mark)
  return passed === undefined || now === 0 ? '' : t('invitation.announcement.mark', { seconds: passed })
}
