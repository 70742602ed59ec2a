import type { Side } from '@medconsult/contract'
import { makeInstantBefore } from '../core/instant-before.ts'
import type { PresenceRow, ProcessRow } from '../store/ephemeral-rows.ts'
import type { Store } from '../store/store.ts'

/** A process's sockets count if its last beat is more recent than this. */
export const BEAT_LAPSES_MS = 15_000
/** How long a request counts as presence. */
export const REQUEST_LAPSES_MS = 20_000

/** A person anywhere in the application. */
export const userSubject = (userId: string): string => `user:${userId}`

/** One side of a call, in its room. */
export const callSubject = (callSessionId: string, side: Side): string => `call:${callSessionId}:${side}`

/** A subject’s row of one process: of its sockets there, else of its requests. */
export const presenceId = (subject: string, processId: string): string => `${processId}:${subject}`

/** Which of the subjects are present at `now`. */
export async function presentSubjects(store: Store, subjects: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const present = new Set<string>()
  for (const [subject, awaySince] of await awayTimes(store, subjects, now)) if (awaySince === null) present.add(subject)
  return present
}

/** Since when each of the subjects has been away at `now`, null while present; subjects of whom nothing is known are left out. */
export async function awayTimes(store: Store, subjects: readonly string[], now: Date): Promise<ReadonlyMap<string, string | null>> {
  const known = new Map<string, string | null>()
  if (subjects.length === 0) return known
  const processes = await beats(store, now)
  const signs = new Map<string, PresenceRow[]>()
  for (const row of await store.ephemeral.find('presences', subjects, now)) {
    const rows = signs.get(row.subject)
    if (rows === undefined) signs.set(row.subject, [row])
    else rows.push(row)
  }
  const from = instants(now)
  for (const [subject, rows] of signs) known.set(subject, isPresent(rows, processes, from) ? null : lastOf(rows, processes))
  return known
}

/** The latest sign; sockets were there until their process last beat. */
function lastOf(signs: readonly PresenceRow[], processes: readonly ProcessRow[]): string {
  let last = ''
  for (const { kind, processId, at } of signs) {
    const beatAt = kind === 'SOCKET' ? (processes.find(({ id }) => id === processId)?.beatAt ?? '') : ''
    for (const seen of [at, beatAt]) if (seen > last) last = seen
  }
  return last
}

/** Whether a subject has a socket on a process that beats. */
export async function hasSocket(store: Store, subject: string, now: Date): Promise<boolean> {
  const rows = (await store.ephemeral.find('presences', [subject], now)).filter(({ kind }) => kind === 'SOCKET')
  if (rows.length === 0) return false
  const [processes, { beatsFrom }] = [await beats(store, now), instants(now)]
  return rows.some(({ processId }) => isBeating(processes, processId, beatsFrom))
}

/** When a subject was last present, `now` if it is; null if nothing is known. */
export async function lastSeenAt(store: Store, subject: string, now: Date): Promise<Date | null> {
  const away = (await awayTimes(store, [subject], now)).get(subject)
  return away === undefined ? null : away === null ? now : new Date(away)
}

/** The last stored beat of every process. */
export const beats = (store: Store, now: Date): Promise<ProcessRow[]> => store.ephemeral.find('processes', null, now)

/** Those whose last beat has not lapsed. */
export async function beatingProcesses(store: Store, now: Date): Promise<readonly ProcessRow[]> {
  const { beatsFrom } = instants(now)
  return (await beats(store, now)).filter(({ beatAt }) => beatAt > beatsFrom)
}

/**
 * Since when the clinic has been served without a break: this server’s start, or that of another server that has been
 * beating ever since. Nobody was seen before it, so no minute of absence counts from before.
 */
export async function servedSince(store: Store, startedAt: Date, now: Date): Promise<Date> {
  const own = startedAt.toISOString()
  const others = (await beats(store, now)).filter(({ beatAt }) => beatAt > own)
  return new Date(others.map((process) => process.startedAt).reduce((a, b) => (a < b ? a : b), own))
}

/** Whether a process has beaten since. */
const isBeating = (processes: readonly ProcessRow[], processId: string, since: string): boolean =>
  processes.some(({ id, beatAt }) => id === processId && beatAt > since)

/**
 * Whether a subject with these signs is present. It is away at once when its last socket closes: only a request after
 * that counts (decision 017).
 */
function isPresent(signs: readonly PresenceRow[], processes: readonly ProcessRow[], { beatsFrom, requestsFrom }: Instants): boolean {
  let from = requestsFrom
  for (const { kind, at } of signs) if (kind === 'GONE' && at > from) from = at
  return signs.some(({ kind, processId, at }) => {
    switch (kind) {
      case 'SOCKET':
        return isBeating(processes, processId, beatsFrom)
      case 'REQUEST':
        return at > from
      case 'GONE':
        return false
    }
  })
}

/** The instants after which beats and requests count. */
interface Instants {
  readonly beatsFrom: string
  readonly requestsFrom: string
}

const beatsSince = makeInstantBefore(BEAT_LAPSES_MS)
const requestsSince = makeInstantBefore(REQUEST_LAPSES_MS)
const instants = (now: Date): Instants => ({ beatsFrom: beatsSince(now), requestsFrom: requestsSince(now) })
