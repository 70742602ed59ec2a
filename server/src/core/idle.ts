import { openStatuses, type Role } from '@medconsult/contract'
import type { Row } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

/** After how many minutes without an act of the person’s own a browser’s login ends; null: never. */
export type IdleMinutes = Readonly<Record<Role, number | null>>

/** Whether a login has ended because its person did nothing for too long. */
export type IsIdle = (login: Row<'logins'>, role: Role, now: Date) => Promise<boolean>

/** Only a browser’s login ends so, never a program’s, nor during a call or while the doctor’s own practice is open. */
export const makeIsIdle =
  (store: Pick<Store, 'find'>, idleMinutes: IdleMinutes): IsIdle =>
  async ({ device, lastUsedAt, createdAt, userId }, role, now) => {
    const minutes = idleMinutes[role]
    if (minutes === null || device === null) return false
    if (now.getTime() - Date.parse(lastUsedAt ?? createdAt) < minutes * 60_000) return false
    const busy =
      role === 'DOCTOR'
        ? await store.find('schedules', { doctorId: userId, status: 'ONLINE' })
        : await store.find('call_sessions', { patientId: userId, status: { in: openStatuses } })
    return busy.length === 0
  }
