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
    columns: {
      kind: 'text',
      email: 'text?',
      emailConfirmedAt: 'text?',
      name: 'text',
      passwordHash: 'text?',
      passwordHashOf: 'text',
      role: 'text',
      status: 'text',
      createdAt: 'text',
      scheduleId: 'text?',
      doctorId: 'text?',
      hasJoined: 'boolean',
      phone: 'text?',
      place: 'text?',
      birthDate: 'text?',
      language: 'text?',
      notices: 'json?',
      disabledAs: 'text?',
    },
    unique: { oneUserPerEmail: (user) => user.email?.toLowerCase() ?? null },
    indexes: [['email'], ['role', 'createdAt', 'id'], ['hasJoined', 'createdAt', 'id'], ['doctorId', 'hasJoined', 'id']],
  },
  logins: {
    columns: { userId: 'text', status: 'text', createdAt: 'text', device: 'json?', lastUsedAt: 'text?', expiresAt: 'text' },
    unique: {},
    indexes: [['expiresAt'], ['userId', 'status']],
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
      endedAt: 'text?',
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
      about: 'json?',
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
  guest_links: {
    columns: {
      kind: 'text',
      doctorId: 'text',
      scheduleId: 'text',
      secretHash: 'text',
      status: 'text',
      name: 'text?',
      email: 'text?',
      phone: 'text?',
      language: 'text?',
      userId: 'text?',
      loginId: 'text?',
      createdAt: 'text',
      usedAt: 'text?',
      expiresAt: 'text?',
    },
    unique: {
      oneLinkPerSecret: (link) => link.secretHash,
      oneWayBackPerGuest: (link) => (link.kind === 'RETURN' ? link.userId : null),
    },
    indexes: [['secretHash'], ['scheduleId', 'id'], ['scheduleId', 'status'], ['userId', 'id']],
  },
  join_codes: {
    columns: { code: 'text', joinBy: 'text', createdAt: 'text' },
    unique: { oneDoctorPerCode: ({ code }) => code },
    indexes: [['code']],
  },
  consents: {
    columns: { userId: 'text', textVersion: 'integer', language: 'text', isGiven: 'boolean', at: 'text' },
    unique: {},
    indexes: [['userId', 'id']],
  },
  clinic: {
    columns: {
      name: 'text?',
      phone: 'text?',
      emergencyNumber: 'text?',
      languages: 'json?',
      asks: 'json?',
      retention: 'json?',
      texts: 'json',
    },
    unique: {},
    indexes: [],
  },
  clinic_texts: {
    columns: { kind: 'text', textVersion: 'integer', texts: 'json', at: 'text' },
    unique: {},
    indexes: [['kind', 'textVersion']],
  },
  account_links: {
    columns: {
      kind: 'text',
      userId: 'text',
      secretHash: 'text',
      email: 'text?',
      createdAt: 'text',
      usedAt: 'text?',
      expiresAt: 'text',
    },
    unique: { oneLinkPerSecret: (link) => link.secretHash },
    indexes: [['secretHash'], ['userId', 'kind', 'id'], ['expiresAt']],
  },
  notices: {
    columns: {
      kind: 'text',
      channel: 'text',
      cause: 'text',
      userId: 'text?',
      scheduleId: 'text?',
      address: 'text?',
      language: 'text',
      linkId: 'text?',
      status: 'text',
      attempts: 'integer',
      dueAt: 'text',
      expiresAt: 'text?',
      createdAt: 'text',
      settledAt: 'text?',
    },
    unique: { oneOfAKind: ({ kind, cause, channel }) => `${kind}:${cause}:${channel}` },
    indexes: [['status', 'dueAt', 'id'], ['linkId'], ['settledAt']],
  },
  push_addresses: {
    columns: { ownerId: 'text', endpoint: 'text', p256dh: 'text', auth: 'text', createdAt: 'text' },
    unique: {},
    indexes: [['ownerId', 'id'], ['createdAt']],
  },
  tell_me: {
    columns: {
      doctorId: 'text',
      channel: 'text',
      address: 'text?',
      language: 'text',
      secretHash: 'text',
      createdAt: 'text',
      expiresAt: 'text',
    },
    unique: {
      oneLinkPerSecret: (row) => row.secretHash,
      oncePerAddress: ({ doctorId, channel, address }) => (address === null ? null : `${doctorId}:${channel}:${address}`),
    },
    indexes: [['doctorId', 'id'], ['secretHash'], ['expiresAt']],
  },
  server_keys: { columns: { publicKey: 'text', privateKey: 'text', createdAt: 'text' }, unique: {}, indexes: [] },
}
