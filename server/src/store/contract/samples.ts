import type { Row } from '../row-types.ts'
import { insert, type Insert } from '../store.ts'

/** A time of the sample day, `n` seconds in. */
export const instant = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString()

/** New rows that differ only in id; each test sets the fields it is about. `n` makes the id. */
export const samples = {
  id: (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,

  user: (n: number, patch: Partial<Row<'users'>> = {}): Insert<'users'> =>
    insert('users', {
      id: samples.id(n),
      email: `person${n}@example.org`,
      name: 'Ada',
      passwordHash: 'none',
      passwordHashOf: 'FORM',
      role: 'PATIENT',
      status: 'ACTIVE',
      createdAt: instant(0),
      ...patch,
    }),

  login: (n: number, patch: Partial<Row<'logins'>> = {}): Insert<'logins'> =>
    insert('logins', { id: samples.id(n), userId: 'user', status: 'OPEN', createdAt: instant(0), expiresAt: instant(n), ...patch }),

  schedule: (n: number, patch: Partial<Row<'schedules'>> = {}): Insert<'schedules'> =>
    insert('schedules', {
      id: samples.id(n),
      doctorId: 'doctor',
      doctorName: 'Dr. Ada',
      date: '2026-01-01',
      startTime: '09:00',
      endTime: '12:00',
      begins: '2026-01-01 09:00',
      status: 'UPCOMING',
      startedAt: null,
      doctorAwaySince: null,
      endReason: null,
      settled: true,
      ...patch,
    }),

  entry: (n: number, patch: Partial<Row<'queue_entries'>> = {}): Insert<'queue_entries'> =>
    insert('queue_entries', {
      id: samples.id(n),
      scheduleId: 'schedule',
      doctorId: 'doctor',
      patientId: `patient ${n}`,
      patientName: 'Ada',
      queueNumber: n,
      status: 'WAITING',
      isReady: false,
      joinedAt: instant(n),
      callSessionId: null,
      lastCall: null,
      media: null,
      askedAgainAt: null,
      leftReason: null,
      remindedAt: null,
      rev: n,
      ...patch,
    }),

  counter: (n: number, patch: Partial<Row<'queue_counters'>> = {}): Insert<'queue_counters'> =>
    insert('queue_counters', { id: samples.id(n), lastNumber: 0, rev: 0, inQueue: 0, ...patch }),

  call: (n: number, patch: Partial<Row<'call_sessions'>> = {}): Insert<'call_sessions'> =>
    insert('call_sessions', {
      id: samples.id(n),
      scheduleId: 'schedule',
      doctorId: `doctor ${n}`,
      patientId: `patient ${n}`,
      queueEntryId: `entry ${n}`,
      doctorName: 'Dr. Ada',
      patientName: 'Ada',
      status: 'INVITED',
      createdAt: instant(0),
      expiresAt: instant(60),
      confirmedAt: null,
      activatedAt: null,
      endedAt: null,
      endReason: null,
      doctorPeerId: null,
      patientPeerId: null,
      ...patch,
    }),

  audit: (n: number, patch: Partial<Row<'audit_logs'>> = {}): Insert<'audit_logs'> =>
    insert('audit_logs', {
      id: samples.id(n),
      actorUserId: null,
      actionType: 'CALL_EXPIRED',
      doctorId: 'doctor',
      scheduleId: 'schedule',
      patientId: null,
      callSessionId: null,
      timestamp: instant(n),
      metadata: { from: null, to: 'EXPIRED', queueNumber: 3, forced: true, reason: '' },
      ...patch,
    }),

  reminder: (n: number, patch: Partial<Row<'reminders'>> = {}): Insert<'reminders'> =>
    insert('reminders', { id: samples.id(n), scheduleId: 'schedule', patientId: `patient ${n}`, at: instant(n), ...patch }),
}
