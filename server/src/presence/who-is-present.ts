import type { Side } from '@medconsult/contract'
import { inChunks } from '../core/in-chunks.ts'
import { makeInstantBefore } from '../core/instant-before.ts'
import type { PresenceRow, ProcessRow } from '../store/row-types.ts'
import type { Store } from '../store/store.ts'

/** A process's sockets count while its last beat is younger. */
export const BEAT_LAPSES_MS = 15_000
/** A request counts as presence for so long. */
export const REQUEST_LAPSES_MS = 20_000

/** Names kept of those asked about lately: a string that has been looked up by before is found at once, a new one is not. */
const NAMES = 10_000

/** `make` of each key, made once while at most so many are kept. */
function remembering(make: (key: string) => string): (key: string) => string {
  const made = new Map<string, string>()
  return (key) => {
    let value = made.get(key)
    if (value === undefined) {
      if (made.size >= NAMES) made.clear()
      made.set(key, (value = make(key)))
    }
    return value
  }
}

/** A person anywhere in the application. */
export const userSubject = remembering((userId) => `user:${userId}`)

/** One side of a call, in its room. */
export const callSubject = (callSessionId: string, side: Side): string => `call:${callSessionId}:${side}`

/** The row of a subject's sockets in one process, or of its requests (null). */
export const presenceId = (subject: string, processId: string | null): string => `${processId ?? 'request'}:${subject}`

const idsByProcess = new Map<string | null, (subject: string) => string>()

function idsIn(processId: string | null): (subject: string) => string {
  let ids = idsByProcess.get(processId)
  if (ids === undefined) {
    if (idsByProcess.size >= PROCESSES) idsByProcess.clear()
    idsByProcess.set(processId, (ids = remembering((subject) => presenceId(subject, processId))))
  }
  return ids
}

/** More than ever beat at once: those that ended are pruned. */
const PROCESSES = 256

/** Which of the subjects are present at `now`. */
export async function presentSubjects(store: Store, subjects: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const present = new Set<string>()
  for (const [subject, awaySince] of await awayTimes(store, subjects, now)) if (awaySince === null) present.add(subject)
  return present
}

/** Since when each of the subjects has been away at `now`, null while present; those of whom nothing is known are left out. */
export async function awayTimes(store: Store, subjects: readonly string[], now: Date): Promise<ReadonlyMap<string, string | null>> {
  const known = new Map<string, string | null>()
  if (subjects.length === 0) return known
  const processes = await beatingProcesses(store, now)
  const lapsed = requestsSince(now)
  // By their ids, since the store finds those fastest; the rows of processes without a beat would not count.
  const ids: string[] = []
  for (const processId of [null, ...processes]) {
    const idsOf = idsIn(processId)
    for (const subject of subjects) ids.push(idsOf(subject))
  }
  const signs = new Map<string, PresenceRow[]>()
  for (const some of inChunks(ids))
    for (const row of await store.find('presences', { id: { in: some } })) {
      const known = signs.get(row.subject)
      if (known === undefined) signs.set(row.subject, [row])
      else known.push(row)
    }
  for (const [subject, rows] of signs) known.set(subject, isPresent(rows, processes, lapsed) ? null : lastOf(rows))
  return known
}

const lastOf = (signs: readonly PresenceRow[]): string => signs.reduce((last, { at }) => (at > last ? at : last), '')

/** Whether a subject has a socket on a process that beats. */
export async function hasSocket(store: Store, subject: string, now: Date): Promise<boolean> {
  const rows = await store.find('presences', { subject })
  if (!rows.some(({ kind }) => kind === 'SOCKET')) return false
  const processes = await beatingProcesses(store, now)
  return rows.some((row) => row.kind === 'SOCKET' && row.processId !== null && processes.has(row.processId))
}

/** When a subject was last present, `now` if it is; null if nothing is known. */
export async function lastSeenAt(store: Store, subject: string, now: Date): Promise<Date | null> {
  const rows = await store.find('presences', { subject })
  const processes = await beatingProcesses(store, now)
  const lapsed = requestsSince(now)
  if (isPresent(rows, processes, lapsed)) return now
  let last: string | null = null
  for (const row of rows) {
    const beat = row.kind === 'SOCKET' && row.processId !== null ? await store.get('processes', row.processId) : null
    const seen = beat !== null && beat.beatAt > row.at ? beat.beatAt : row.at
    if (last === null || seen > last) last = seen
  }
  return last === null ? null : new Date(last)
}

/** The last beat of every process that is kept. */
export const beats = (store: Store): Promise<ProcessRow[]> => store.find('processes', {}, { by: 'id', order: 'asc', limit: PROCESSES })

/**
 * Since when the clinic has been served without a break: this server's start, or the start of one that has gone on
 * beating since. Nobody was seen before it, so no clock of a minute counts from before.
 */
export async function servedSince(store: Store, startedAt: Date): Promise<Date> {
  const own = startedAt.toISOString()
  const others = (await beats(store)).filter(({ beatAt }) => beatAt > own)
  return new Date(others.map((process) => process.startedAt ?? '1970-01-01T00:00:00.000Z').reduce((a, b) => (a < b ? a : b), own))
}

async function beatingProcesses(store: Store, now: Date): Promise<ReadonlySet<string>> {
  const since = beatsSince(now)
  const processes = await beats(store)
  return new Set(processes.filter(({ beatAt }) => beatAt > since).map(({ id }) => id))
}

/**
 * Of one subject's signs, `lapsed` being the time from which on requests count. Whose last socket has ended is away at
 * once, whatever they asked for just before: only a request after it counts (decision 017).
 */
function isPresent(signs: readonly PresenceRow[], processes: ReadonlySet<string>, lapsed: string): boolean {
  let from = lapsed
  for (const { kind, at } of signs) if (kind === 'GONE' && at > from) from = at
  return signs.some(({ kind, processId, at }) => {
    switch (kind) {
      case 'SOCKET':
        return processId !== null && processes.has(processId)
      case 'REQUEST':
        return at > from
      case 'GONE':
        return false
    }
  })
}

const beatsSince = makeInstantBefore(BEAT_LAPSES_MS)
const requestsSince = makeInstantBefore(REQUEST_LAPSES_MS)
