import { openStatuses, type Role } from '@medconsult/contract'
import type { Row } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

/** After how many minutes without an act of the person’s own a browser’s login ends; null: never. */
export type IdleMinutes = Readonly<Record<Role, number | null>>

/** Whether a login has ended because its person did nothing for too long. */
export type IsIdle = (login: Row<'logins'>, role: Role, now: Date) => Promise<boolean>

/**
 * Only a browser’s login ends so, never a program’s, nor during a call or while the doctor’s own practice is open. A call or a
 * practice that began after its time keeps nothing: what has ended does not come back.
 */
export const makeIsIdle =
  (store: Pick<Store, 'find'>, idleMinutes: IdleMinutes): IsIdle =>
  async ({ device, lastUsedAt, createdAt, userId }, role, now) => {
    const minutes = idleMinutes[role]
    if (minutes === null || device === null) return false
    const endsAt = Date.parse(lastUsedAt ?? createdAt) + minutes * 60_000
    if (now.getTime() < endsAt) return false
    const begun =
      role === 'DOCTOR'
        ? (await store.find('schedules', { doctorId: userId, status: 'ONLINE' })).map(({ startedAt }) => startedAt)
        : (await store.find('call_sessions', { patientId: userId, status: { in: openStatuses } })).map((call) => call.createdAt)
    // One without a time was open before times were recorded.
    return !begun.some((at) => at === null || Date.parse(at) < endsAt)
  }
