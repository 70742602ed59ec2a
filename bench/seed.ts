import { newUser } from '../server/src/accounts/new-user.ts'
import { randomBytes } from 'node:crypto'
import { LOGIN_HOURS, type ActionType, type Role } from '@medconsult/contract'
import { makeTokens } from '../server/src/accounts/token.ts'
import { makeIds } from '../server/src/core/ids.ts'
import type { QueueEntryRow, ScheduleRow } from '../server/src/store/row-types.ts'
import { insert, type Change, type Store } from '../server/src/store/store.ts'

/** A stored person, signed in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly token: string
}

/** An open practice and its people. */
export interface SeededPractice {
  readonly doctor: Person
  readonly scheduleId: string
  readonly patients: readonly Person[]
}

export type Seed = ReturnType<typeof makeSeed>

/** Signs the tokens; the product is started with the same secret. */
export const JWT_SECRET = randomBytes(48).toString('base64url')

const CHANGES_A_COMMIT = 5_000

/** Commits changes a few thousand at a time. */
function makeWriter(store: Store) {
  let changes: Change[] = []

  async function write(...more: readonly Change[]): Promise<void> {
    changes.push(...more)
    if (changes.length >= CHANGES_A_COMMIT) await flush()
  }

  /** Resolves once everything is stored. */
  async function flush(): Promise<void> {
    const all = changes
    changes = []
    if (!(await store.commit(all))) throw new Error('the store is not empty')
  }
  return { write, flush }
}

/**
 * Writes thousands of people, practices and encounters into a store before a server opens it, which would take minutes by
 * requests. The rows are as the product writes them; incidental ones are left out.
 */
export function makeSeed(store: Store) {
  const now = new Date()
  const at = now.toISOString()
  const { newId } = makeIds(() => new Date())
  const tokens = makeTokens({ secret: JWT_SECRET })
  const { write, flush } = makeWriter(store)

  async function person(role: Role, name: string): Promise<Person> {
    const [id, loginId] = [newId(), newId()]
    const user = newUser({ id, email: `${id}@example.org`, name, passwordHash: '', role, status: 'ACTIVE', createdAt: at })
    const expiresAt = new Date(now.getTime() + LOGIN_HOURS * 3_600_000).toISOString()
    const login = { id: loginId, userId: id, status: 'OPEN', createdAt: at, device: null, lastUsedAt: null, expiresAt } as const
    await write(insert('users', user), insert('logins', login))
    return { id, name, token: tokens.issueToken({ userId: id, role, loginId }, now).token }
  }

  const people = async (count: number, role: Role, name: string): Promise<Person[]> => {
    const all: Person[] = []
    for (let n = 1; n <= count; n++) all.push(await person(role, `${name} ${n}`))
    return all
  }

  async function schedule(doctor: Person, status: ScheduleRow['status'], inQueue: number, numbers: number): Promise<string> {
    const id = newId()
    const [date, startTime] = [at.slice(0, 10), '09:00']
    const when = { date, startTime, endTime: '17:00', begins: `${date}T${startTime}` }
    await write(
      insert('schedules', {
        id,
        doctorId: doctor.id,
        doctorName: doctor.name,
        ...when,
        status,
        startedAt: status === 'UPCOMING' ? null : at,
        doctorAwaySince: null,
        endReason: null,
        endedAt: status === 'COMPLETED' ? at : null,
        settled: true,
      }),
      insert('queue_counters', { id, lastNumber: numbers, rev: numbers, inQueue }),
    )
    return id
  }

  const entryOf = (scheduleId: string, doctor: Person, patient: Person, queueNumber: number): Omit<QueueEntryRow, 'version'> => ({
    id: newId(),
    scheduleId,
    doctorId: doctor.id,
    patientId: patient.id,
    patientName: patient.name,
    queueNumber,
    status: 'WAITING',
    isReady: false,
    joinedAt: at,
    callSessionId: null,
    lastCall: null,
    media: null,
    askedAgainAt: null,
    leftReason: null,
    remindedAt: null,
    about: null,
    rev: queueNumber,
  })

  /** An open practice with `waiting` new patients in its queue, and `others` who are not in it. */
  async function practice({ waiting = 0, others = 0 }: { waiting?: number; others?: number }): Promise<SeededPractice> {
    const doctor = await person('DOCTOR', 'Dr. Ada Ngata')
    const patients = await people(waiting + others, 'PATIENT', 'Patient Number')
    const scheduleId = await schedule(doctor, 'ONLINE', waiting, waiting)
    for (const [index, patient] of patients.slice(0, waiting).entries())
      await write(insert('queue_entries', entryOf(scheduleId, doctor, patient, index + 1)))
    return { doctor, scheduleId, patients }
  }

  /** An ended practice with one encounter per patient: an entry, a call and its audit rows. */
  async function pastPractice(doctor: Person, patients: readonly Person[]): Promise<void> {
    const scheduleId = await schedule(doctor, 'COMPLETED', 0, patients.length)
    const about = { doctorId: doctor.id, scheduleId }
    for (const [index, patient] of patients.entries()) {
      const entry = { ...entryOf(scheduleId, doctor, patient, index + 1), status: 'DONE' } as const
      const call = {
        id: newId(),
        ...about,
        patientId: patient.id,
        queueEntryId: entry.id,
        doctorName: doctor.name,
        patientName: patient.name,
      }
      const times = { createdAt: at, expiresAt: at, confirmedAt: at, activatedAt: at, endedAt: at }
      const ends = { status: 'ENDED', endReason: 'DOCTOR', doctorPeerId: call.id, patientPeerId: entry.id } as const
      await write(insert('queue_entries', entry), insert('call_sessions', { ...call, ...times, ...ends }))
      for (const actionType of ENCOUNTER) {
        const actorUserId = /^QUEUE|CONFIRMED/.test(actionType) ? patient.id : doctor.id
        const subject = { ...about, patientId: patient.id, callSessionId: actionType.startsWith('CALL') ? call.id : null }
        const metadata = { from: 'READY', to: 'DONE', queueNumber: entry.queueNumber }
        await write(insert('audit_logs', { id: newId(), actorUserId, actionType, ...subject, timestamp: at, metadata }))
      }
    }
  }

  return { person, people, practice, pastPractice, flush }
}

/** The audit rows of an encounter. */
const ENCOUNTER: readonly ActionType[] = ['QUEUE_JOINED', 'QUEUE_READY', 'CALL_INVITED', 'CALL_CONFIRMED', 'CALL_ACTIVATED', 'CALL_ENDED']
