import type { JoinBy, JoinLook, OpenPractice } from '@medconsult/contract'
import { nextPractice } from '../core/next-practice.ts'
import { consentText } from '../clinic/consent.ts'
import type { Ctx, RequestFacts } from '../core/use-case.ts'
import type { ScheduleRow } from '../store/row-types.ts'
import type { GuestServices } from './guest-services.ts'

/** Other doctors' practices that are listed. */
const LISTED = 20

interface Looked {
  readonly doctorId: string
  readonly doctorName: string
  readonly schedule: ScheduleRow | null
  readonly joinBy: JoinBy
}

/** What a page shows before anybody has come in. */
export async function joinView(
  ctx: Ctx,
  { timeZone, readClinic }: Pick<GuestServices, 'timeZone' | 'readClinic'>,
  { doctorId, doctorName, schedule, joinBy }: Looked,
  { languages }: RequestFacts,
): Promise<JoinLook> {
  const clinic = await readClinic(ctx.store)
  return {
    doctorName,
    schedule: schedule === null ? null : shown(schedule),
    nextOpening: schedule === null ? await nextPractice(ctx, doctorId, timeZone) : null,
    inQueue: schedule === null ? 0 : await inQueueOf(ctx, schedule),
    wait: null,
    joinBy,
    asks: clinic.asks,
    open: await openPractices(ctx, doctorId),
    consent: consentText(clinic, languages),
  }
}

const shown = ({ id, status, date, startTime, endTime }: ScheduleRow) => ({ id, status, date, startTime, endTime })

async function inQueueOf({ store }: Ctx, { id, status }: ScheduleRow): Promise<number> {
  return status === 'ONLINE' ? ((await store.get('queue_counters', id))?.inQueue ?? 0) : 0
}

/** What other doctors have open for anyone who comes by their link. */
async function openPractices(ctx: Ctx, doctorId: string): Promise<OpenPractice[]> {
  const online = await ctx.store.find('schedules', { status: 'ONLINE' }, { by: 'begins', order: 'asc' })
  const others = online.filter((schedule) => schedule.doctorId !== doctorId)
  const links = await ctx.store.find('join_codes', { id: { in: others.map((schedule) => schedule.doctorId) } })
  const codes = new Map(links.map((link) => [link.id, link]))
  const open: OpenPractice[] = []
  for (const schedule of others) {
    if (open.length === LISTED) break
    const link = codes.get(schedule.doctorId)
    if (link?.joinBy !== 'ANYONE') continue
    open.push({ joinCode: link.code, doctorName: schedule.doctorName, inQueue: await inQueueOf(ctx, schedule) })
  }
  return open
}
