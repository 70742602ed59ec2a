import { callMachine, entryEvents, rooms, scheduleMachine, serverEvents, type ServerEvent, type ServerPayload } from '@medconsult/contract'
import type { CallSessionRow, QueueCounterRow } from '../store/rows.ts'
import type { Change, ChangeOf } from '../store/store.ts'

/** One emit to all rooms of an event, so that a socket in two of them hears it once. */
export type Emit = <E extends ServerEvent>(event: E, payload: ServerPayload<E>, to: readonly string[] | 'everyone', except?: string) => void

export interface AnnounceOptions {
  readonly emit: Emit
  /** A login was ended: its sockets are told and closed. */
  readonly closeLogin: (loginId: string) => void
}

/** Patients hear of their queue at most so often; the last change is always told. */
const QUEUE_PATIENTS_MS = 1000

/** Tells committed changes as events, each with the fields its schema lists and no more. */
export function makeAnnounce({ emit, closeLogin }: AnnounceOptions): (changes: readonly Change[]) => void {
  const tell: Emit = (event, payload, to, except) => emit(event, serverEvents[event].parse(payload) as typeof payload, to, except)
  const tellQueue = makeQueueTeller(tell)
  return (changes) => {
    for (const change of changes) {
      switch (change.table) {
        case 'schedules': {
          const event = change.action === undefined ? null : scheduleMachine[change.action].emits
          if (event !== null) tell(event, { scheduleId: change.after.id, status: change.after.status }, 'everyone')
          break
        }
        case 'queue_counters':
          if (change.before !== change.after && change.before?.rev !== change.after.rev) tellQueue(change.after)
          break
        case 'queue_entries':
          tellPatient(tell, change)
          break
        case 'call_sessions':
          if (change.action !== undefined) tellCall(tell, change.before, change.after, callMachine[change.action].emits)
          break
        case 'reminders':
          tell('ready_reminder', { scheduleId: change.after.scheduleId }, [rooms.user(change.after.patientId)])
          break
        case 'signals':
          tell('signal', change.after, [rooms.call(change.after.callSessionId)], rooms.user(change.after.senderId))
          break
        case 'logins':
          if (change.after.status === 'REVOKED') closeLogin(change.after.id)
          break
        case 'users':
        case 'audit_logs':
        case 'signal_counters':
        case 'presences':
        case 'processes':
          break
      }
    }
  }
}

function tellPatient(tell: Emit, { action, after }: ChangeOf<'queue_entries'>): void {
  const event = action && entryEvents[action]
  if (event) tell(event, { scheduleId: after.scheduleId }, [rooms.user(after.patientId)])
}

type CallEvent = (typeof callMachine)[keyof typeof callMachine]['emits']

function tellCall(tell: Emit, before: CallSessionRow | null, call: CallSessionRow, event: CallEvent): void {
  if (event === 'call_invitation') {
    tell(event, { ...call, callSessionId: call.id }, [rooms.user(call.patientId)])
    return
  }
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

/** The doctor hears every change of the queue at once; its patients share one notice a second. */
function makeQueueTeller(tell: Emit): (counter: QueueCounterRow) => void {
  const held = new Map<string, QueueCounterRow | null>()
  const tellPatients = (counter: QueueCounterRow): void => {
    tell('queue_updated', queueOf(counter), [rooms.schedule(counter.id)])
    held.set(counter.id, null)
    setTimeout(() => {
      const last = held.get(counter.id)
      held.delete(counter.id)
      if (last) tellPatients(last)
    }, QUEUE_PATIENTS_MS).unref()
  }
  return (counter) => {
    tell('queue_updated', queueOf(counter), [rooms.scheduleDoctor(counter.id)])
    if (held.has(counter.id)) held.set(counter.id, counter)
    else tellPatients(counter)
  }
}
