import { callMachine, entryEvents, rooms, scheduleMachine, serverEvents } from '@medconsult/contract'
import type { SignalRow } from '../store/ephemeral-rows.ts'
import type { CallSessionRow, QueueCounterRow } from '../store/row-types.ts'
import type { Change, WriteOf } from '../store/store.ts'
import { atMostEvery } from './at-most-every.ts'
import type { Emit, EventSink } from './event-bus.ts'

/**
 * The shortest time between two notices of a queue, so that nobody's moves use up its doctor's rate: the first change is
 * announced at once, the last one always.
 */
const QUEUE_DOCTOR_MS = 250
const QUEUE_PATIENTS_MS = 1000

/** Each event with the fields its schema lists and no more. */
const parsed =
  (emit: Emit): Emit =>
  (event, payload, to, except) =>
    emit(event, serverEvents[event].parse(payload) as typeof payload, to, except)

/** Announces a signal that is kept to the call's other sockets. */
export type AnnounceSignal = (signal: SignalRow) => void

export function makeAnnounceSignal(emit: Emit): AnnounceSignal {
  const emitParsed = parsed(emit)
  return (signal) => emitParsed('signal', signal, [rooms.call(signal.callSessionId)], [rooms.socketsOf(signal.senderId)])
}

/** Emits the events of committed changes. */
export function makeAnnounce({ emit: send, closeLogin }: EventSink): (changes: readonly Change[]) => void {
  const emit = parsed(send)
  const announceQueue = makeAnnounceQueue(emit)
  return (changes) => {
    for (const change of changes) {
      if (change.kind === 'guard') continue
      switch (change.table) {
        case 'schedules': {
          const event = change.action === undefined ? null : scheduleMachine[change.action].emits
          const { id, status, doctorId } = change.after
          if (event !== null) emit(event, { scheduleId: id, status }, [rooms.browsing, rooms.schedule(id), rooms.user(doctorId)])
          break
        }
        case 'queue_counters':
          if (change.kind === 'insert' || change.before.rev !== change.after.rev) announceQueue(change.after)
          break
        case 'queue_entries':
          announceToPatient(emit, change)
          break
        case 'call_sessions':
          if (change.action !== undefined)
            announceCall(emit, change.kind === 'update' ? change.before : null, change.after, callMachine[change.action].emits)
          break
        case 'reminders':
          emit('ready_reminder', { scheduleId: change.after.scheduleId }, [rooms.user(change.after.patientId)])
          break
        case 'logins':
          if (change.after.status === 'REVOKED') closeLogin(change.after.id, change.action === 'move' ? 'moved' : 'revoked')
          break
        case 'users':
        case 'audit_logs':
        case 'known_places':
        case 'call_switches':
        case 'guest_links':
        case 'join_codes':
        case 'consents':
        case 'clinic':
        case 'clinic_texts':
        case 'account_links':
        case 'notices':
        case 'push_addresses':
        case 'tell_me':
        case 'server_keys':
          break
      }
    }
  }
}

function announceToPatient(emit: Emit, { action, after }: WriteOf<'queue_entries'>): void {
  const event = action && entryEvents[action]
  if (event) emit(event, { scheduleId: after.scheduleId }, [rooms.user(after.patientId)])
}

type CallEvent = (typeof callMachine)[keyof typeof callMachine]['emits']

function announceCall(emit: Emit, before: CallSessionRow | null, call: CallSessionRow, event: CallEvent): void {
  if (event === 'call_invitation') {
    emit(event, { ...call, callSessionId: call.id }, [rooms.user(call.patientId)])
    return
  }
  // The call's room for a call's token, whose socket is in no other; everyone else there has received it by then.
  const to = [rooms.user(call.doctorId), rooms.user(call.patientId), rooms.call(call.id)]
  const announcePeerIds = (isNews: (side: 'doctorPeerId' | 'patientPeerId') => boolean): void => {
    for (const [role, field] of [
      ['doctor', 'doctorPeerId'],
      ['patient', 'patientPeerId'],
    ] as const) {
      const peerId = call[field]
      if (peerId !== null && isNews(field)) emit('peer_id_updated', { callSessionId: call.id, role, peerId }, to)
    }
  }
  if (event === 'peer_id_updated') {
    announcePeerIds((field) => before?.[field] !== call[field])
    return
  }
  emit(event, { ...call, callSessionId: call.id }, to)
  // Ids sent along with start-call and confirm stand in call_confirmed; this follows it for those who wait for it.
  if (event === 'call_confirmed') announcePeerIds(() => true)
}

const queueOf = ({ id, inQueue, rev }: QueueCounterRow) => ({ scheduleId: id, totalInQueue: inQueue, rev })

/** Changes of the queue: to its doctor up to four times a second, to its patients once a second. */
function makeAnnounceQueue(emit: Emit): (counter: QueueCounterRow) => void {
  const toRoom = (room: (scheduleId: string) => string, ms: number) =>
    atMostEvery(ms, (counter: QueueCounterRow) => emit('queue_updated', queueOf(counter), [room(counter.id)]))
  const toDoctor = toRoom(rooms.scheduleDoctor, QUEUE_DOCTOR_MS)
  const toPatients = toRoom(rooms.schedule, QUEUE_PATIENTS_MS)
  return (counter) => {
    toDoctor(counter.id, counter)
    toPatients(counter.id, counter)
  }
}
