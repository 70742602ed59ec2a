import { liveStatuses, rooms, type ServerEvent, type Side } from '@medconsult/contract'
import { awayTimes, callSubject, isAnyApart, userSubject } from '../presence/who-is-present.ts'
import type { Redis } from './redis.ts'
import type { SignalRow } from '../store/row-types.ts'
import type { Change, Store } from '../store/store.ts'
import { makeAbsences } from './absences.ts'
import { makeAnnounce, type Emit } from '../core/announce.ts'
import { changeOf } from './change-of.ts'

export interface TailOptions {
  readonly store: Store
  readonly now: () => Date
  /** While it is there, it tells everything; null: there is none. */
  readonly redis: Pick<Redis, 'isReady'> | null
}

/** This process's own sockets. */
export interface Listeners {
  readonly emitHere: Emit
  roomsHere(): Iterable<string>
}

export interface Tail {
  /** The store, as this process writes it: what it writes itself it does not tell twice. */
  readonly store: Store
  /** This process has told an event itself. */
  told(event: ServerEvent, payload: unknown): void
  /** Whether Redis does not pass on all that this process tells. */
  isApart(): boolean
  /** Tells this process's sockets what other processes have committed since the last pass. */
  pass(listeners: Listeners): Promise<void>
}

/** Clocks of processes may differ by so much, a commit or missing Redis take so long, and nothing is passed over. */
const OVERLAP_MS = 10_000
/** So long after Redis is back, some processes may not have noticed yet. */
const GRACE_MS = 5000
/** The first time it looks back further: until it knew that it is needed, a store may have been away as well. */
const FIRST_MS = 20_000
/** So long after a commit whose outcome nobody heard, it may turn out to be there. */
const UNSURE_MS = 20_000
const REMEMBERED_MS = 60_000
const PAGE = 500
const SIDES: readonly Side[] = ['doctor', 'patient']

/**
 * How processes on one store tell each other without Redis: each reads what has been added. Audit rows say what was
 * stepped, counters say where queues and signals are, presence is read for those who are watched here.
 */
