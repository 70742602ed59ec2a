import type { Side } from '@medconsult/contract'
import { makePresenceRows } from './presence-rows.ts'
import { makeSubjects, type Subject } from './subjects.ts'
import { hasSocket, REQUEST_LAPSES_MS } from './who-is-present.ts'
import type { Delivery } from './watch-delivery.ts'
import type { PresenceRow } from '../store/ephemeral-rows.ts'
import type { Store } from '../store/store.ts'
import type { Person } from '../core/use-case.ts'
import type { Emit } from '../core/event-bus.ts'

interface PresenceOptions {
  readonly store: Store
  readonly processId: string
  readonly now: () => Date
  readonly emit: Emit
  readonly delivery: Delivery
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

/** A request is written when the last one written is older. */
const REQUEST_WRITE_MS = 5000
/** Sockets are written again when their row is older, well before it ends. */
const SOCKET_WRITE_MS = 1_800_000

/** The writing half of presence: who is here now, kept in ephemeral rows. A lost write is dropped. */
export function trackPresence({ store, processId, now, emit, delivery }: PresenceOptions): Presence {
  const startedAt = now().toISOString()
  const subjects = makeSubjects(store, emit)
  const rows = makePresenceRows(store, processId, now)
  const notifying = new Set<Promise<void>>()

  function turn(subject: Subject, present: boolean, at = now().getTime()): void {
    if (subject.isPresent === present) return
    subject.isPresent = present
    const work = notify(subject, present, at).catch(() => undefined)
    notifying.add(work)
    void work.finally(() => notifying.delete(work))
  }

  /** After its row is written, so that if one process is left and another joined, the one that is left sees the other. */
  async function notify(subject: Subject, present: boolean, at: number): Promise<void> {
    await rows.written(subject.key)
    if (subject.isPresent !== present) return
    if (!present && (await hasSocket(store, subject.key, now()))) return
    if (subject.isPresent === present) await subject.notify(present, at)
  }

  function write(subject: Subject, kind: PresenceRow['kind'], time: number): void {
    subject.writtenAt = now().getTime()
    rows.write(subject.key, kind, time)
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

  const putBeat = (delivers: boolean): Promise<void> => {
    const beat = { id: processId, beatAt: now().toISOString(), startedAt, delivers, losses: delivery.losses }
    return store.ephemeral.put('processes', [beat], now())
  }

  return {
    socket: (person, by) => count(subjects.ofUser(person), by),
    inCall: (callSessionId, side, by) => count(subjects.ofCall(callSessionId, side), by),
    request(person, callSessionId) {
      note(subjects.ofUser(person))
      if (callSessionId !== null) note(subjects.ofCall(callSessionId, person.role === 'DOCTOR' ? 'doctor' : 'patient'))
    },
    async beat() {
      const time = now()
      for (const subject of subjects.all()) {
        if (subject.sockets > 0) {
          if (time.getTime() - subject.writtenAt > SOCKET_WRITE_MS) write(subject, 'SOCKET', subject.since)
          continue
        }
        // The last of several requests, which has not been worth a write: from it on somebody is away.
        if (subject.requestAt > subject.writtenAt && subject.writtenAt > 0) writeRequest(subject)
        if (time.getTime() - subject.requestAt <= REQUEST_LAPSES_MS) continue
        turn(subject, false, subject.requestAt)
        subjects.forget(subject)
      }
      await putBeat(delivery.isReady)
    },
    async settled() {
      await Promise.all([rows.written(), ...notifying])
    },
    // Without sockets it misses nothing, and holds no other process up until its beat lapses.
    end: () => putBeat(true).catch(() => undefined),
  }
}
