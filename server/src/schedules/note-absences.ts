import { AWAY_AFTER_SECONDS } from '@medconsult/contract'
import { lastSeenAt, presentSubjects, servedSince, userSubject } from '../presence/who-is-present.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import { update, type Store } from '../store/store.ts'
import { transactInTurn } from '../core/transact.ts'
import type { Ctx } from '../core/use-case.ts'

const AFTER_MS = AWAY_AFTER_SECONDS * 1000
/** On several processes, each of the others has beaten within this time of a start. */
const OTHERS_BEAT_MS = 6000

/**
 * Notes in each open practice since when its doctor has no connected page, a minute after the last socket closed or the
 * last request, and when they are back. Run by the system; safe on several processes.
 */
export const makeNoteAbsences =
  ({ startedAt, isAlone }: { startedAt: Date; isAlone: boolean }) =>
  async (ctx: Ctx): Promise<void> => {
    const now = ctx.now()
    if (!isAlone && now.getTime() - startedAt.getTime() < OTHERS_BEAT_MS) return
    const open = await ctx.store.find('schedules', { status: 'ONLINE' })
    if (open.length === 0) return
    const served = await servedSince(ctx.store, startedAt, now)
    const isNewlyServed = now.getTime() - served.getTime() < AFTER_MS
    const present = await presentSubjects(
      ctx.store,
      open.map(({ doctorId }) => userSubject(doctorId)),
      now,
    )
    for (const { id, doctorId, doctorAwaySince } of open) {
      const mayBeAway = !isNewlyServed && !present.has(userSubject(doctorId))
      if (mayBeAway !== (doctorAwaySince !== null)) await noteAbsence(ctx, id, served)
    }
  }

const noteAbsence = async (ctx: Ctx, id: string, served: Date): Promise<null> =>
  transactInTurn(ctx, id, async (store) => {
    const schedule = await store.get('schedules', id)
    if (schedule?.status !== 'ONLINE') return { changes: [], reply: null }
    const since = await awaySince(store, schedule, served, ctx.now())
    if ((since === null) === (schedule.doctorAwaySince === null)) return { changes: [], reply: null }
    const change = update('schedules', schedule, { doctorAwaySince: since }, since === null ? 'back' : 'away')
    return { changes: [change], reply: null }
  })

/** Since when the practice’s doctor has been away; null if for less than a minute. */
async function awaySince(store: Store, { doctorId, startedAt }: ScheduleRow, served: Date, now: Date): Promise<string | null> {
  const seen = await lastSeenAt(store, userSubject(doctorId), now)
  const since = Math.max(seen?.getTime() ?? 0, served.getTime(), startedAt === null ? 0 : Date.parse(startedAt))
  return now.getTime() - since >= AFTER_MS ? new Date(since).toISOString() : null
}
