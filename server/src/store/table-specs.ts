import { isLive, isOpen } from '@medconsult/contract'
import type { Row, Table } from './row-types.ts'

/** `json`: plain values of our own. */
export type Column = 'text' | 'integer' | 'boolean' | 'json'

export interface TableSpec<R> {
  /** Every field of the row except `id` and `version`. `?` after a kind: nullable. */
  readonly columns: { readonly [K in Exclude<keyof R, 'id' | 'version'>]: Column | `${Column}?` }
  /** Invariants: keys computed from the row, unique unless null. */
  readonly unique: Readonly<Record<string, (row: R) => string | null>>
  /** The indexes that serve every `find`, `count` and `prune`: the fields, in order. */
  readonly indexes: readonly (readonly (keyof R & string)[])[]
}

/** Keys and indexes as data: both adapters store a unique key beside its row, so neither interprets a predicate. */
export const tables: { readonly [T in Table]: TableSpec<Row<T>> } = {
  users: {
    columns: { email: 'text', name: 'text', passwordHash: 'text', passwordHashOf: 'text', role: 'text', status: 'text', createdAt: 'text' },
    unique: { oneUserPerEmail: (user) => user.email.toLowerCase() },
    indexes: [['email'], ['role', 'createdAt', 'id']],
  },
  logins: {
    columns: { userId: 'text', status: 'text', createdAt: 'text', expiresAt: 'text' },
    unique: {},
    indexes: [['expiresAt']],
  },
  schedules: {
    columns: {
      doctorId: 'text',
      doctorName: 'text',
      date: 'text',
      startTime: 'text',
      endTime: 'text',
      begins: 'text',
      status: 'text',
      startedAt: 'text?',
      doctorAwaySince: 'text?',
      endReason: 'text?',
      settled: 'boolean',
    },
    unique: { oneOnlineSchedulePerDoctor: (schedule) => (schedule.status === 'ONLINE' ? schedule.doctorId : null) },
    indexes: [
      ['doctorId', 'id'],
      ['doctorId', 'status'],
      ['status', 'begins', 'id'],
      ['settled', 'id'],
    ],
  },
  queue_entries: {
    columns: {
      scheduleId: 'text',
      doctorId: 'text',
      patientId: 'text',
      patientName: 'text',
      queueNumber: 'integer',
      status: 'text',
      isReady: 'boolean',
      joinedAt: 'text',
      callSessionId: 'text?',
      lastCall: 'json?',
      media: 'text?',
      askedAgainAt: 'text?',
      leftReason: 'text?',
      remindedAt: 'text?',
      rev: 'integer',
    },
    unique: {
      oneLiveEntryPerPatient: (entry) => (isLive(entry.status) ? `${entry.scheduleId}:${entry.patientId}` : null),
      queueNumber: (entry) => `${entry.scheduleId}:${entry.queueNumber}`,
    },
    indexes: [
      ['scheduleId', 'queueNumber', 'id'],
      ['scheduleId', 'status', 'queueNumber', 'id'],
      ['scheduleId', 'rev', 'id'],
      ['scheduleId', 'patientId', 'queueNumber', 'id'],
      ['patientId', 'joinedAt', 'id'],
    ],
  },
  queue_counters: { columns: { lastNumber: 'integer', rev: 'integer', inQueue: 'integer' }, unique: {}, indexes: [] },
  call_sessions: {
    columns: {
      scheduleId: 'text',
      doctorId: 'text',
      patientId: 'text',
      queueEntryId: 'text',
      doctorName: 'text',
      patientName: 'text',
      status: 'text',
      createdAt: 'text',
      expiresAt: 'text',
      confirmedAt: 'text?',
      activatedAt: 'text?',
      endedAt: 'text?',
      endReason: 'text?',
      doctorPeerId: 'text?',
      patientPeerId: 'text?',
    },
    unique: {
      oneOpenCallPerDoctor: (call) => (isOpen(call.status) ? call.doctorId : null),
      oneOpenCallPerPatient: (call) => (isOpen(call.status) ? call.patientId : null),
    },
    indexes: [
      ['status', 'expiresAt', 'id'],
      ['status', 'confirmedAt', 'id'],
      ['doctorId', 'status'],
      ['patientId', 'status'],
      ['scheduleId', 'status'],
    ],
  },
  audit_logs: {
    columns: {
      actorUserId: 'text?',
      actionType: 'text',
      doctorId: 'text?',
      scheduleId: 'text?',
      patientId: 'text?',
      callSessionId: 'text?',
      timestamp: 'text',
      metadata: 'json',
    },
    unique: {},
    indexes: [
      ['doctorId', 'id'],
      ['doctorId', 'patientId', 'id'],
      ['scheduleId', 'id'],
      ['callSessionId', 'id'],
    ],
  },
  call_switches: {
    columns: { callSessionId: 'text', microphone: 'boolean', camera: 'boolean', at: 'text' },
    unique: {},
    indexes: [['at']],
  },
  reminders: { columns: { scheduleId: 'text', patientId: 'text', at: 'text' }, unique: {}, indexes: [['at']] },
  known_places: { columns: { at: 'text' }, unique: {}, indexes: [['at']] },
}
