import assert from 'node:assert/strict'
import { isInQueue, isInRoom, isLive, isOpen } from '@medconsult/contract'
import { auditOf } from '../../core/audit-of.ts'
import type { Row, Table } from '../../store/row-types.ts'
import type { Change, Store } from '../../store/store.ts'

const watched = ['schedules', 'queue_entries', 'queue_counters', 'call_sessions', 'audit_logs'] as const
type Watched = (typeof watched)[number]

/** Every row of the tables that a consultation is made of, in the order of their ids, at one moment. */
export type Snapshot = { readonly [T in Watched]: readonly Row<T>[] }

/** What stands in the store now. The reads begin together, so that no commit of this process comes between them. */
export async function snapshot(store: Store): Promise<Snapshot> {
  const whole = { by: 'id', order: 'asc', limit: 1_000_000 } as const
  const tables = await Promise.all(watched.map(async (table) => [table, await store.find(table as Table, {}, whole)]))
  return Object.fromEntries(tables) as Snapshot
}

const unique = (values: readonly unknown[], what: string): void => assert.equal(new Set(values).size, values.length, what)

const openCalls = (now: Snapshot): Row<'call_sessions'>[] => now.call_sessions.filter((call) => isOpen(call.status))
const liveEntries = (now: Snapshot): Row<'queue_entries'>[] => now.queue_entries.filter((entry) => isLive(entry.status))

/** The row's earlier self, for what never goes back. */
function earlier<R extends { id: string }>(rows: readonly R[], before: readonly R[]): { row: R; was: R }[] {
  const known = new Map(before.map((row) => [row.id, row]))
  return rows.flatMap((row) => (known.has(row.id) ? [{ row, was: known.get(row.id)! }] : []))
}

/** A row's audit rows of some action types must lead from nothing to what it is now, each from where the last one ended. */
function chain(audit: readonly Row<'audit_logs'>[], status: string, what: string): void {
  let at: unknown = null
  let time = ''
  for (const { metadata, timestamp, actionType } of audit) {
    assert.equal(metadata['from'], at, `${what}: ${actionType} goes on from where the last row ended`)
    assert(timestamp >= time, `${what}: ${actionType} is not older than the last row`)
    at = metadata['to']
    time = timestamp
  }
  assert.equal(at, status, `${what}: its audit ends where it is`)
}

