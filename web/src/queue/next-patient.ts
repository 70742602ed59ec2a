import type { DoctorQueueEntry } from '@medconsult/contract'

/** Whether the doctor's invitation to this entry is open. */
export const isInvited = (entry: DoctorQueueEntry): boolean => entry.status === 'READY' && entry.callSessionId !== null

/** Whether a patient's page is connected; if not, since when. */
export type Presence = Pick<DoctorQueueEntry, 'online' | 'awaySince'>

/** A patient who has been away this long is not offered first. */
const AWAY_MS = 20_000

/** Whether a patient has been away for 20 s, by the server's clock. */
export const isAway = ({ online, awaySince }: Presence, now: number): boolean =>
  !online && awaySince !== null && now - Date.parse(awaySince) >= AWAY_MS

/** Whom to call next: the first patient who is ready and present, except those with a pending removal. */
export const nextOf = <E extends DoctorQueueEntry>(
  entries: readonly E[],
  now: number,
  leaving: { has: (id: string) => boolean },
): E | null => entries.find((it) => it.status === 'READY' && !isInvited(it) && !isAway(it, now) && !leaving.has(it.id)) ?? null

/** Seen patients who ask to come back, the first to ask first. */
export const whoAskedAgain = <E extends DoctorQueueEntry>(entries: readonly E[]): E[] =>
  entries
    .filter((entry) => entry.status === 'DONE' && entry.askedAgainAt !== null)
    .toSorted((a, b) => String(a.askedAgainAt).localeCompare(String(b.askedAgainAt)))
