import { shownStatuses } from '@medconsult/contract'
import { ownSchedule } from '../core/access.ts'
import { effectiveEntry } from '../core/consultation.ts'
import { Refusal } from '../core/refusal.ts'
import type { UseCase } from '../core/use-case.ts'
import { doctorsView } from './doctors-view.ts'

/**
 * The doctor's queue by number, whole unless `limit` is given. With `since`: entries changed after that `rev`, in the
 * order of the changes, including those who left. UNKNOWN_CURSOR.
 */
export const viewQueue: UseCase<'viewQueue'> = async (ctx, { params, query }) => {
  const { store } = ctx
  const schedule = await ownSchedule(ctx, store, params.id)
  const { before, since, limit } = query
  const after = before === undefined ? null : await store.get('queue_entries', before)
  if (before !== undefined && after?.scheduleId !== schedule.id) throw new Refusal('UNKNOWN_CURSOR')
  const rest = { order: 'asc', ...(limit !== undefined && { limit }), ...(after !== null && { after }) } as const
  const entries =
    since === undefined
      ? await store.find('queue_entries', { scheduleId: schedule.id, status: { in: shownStatuses } }, { by: 'queueNumber', ...rest })
      : await store.find('queue_entries', { scheduleId: schedule.id, rev: { gt: since } }, { by: 'rev', ...rest })
  return doctorsView(
    ctx,
    entries.map((entry) => effectiveEntry(entry, schedule.status)),
  )
}
