import type { DoctorQueueEntry } from '@medconsult/contract'

/** Whether the doctor's invitation to this entry is open. */
export const isInvited = (entry: DoctorQueueEntry): boolean => entry.status === 'READY' && entry.callSessionId !== null

/** Whether somebody's page is there, else since when not: it is closed, or has no connection. */
export type Presence = Pick<DoctorQueueEntry, 'online' | 'awaySince'>

/** Who has been away so long is not offered first. */
const AWAY_MS = 20_000

/** Whether a patient has been away for 20 s, by the server's clock. */
export const isAway = ({ online, awaySince }: Presence, now: number): boolean =>
  !online && awaySince !== null && now - Date.parse(awaySince) >= AWAY_MS

/** Whom to call next: the first who is ready and there; nobody of those who are being taken out, by entry. */
export const nextOf = <E extends DoctorQueueEntry>(
  entries: readonly E[],
  now: number,
  leaving: { has: (id: string) => boolean },
): E | null => entries.find((it) => it.status === 'READY' && !isInvited(it) && !isAway(it, now) && !leaving.has(it.id)) ?? null

/** Who was seen and would like to come back, the first to ask first. */
export const whoAskedAgain = <E extends DoctorQueueEntry>(entries: readonly E[]): E[] =>
  entries
    .filter((entry) => entry.status === 'DONE' && entry.askedAgainAt !== null)
    .toSorted((a, b) => String(a.askedAgainAt).localeCompare(String(b.askedAgainAt)))