/** behaviour.md’s invariants over what is stored, by their numbers. `before` is the store one commit ago. */
export const storeInvariants: Readonly<Record<string, (now: Snapshot, before: Snapshot) => void>> = {
  '1 one open call per doctor': (now) =>
    unique(
      openCalls(now).map((call) => call.doctorId),
      'open calls by doctor',
    ),

  '2 one open call per patient, across schedules': (now) =>
    unique(
      openCalls(now).map((call) => call.patientId),
      'open calls by patient',
    ),

  '3 one ONLINE schedule per doctor': (now) =>
    unique(
      now.schedules.filter((schedule) => schedule.status === 'ONLINE').map((schedule) => schedule.doctorId),
      'open practices by doctor',
    ),

  '4 queue numbers unique, rising, never reused': (now, before) => {
    for (const counter of now.queue_counters) {
      const numbers = now.queue_entries.filter((entry) => entry.scheduleId === counter.id).map((entry) => entry.queueNumber)
      assert.deepEqual(
        numbers,
        numbers.map((_, i) => i + 1),
        'numbers count up with the entries',
      )
      assert.equal(counter.lastNumber, numbers.length)
    }
    for (const { row, was } of earlier(now.queue_entries, before.queue_entries)) assert.equal(row.queueNumber, was.queueNumber)
  },

  '5 one live entry per patient and schedule': (now) =>
    unique(
      liveEntries(now).map((entry) => `${entry.scheduleId} ${entry.patientId}`),
      'live entries',
    ),

  '6 INVITED is left once; terminal is final': (now, before) => {
    for (const { row, was } of earlier(now.call_sessions, before.call_sessions)) {
      if (!isOpen(was.status)) assert.deepEqual(row, was, 'a closed call stays as it is')
      if (was.status !== 'INVITED') assert.notEqual(row.status, 'INVITED')
    }
    for (const { row, was } of earlier(now.schedules, before.schedules))
      if (was.status === 'COMPLETED') assert.equal(row.status, 'COMPLETED')
  },

  '7 no confirm at or after expiresAt': (now) => {
    for (const call of now.call_sessions) {
      if (call.confirmedAt !== null) assert(call.confirmedAt < call.expiresAt, 'confirmed in time')
      if (call.status === 'EXPIRED') assert((call.endedAt ?? '') >= call.expiresAt, 'not expired before its time')
    }
  },

  '8 INVITED implies a READY entry that names the call': (now) => {
    for (const call of now.call_sessions.filter(({ status }) => status === 'INVITED'))
      assert(now.queue_entries.some((entry) => entry.status === 'READY' && entry.callSessionId === call.id))
  },

  '9 entry and call always agree': (now) => {
    const calls = new Map(now.call_sessions.map((call) => [call.id, call]))
    for (const entry of now.queue_entries) {
      assert.equal(entry.isReady, entry.status === 'READY' || entry.status === 'IN_CALL')
      const theirs = now.call_sessions.filter((it) => it.queueEntryId === entry.id)
      const newest = theirs.at(-1)
      const over = theirs.findLast((it) => !isOpen(it.status))
      assert.equal(entry.lastCall?.status, over?.status, 'says what became of its last call')
      assert.equal(entry.lastCall?.calledAt, over?.createdAt)
      if (entry.askedAgainAt !== null) assert.equal(entry.status, 'DONE', 'who asks to come back has been seen')
      if (entry.status === 'DONE') assert(newest?.status === 'ENDED' && newest.activatedAt !== null, 'seen means that a call was ACTIVE')
      if (entry.status === 'IN_CALL') assert(entry.callSessionId !== null, 'in a call that it names')
      if (entry.callSessionId === null) continue
      const call = calls.get(entry.callSessionId)
      assert(call && isOpen(call.status) && call.queueEntryId === entry.id, 'names its own open call')
      assert.deepEqual([call.scheduleId, call.doctorId, call.patientId], [entry.scheduleId, entry.doctorId, entry.patientId])
      assert.equal(entry.status, isInRoom(call.status) ? 'IN_CALL' : 'READY')
    }
    for (const call of openCalls(now))
      assert(
        now.queue_entries.some((entry) => entry.callSessionId === call.id),
        'an open call has its entry',
      )
  },

  '10 a COMPLETED schedule has no open call and no live entry': (now, before) => {
    const over = new Set(before.schedules.flatMap(({ id, status }) => (status === 'COMPLETED' ? [id] : [])))
    for (const { row, was } of earlier(now.queue_entries, before.queue_entries))
      if (over.has(row.scheduleId) && row.version !== was.version) assert.equal(row.status, 'CLOSED', 'nothing moves any more')
    for (const schedule of now.schedules.filter(({ status }) => status === 'COMPLETED')) {
      assert(!openCalls(now).some((call) => call.scheduleId === schedule.id), 'no open call')
      // Until it is settled, those still waiting read as CLOSED and are written so by and by.
      const left = liveEntries(now).filter((entry) => entry.scheduleId === schedule.id)
      assert(
        left.every((entry) => !schedule.settled && isInQueue(entry.status)),
        'no live entry',
      )
    }
    assert(now.schedules.every((schedule) => schedule.settled || schedule.status === 'COMPLETED' || schedule.status === 'CANCELLED'))
  },

  '11 ACTIVE has both peer ids': (now) => {
    for (const call of now.call_sessions.filter(({ activatedAt }) => activatedAt !== null)) assert(call.doctorPeerId && call.patientPeerId)
  },

  '12 each step has exactly one audit row, in order': (now) => {
    const of = (prefix: string, about: (row: Row<'audit_logs'>) => boolean): Row<'audit_logs'>[] =>
      now.audit_logs.filter((row) => row.actionType.startsWith(prefix) && about(row))
    for (const call of now.call_sessions) chain([...of('CALL_', (row) => row.callSessionId === call.id)], call.status, `call ${call.id}`)
    for (const { id, status } of now.schedules)
      chain(
        of('SCHEDULE_', (row) => row.scheduleId === id),
        status,
        `schedule ${id}`,
      )
    assert.equal(of('QUEUE_JOINED', () => true).length, now.queue_entries.length)
    const left = now.queue_entries.filter((entry) => entry.status === 'LEFT')
    assert.equal(of('QUEUE_LEFT', () => true).length, left.filter((entry) => entry.leftReason === null).length)
    assert.equal(of('QUEUE_REMOVED', () => true).length, left.filter((entry) => entry.leftReason === 'REMOVED').length)
  },

  'a queue’s counters equal a count': (now) => {
    for (const counter of now.queue_counters) {
      const entries = now.queue_entries.filter((entry) => entry.scheduleId === counter.id)
      assert.equal(counter.inQueue, entries.filter((entry) => isInQueue(entry.status)).length)
      unique(
        entries.map((entry) => entry.rev),
        'revs of a queue',
      )
      assert.equal(counter.rev, Math.max(0, ...entries.map((entry) => entry.rev)), 'the newest change is the queue’s')
    }
  },
}

/** 12, seen from a commit: its audit rows are those of its own steps, no more and no fewer. */
export function auditedOnce(changes: readonly Change[]): void {
  const rows = changes.flatMap((change) => (change.kind !== 'guard' && change.table === 'audit_logs' ? [change.after.actionType] : []))
  const steps = auditOf(changes, null, new Date(0), () => '').map((change) => change.after.actionType)
  assert.deepEqual(rows, steps, '12: one audit row for each step')
}

/** 13: whatever is announced is stored by now. */
export async function committedBefore(store: Store, announced: readonly Change[]): Promise<void> {
  const writes = announced.filter((change) => change.kind !== 'guard')
  const rows = await Promise.all(writes.map(({ table, after }) => store.get(table, after.id)))
  writes.forEach(({ table, after }, i) => assert((rows[i]?.version ?? 0) >= after.version, `13: ${table} was announced before its commit`))
}

const moves = (changes: readonly Change[]): string[] =>
  changes
    .flatMap((change) =>
      change.kind === 'guard' || change.table === 'audit_logs' ? [] : [`${change.table} ${change.after.id} ${change.after.version}`],
    )
    .toSorted()

/** 13: each committed move is announced once. Only a process that was killed in between owes one (`crashed`). */
export function announcedOnce(committed: readonly Change[], announced: readonly Change[], crashed: boolean): void {
  const [done, sent] = [moves(committed), moves(announced)]
  if (!crashed) assert.deepEqual(sent, done, '13: what is committed is announced')
  assert.equal(new Set(sent).size, sent.length, '13: and announced once')
  assert(new Set(sent).isSubsetOf(new Set(done)), '13: and nothing else')
}