export function makeTail({ store, now, redis }: TailOptions): Tail {
  /** Ids of what has been told, with the time, in milliseconds, of their coming. */
  const seen = new Map<string, number>()
  const revs = new Map<string, number>()
  const signals = new Map<string, number>()
  const present = new Map<string, boolean>()
  const absences = makeAbsences(store)
  /** Whose presence this process has told since this pass began: what the store answers may be older. */
  const toldMeanwhile = new Set<string>()
  let tells = false
  let readyAt = -Infinity
  let unsureUntil = -Infinity
  let announceTo: { readonly listeners: Listeners; readonly announce: (changes: readonly Change[]) => void } | undefined

  const own: Store = {
    ...store,
    async commit(changes) {
      const names = changes.map(nameOf).filter((name) => name !== null)
      const time = now().getTime()
      // Before the commit: a pass may read the rows sooner than this process hears that they are there.
      for (const name of names) seen.set(name, time)
      const done = await store.commit(changes).catch((error: unknown) => {
        for (const name of names) seen.delete(name)
        unsureUntil = now().getTime() + UNSURE_MS
        throw error
      })
      if (!done) for (const name of names) seen.delete(name)
      return done
    },
  }

  const isNew = (name: string): boolean => {
    if (seen.has(name)) return false
    seen.set(name, now().getTime())
    return true
  }

  async function steps(from: number): Promise<Change[]> {
    const changes: Change[] = []
    for (let last = firstId(from); ;) {
      const rows = await store.find('audit_logs', { id: { gt: last } }, { by: 'id', order: 'asc', limit: PAGE })
      for (const row of rows) if (isNew(row.id)) changes.push(...(await changeOf(store, row)))
      if (rows.length < PAGE) return changes
      last = rows.at(-1)!.id
    }
  }

  async function reminders(from: number): Promise<Change[]> {
    const rows = await store.find('reminders', { at: { gte: new Date(from).toISOString() } })
    return rows.filter((row) => isNew(`${row.id} ${row.at}`)).map((after) => ({ kind: 'insert', table: 'reminders', after }))
  }

  async function queues(schedules: readonly string[]): Promise<Change[]> {
    const counters = await store.find('queue_counters', { id: { in: schedules } })
    const moved = counters.filter(({ id, rev }) => rev > (revs.get(id) ?? -1))
    for (const { id, rev } of moved) revs.set(id, rev)
    return moved.map((after) => ({ kind: 'insert', table: 'queue_counters', after }))
  }

  /** Of a call that is watched newly, what may have come just before: a receiver drops an `n` that it has had. */
  async function newSignals(calls: readonly string[], from: number): Promise<Change[]> {
    const found: SignalRow[] = []
    for (const { id, last } of await store.find('signal_counters', { id: { in: calls } })) {
      const known = signals.get(id)
      if (known !== undefined && last <= known) continue
      const rows = await store.find('signals', { callSessionId: id, from: { in: SIDES }, n: { gt: known ?? 0 } })
      const sorted = rows.toSorted((a, b) => a.n - b.n)
      found.push(...sorted.filter((row) => (known !== undefined || Date.parse(row.createdAt) >= from) && isNew(row.id)))
      signals.set(id, Math.max(last, sorted.at(-1)?.n ?? 0))
    }
    return found.map((after) => ({ kind: 'insert', table: 'signals', after }))
  }

  async function presences(calls: readonly string[], practices: readonly string[], { emitHere }: Listeners): Promise<void> {
    const sides = calls.flatMap((callSessionId) =>
      SIDES.map((role) => ({ callSessionId, role, subject: callSubject(callSessionId, role) })),
    )
    const entries = (
      await Promise.all(practices.map((scheduleId) => store.find('queue_entries', { scheduleId, status: { in: liveStatuses } })))
    ).flat()
    const subjects = [...sides.map(({ subject }) => subject), ...entries.map(({ patientId }) => userSubject(patientId))]
    const away = await awayTimes(store, subjects, now())
    const watched = new Set([...sides.map(({ callSessionId, role }) => `${callSessionId} ${role}`), ...entries.map(({ id }) => id)])
    for (const name of present.keys()) if (!watched.has(name)) present.delete(name)
    for (const { callSessionId, role, subject } of sides) {
      const is = away.get(subject) === null
      if (present.get(`${callSessionId} ${role}`) === is || toldMeanwhile.has(`${callSessionId} ${role}`)) continue
      present.set(`${callSessionId} ${role}`, is)
      emitHere('presence_changed', { callSessionId, role, present: is }, [rooms.call(callSessionId)])
    }
    for (const { id, scheduleId, patientId } of entries) {
      const awaySince = away.get(userSubject(patientId))
      const is = awaySince === null
      const known = present.get(id)
      if (toldMeanwhile.has(id)) continue
      present.set(id, is)
      // The doctor's page has just read who is there when its queue is watched newly.
      if (known !== undefined && known !== is)
        emitHere('presence_changed', { scheduleId, entryId: id, online: is, awaySince: awaySince ?? (is ? null : now().toISOString()) }, [
          rooms.scheduleDoctor(scheduleId),
        ])
    }
  }

  function forget(time: number, calls: readonly string[], schedules: readonly string[]): void {
    toldMeanwhile.clear()
    for (const [name, at] of seen) if (at < time - REMEMBERED_MS) seen.delete(name)
    for (const id of signals.keys()) if (!calls.includes(id)) signals.delete(id)
    for (const id of revs.keys()) if (!schedules.includes(id)) revs.delete(id)
  }

  const isApart = (): boolean => redis !== null && (!redis.isReady || now().getTime() < unsureUntil)

  /** Whether others are to be read, since Redis does not tell all of it. */
  async function isNeeded(time: number): Promise<boolean> {
    if (redis === null) return true
    if (!redis.isReady) readyAt = Infinity
    else if (readyAt === Infinity) readyAt = time
    return readyAt === Infinity || time - readyAt < GRACE_MS || isApart() || isAnyApart(store, now())
  }

  return {
    store: own,
    isApart,
    told(event, payload) {
      if (event === 'schedule_status_changed') absences.told((payload as { scheduleId: string }).scheduleId)
      if (event === 'queue_updated') {
        const { scheduleId, rev } = payload as { scheduleId: string; rev: number }
        revs.set(scheduleId, rev)
      }
      if (event === 'presence_changed') {
        const change = payload as { callSessionId: string; role: Side; present: boolean } | { entryId: string; online: boolean }
        const [name, is] =
          'entryId' in change ? [change.entryId, change.online] : [`${change.callSessionId} ${change.role}`, change.present]
        present.set(name, is)
        toldMeanwhile.add(name)
      }
    },
    async pass(listeners) {
      const time = now().getTime()
      const names = [...listeners.roomsHere()]
      const calls = idsOf(names, /^call_([^_]+)$/)
      const schedules = idsOf(names, /^schedule_([^_]+)(?:_doctor)?$/)
      forget(time, calls, schedules)
      const needed = await isNeeded(time)
      if (!needed || !tells) {
        for (const known of [signals, present, revs]) known.clear()
        absences.forget()
      }
      const first = !tells
      tells = needed
      if (!needed) return
      if (announceTo?.listeners !== listeners)
        announceTo = { listeners, announce: makeAnnounce({ emit: listeners.emitHere, closeLogin: () => undefined }) }
      const from = time - OVERLAP_MS
      announceTo.announce([
        ...(await steps(first ? time - FIRST_MS : from)),
        ...(await newSignals(calls, from)),
        ...(await queues(schedules)),
        ...(await reminders(from)),
      ])
      for (const change of await absences.changed()) listeners.emitHere('schedule_status_changed', change, 'everyone')
      await presences(calls, idsOf(names, /^schedule_([^_]+)_doctor$/), listeners)
    },
  }
}

/** What a written row is remembered by; null: it is not told one by one. */
function nameOf(change: Change): string | null {
  if (change.kind === 'guard') return null
  const { table, after } = change
  return table === 'audit_logs' || table === 'signals' ? after.id : table === 'reminders' ? `${after.id} ${after.at}` : null
}

const idsOf = (names: readonly string[], pattern: RegExp): string[] => [
  ...new Set(names.map((name) => pattern.exec(name)?.[1]).filter((id) => id !== undefined)),
]

/** Smaller than every id made at this time or later. */
function firstId(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
