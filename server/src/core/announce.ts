import { callMachine, entryEvents, rooms, scheduleMachine, serverEvents } from '@medconsult/contract'
import type { SignalRow } from '../store/ephemeral-rows.ts'
import type { CallSessionRow, QueueCounterRow } from '../store/row-types.ts'
import type { Change, WriteOf } from '../store/store.ts'
import { atMostEvery } from './at-most-every.ts'
import type { Emit, EventSink } from './event-bus.ts'

/**
 * At most so often people hear of a queue, so that nobody's moves spend what its doctor may ask: the first change at once,
 * the last one always.
 */
const QUEUE_DOCTOR_MS = 250
const QUEUE_PATIENTS_MS = 1000

/** Each event with the fields its schema lists and no more. */
const parsed =
  (emit: Emit): Emit =>
  (event, payload, to, except) =>
    emit(event, serverEvents[event].parse(payload) as typeof payload, to, except)

/** Tells a call's other sockets of a signal that is kept. */
export type TellSignal = (signal: SignalRow) => void

export function makeTellSignal(emit: Emit): TellSignal {
  const tell = parsed(emit)
  return (signal) => tell('signal', signal, [rooms.call(signal.callSessionId)], [rooms.socketsOf(signal.senderId)])
}

/** Tells committed changes as events. */
export function makeAnnounce({ emit, closeLogin }: EventSink): (changes: readonly Change[]) => void {
  const tell = parsed(emit)
  const tellQueue = makeQueueTeller(tell)
  return (changes) => {
    for (const change of changes) {
      if (change.kind === 'guard') continue
      switch (change.table) {
        case 'schedules': {
          const event = change.action === undefined ? null : scheduleMachine[change.action].emits
          const { id, status, doctorId } = change.after
          if (event !== null) tell(event, { scheduleId: id, status }, [rooms.browsing, rooms.schedule(id), rooms.user(doctorId)])
          break
        }
        case 'queue_counters':
          if (change.kind === 'insert' || change.before.rev !== change.after.rev) tellQueue(change.after)
          break
        case 'queue_entries':
          tellPatient(tell, change)
          break
        case 'call_sessions':
          if (change.action !== undefined)
            tellCall(tell, change.kind === 'update' ? change.before : null, change.after, callMachine[change.action].emits)
          break
        case 'reminders':
          tell('ready_reminder', { scheduleId: change.after.scheduleId }, [rooms.user(change.after.patientId)])
          break
        case 'logins':
          if (change.after.status === 'REVOKED') closeLogin(change.after.id)
          break
        case 'users':
        case 'audit_logs':
        case 'known_places':
        case 'call_switches':
          break
      }
    }
  }
}

function tellPatient(tell: Emit, { action, after }: WriteOf<'queue_entries'>): void {
  const event = action && entryEvents[action]
  if (event) tell(event, { scheduleId: after.scheduleId }, [rooms.user(after.patientId)])
}

type CallEvent = (typeof callMachine)[keyof typeof callMachine]['emits']

function tellCall(tell: Emit, before: CallSessionRow | null, call: CallSessionRow, event: CallEvent): void {
  if (event === 'call_invitation') {
    tell(event, { ...call, callSessionId: call.id }, [rooms.user(call.patientId)])
    return
  }
  // The call's room for a call's token, whose socket is in no other; everyone else there has heard it by then.
  const to = [rooms.user(call.doctorId), rooms.user(call.patientId), rooms.call(call.id)]
  const tellPeers = (isNews: (side: 'doctorPeerId' | 'patientPeerId') => boolean): void => {
    for (const [role, field] of [
      ['doctor', 'doctorPeerId'],
      ['patient', 'patientPeerId'],
    ] as const) {
      const peerId = call[field]
      if (peerId !== null && isNews(field)) tell('peer_id_updated', { callSessionId: call.id, role, peerId }, to)
    }
  }
  if (event === 'peer_id_updated') {
    tellPeers((field) => before?.[field] !== call[field])
    return
  }
  tell(event, { ...call, callSessionId: call.id }, to)
  // Ids sent along with start-call and confirm stand in call_confirmed; this follows it for those who wait for it.
  if (event === 'call_confirmed') tellPeers(() => true)
}

const queueOf = ({ id, inQueue, rev }: QueueCounterRow) => ({ scheduleId: id, totalInQueue: inQueue, rev })

/** The doctor hears of changes of the queue up to four times a second; its patients share one notice a second. */
function makeQueueTeller(tell: Emit): (counter: QueueCounterRow) => void {
  const tellRoom = (room: (scheduleId: string) => string, ms: number) =>
    atMostEvery(ms, (counter: QueueCounterRow) => tell('queue_updated', queueOf(counter), [room(counter.id)]))
  const tellDoctor = tellRoom(rooms.scheduleDoctor, QUEUE_DOCTOR_MS)
  const tellPatients = tellRoom(rooms.schedule, QUEUE_PATIENTS_MS)
  return (counter) => {
    tellDoctor(counter.id, counter)
    tellPatients(counter.id, counter)
  }
}
