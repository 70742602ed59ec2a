import { joinCodeOf } from '../core/join-code.ts'
import { todaysPractice } from '../core/next-practice.ts'
import { Refusal } from '../core/refusal.ts'
import type { Ctx } from '../core/use-case.ts'
import type { Row, ScheduleRow, UserRow } from '../store/row-types.ts'

/** A practice link with its doctor, and the practice that it opens; null: none today. */
export interface PracticeOfCode {
  readonly link: Row<'join_codes'>
  readonly doctor: UserRow
  readonly schedule: ScheduleRow | null
}

/** The practice behind a code as somebody typed it. NOT_FOUND. */
export async function practiceOfCode(ctx: Ctx, typed: string, timeZone: string): Promise<PracticeOfCode> {
  const [link] = await ctx.store.find('join_codes', { code: joinCodeOf(typed) })
  const doctor = link === undefined ? null : await ctx.store.get('users', link.id)
  if (link === undefined || doctor?.status !== 'ACTIVE') throw new Refusal('NOT_FOUND')
  return { link, doctor, schedule: await todaysPractice(ctx, doctor.id, timeZone) }
}
