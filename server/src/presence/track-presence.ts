import { liveStatuses, rooms, type Side } from '@medconsult/contract'
import { callSubject, hasSocket, presenceId, REQUEST_LAPSES_MS, userSubject } from './who-is-present.ts'
import type { PresenceRow } from '../store/ephemeral-rows.ts'
import type { Store } from '../store/store.ts'
import type { Person } from '../core/use-case.ts'
import type { Emit } from '../core/event-bus.ts'

interface PresenceOptions {
  readonly store: Store
  readonly processId: string
  readonly now: () => Date
  readonly emit: Emit
  /** Whether events travel between this process and others now. */
  readonly delivers: () => boolean
}

export interface Presence {
  /** A socket of this person came (+1) or went (-1). */
  socket(person: Person, by: 1 | -1): void
  /** A socket of one side entered (+1) or left (-1) a call's room. */
  inCall(callSessionId: string, side: Side, by: 1 | -1): void
  /** A person's request, about a call or none. */
  request(person: Person, callSessionId: string | null): void
  /** Says that this process lives, and what has lapsed. */
  beat(): Promise<void>
  /** Resolves when everything noted so far is written or dropped. */
  settled(): Promise<void>
  /** The last beat of a process that ends. */
  end(): Promise<void>
}

interface Subject {
  readonly key: string
  sockets: number
  /** When the first of them came. */
  since: number
  requestAt: number
  writtenAt: number
  isPresent: boolean
  /** `at`: since when. */
  readonly tell: (present: boolean, at: number) => void | Promise<void>
}

/** A request is written when the last one written is older. */
const REQUEST_WRITE_MS = 5000
/** Sockets are written again when their row is older, well before it ends. */
const SOCKET_WRITE_MS = 1_800_000

/** The writing half of presence: who is here now, kept in ephemeral rows. A lost write is dropped. */
export function trackPresence({ store, processId, now, emit, delivers }: PresenceOptions): Presence {
  const startedAt = now().toISOString()
  const subjects = new Map<string, Subject>()
  const newSubject = (key: string, tell: Subject['tell']): Subject => {
    const subject = { key, sockets: 0, since: 0, requestAt: 0, writtenAt: 0, isPresent: false, tell }
    subjects.set(key, subject)
    return subject
  }
  const ofUser = (person: Person): Subject => {
    const key = userSubject(person.userId)
    // That a doctor is away is told a minute later, by the sweep.
    return (
      subjects.get(key) ??
      newSubject(key, (online, at) => (person.role === 'DOCTOR' ? undefined : tellDoctors(person, online, at).catch(dropped)))
    )
  }
  const ofCall = (callSessionId: string, role: Side): Subject => {
    const key = callSubject(callSessionId, role)
    const tell = (present: boolean): void => emit('presence_changed', { callSessionId, role, present }, [rooms.call(callSessionId)])
    return subjects.get(key) ?? newSubject(key, tell)
  }

  /** The doctors of a patient's live entries. */
  async function tellDoctors({ userId }: Person, online: boolean, at: number): Promise<void> {
    const awaySince = online ? null : new Date(at).toISOString()
    const entries = await store.find('queue_entries', { patientId: userId, status: { in: liveStatuses } })
    for (const { id, scheduleId } of entries)
      emit('presence_changed', { scheduleId, entryId: id, online, awaySince }, [rooms.scheduleDoctor(scheduleId)])
  }

  function turn(subject: Subject, present: boolean, at = now().getTime()): void {
    if (subject.isPresent === present) return
    subject.isPresent = present
    const telling = (writing.get(presenceId(subject.key, processId)) ?? Promise.resolve())
      .then(() => tellTurn(subject, present, at))
      .catch(dropped)
    tellings.add(telling)
    void telling.finally(() => tellings.delete(telling))
  }

  /** After its write, so that of two processes which one leaves and enters, the one that is left sees the other. */
  async function tellTurn(subject: Subject, present: boolean, at: number): Promise<void> {
    if (subject.isPresent !== present) return
    if (!present && (await hasSocket(store, subject.key, now()))) return
    if (subject.isPresent === present) await subject.tell(present, at)
  }

  function count(subject: Subject, by: 1 | -1): void {
    subject.sockets += by
    if (by === 1 && subject.sockets === 1) {
      subject.since = now().getTime()
      write(subject, 'SOCKET', subject.since)
    }
    if (by === -1 && subject.sockets === 0) {
      write(subject, 'GONE', now().getTime())
      // Requests from before count no longer: the next one is written.
      subject.writtenAt = 0
    }
    if (by === 1 && subject.sockets === 1) subject.isPresent = false
    turn(subject, subject.sockets > 0)
  }

  // One write after the other for a row, so that the last state is the one that stays.
  const writing = new Map<string, Promise<void>>()
  const tellings = new Set<Promise<void>>()
  function write(subject: Subject, kind: PresenceRow['kind'], time: number): void {
    subject.writtenAt = now().getTime()
    const id = presenceId(subject.key, processId)
    const row = { id, subject: subject.key, kind, processId, at: new Date(time).toISOString() }
    const work = (writing.get(id) ?? Promise.resolve())
      .then(() => store.ephemeral.put('presences', [row], now()))
      .then(dropped, dropped)
      .finally(() => {
        if (writing.get(id) === work) writing.delete(id)
      })
    writing.set(id, work)
  }

  function note(subject: Subject): void {
    const time = now().getTime()
    subject.requestAt = time
    if (subject.sockets > 0) return
    turn(subject, true)
    if (time - subject.writtenAt > REQUEST_WRITE_MS) writeRequest(subject)
  }

  function writeRequest(subject: Subject): void {
    write(subject, 'REQUEST', subject.requestAt)
    subject.writtenAt = subject.requestAt
  }

  const putBeat = (delivering: boolean): Promise<void> =>
    store.ephemeral.put('processes', [{ id: processId, beatAt: now().toISOString(), startedAt, delivers: delivering }], now())

  return {
    socket: (person, by) => count(ofUser(person), by),
    inCall: (callSessionId, side, by) => count(ofCall(callSessionId, side), by),
    request(person, callSessionId) {
      note(ofUser(person))
      if (callSessionId !== null) note(ofCall(callSessionId, person.role === 'DOCTOR' ? 'doctor' : 'patient'))
    },
    async beat() {
      const time = now()
      for (const subject of subjects.values()) {
        if (subject.sockets > 0) {
          if (time.getTime() - subject.writtenAt > SOCKET_WRITE_MS) write(subject, 'SOCKET', subject.since)
          continue
        }
        // The last of several requests, which has not been worth a write: from it on somebody is away.
        if (subject.requestAt > subject.writtenAt && subject.writtenAt > 0) writeRequest(subject)
        if (time.getTime() - subject.requestAt <= REQUEST_LAPSES_MS) continue
        turn(subject, false, subject.requestAt)
        subjects.delete(subject.key)
      }
      await putBeat(delivers())
    },
    async settled() {
      await Promise.all([...writing.values(), ...tellings])
    },
    // Without sockets it misses nothing, and holds no other process up until its beat lapses.
    end: () => putBeat(true).catch(dropped),
  }
}

const dropped = (): void => undefined
