import { hashOfSecret } from '../core/link-secret.ts'
import { Refusal } from '../core/refusal.ts'
import type { Row, ScheduleRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

export type LinkRow = Row<'guest_links'>

/** The id of no row: looked up where there is no link, so that a wrong secret costs the same reads as a revoked one. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Whether a practice is over, and with it all its links. */
export const hasEnded = ({ status }: Pick<ScheduleRow, 'status'>): boolean => status === 'COMPLETED' || status === 'CANCELLED'

/** A link by its secret, and its schedule, if it still opens something. NOT_FOUND, whatever the reason. */
export async function usableLink(store: Store, secret: string, now: Date): Promise<{ link: LinkRow; schedule: ScheduleRow }> {
  const [link] = await store.find('guest_links', { secretHash: hashOfSecret(secret) })
  const schedule = await store.get('schedules', link?.scheduleId ?? NOBODY)
  const login = await store.get('logins', link?.loginId ?? NOBODY)
  const doctor = await store.get('users', schedule?.doctorId ?? NOBODY)
  if (link === undefined || schedule === null || hasEnded(schedule) || !isUsable(link, login, now)) throw new Refusal('NOT_FOUND')
  if (doctor?.status !== 'ACTIVE') throw new Refusal('NOT_FOUND')
  return { link, schedule }
}

/** A link to another device ends with the login that asked for it: a changed password ends it too. */
const isUsable = ({ kind, status, expiresAt }: LinkRow, login: Row<'logins'> | null, now: Date): boolean =>
  (status === 'OPEN' || status === 'USED') &&
  (expiresAt === null || now.toISOString() < expiresAt) &&
  (kind !== 'DEVICE' || login?.status === 'OPEN')
