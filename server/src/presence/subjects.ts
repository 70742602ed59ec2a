import { liveStatuses, rooms, type Side } from '@medconsult/contract'
import type { Emit } from '../core/event-bus.ts'
import type { Person } from '../core/use-case.ts'
import type { Store } from '../store/store.ts'
import { callSubject, userSubject } from './who-is-present.ts'

/** A person, or one side of a call, as this process knows them. Times in milliseconds since the epoch. */
export interface Subject {
  readonly key: string
  sockets: number
  /** When the first of them connected. */
  since: number
  requestAt: number
  writtenAt: number
  isPresent: boolean
  /** Notifies those who watch; `at`: since when. */
  readonly notify: (present: boolean, at: number) => void | Promise<void>
}

/** Everybody whose presence this process tracks. */
export function makeSubjects(store: Store, emit: Emit) {
  const subjects = new Map<string, Subject>()
  const subjectOf = (key: string, notify: Subject['notify']): Subject => {
    let subject = subjects.get(key)
    if (subject === undefined) {
      subject = { key, sockets: 0, since: 0, requestAt: 0, writtenAt: 0, isPresent: false, notify }
      subjects.set(key, subject)
    }
    return subject
  }

  /** The doctors of a patient's live entries. */
  async function notifyDoctors({ userId }: Person, online: boolean, at: number): Promise<void> {
    const awaySince = online ? null : new Date(at).toISOString()
    const entries = await store.find('queue_entries', { patientId: userId, status: { in: liveStatuses } })
    for (const { id, scheduleId } of entries)
      emit('presence_changed', { scheduleId, entryId: id, online, awaySince }, [rooms.scheduleDoctor(scheduleId)])
  }

  return {
    all: () => subjects.values(),
    forget: ({ key }: Subject): void => void subjects.delete(key),
    /** That a doctor is away is announced a minute later, by the sweep. */
    ofUser: (person: Person): Subject =>
      subjectOf(userSubject(person.userId), (online, at) => (person.role === 'DOCTOR' ? undefined : notifyDoctors(person, online, at))),
    ofCall: (callSessionId: string, role: Side): Subject =>
      subjectOf(callSubject(callSessionId, role), (present) =>
        emit('presence_changed', { callSessionId, role, present }, [rooms.call(callSessionId)]),
      ),
  }
}
