import {
  isOpen,
  type CallSession,
  type CallStatusView,
  type EntryStatus,
  type Invitation,
  type PatientSchedule,
  type QueueEntry,
  type ServerPayload,
} from '@medconsult/contract'
import type { QueryClient } from '@tanstack/react-query'
import { keys } from '../../server/keys.ts'

type Place = Pick<QueueEntry, 'status' | 'isReady'> & { callSessionId: string | null }
/** A queue as the practice's page caches it. */
type QueueView = { readonly entries: readonly QueueEntry[] }
const isView = (queue: readonly QueueEntry[] | QueueView): queue is QueueView => !Array.isArray(queue)
type Confirmed = Pick<ServerPayload<'call_confirmed'>, 'callSessionId' | 'scheduleId' | 'status' | 'doctorPeerId' | 'patientPeerId'>

/** Updates everything cached about a call that has been confirmed. */
export function noteConfirmed(client: QueryClient, { callSessionId, scheduleId, ...said }: Confirmed): void {
  client.setQueryData<CallSession>(keys.call(callSessionId), (call) => (call?.status === 'INVITED' ? { ...call, ...said } : call))
  client.setQueryData<CallStatusView>(keys.callStatus(callSessionId), (call) =>
    call?.status === 'INVITED' ? { ...call, status: said.status, doctorPeerId: said.doctorPeerId } : call,
  )
  dropInvitation(client, callSessionId)
  notePlace(client, scheduleId, callSessionId, { status: 'IN_CALL', isReady: true, callSessionId })
}

/** Updates everything cached about a call that is over, at once, and reads it again. */
export function noteOver(client: QueryClient, call: CallSession): void {
  const { id, scheduleId, status, endedAt, endReason } = call
  if (isOpen(status)) return
  client.setQueryData<CallStatusView>(keys.callStatus(id), (known) => known && { ...known, status, endedAt, endReason })
  dropInvitation(client, id)
  const place = placeAfter(call)
  notePlace(client, scheduleId, id, { status: place, isReady: place === 'READY', callSessionId: null })
  for (const queryKey of [keys.queue(scheduleId), keys.visit(scheduleId), keys.browse]) void client.invalidateQueries({ queryKey })
}

function placeAfter({ status, activatedAt, endReason }: CallSession): EntryStatus {
  if (status === 'CANCELLED') return 'READY'
  if (status !== 'ENDED' || endReason === 'RESET') return 'WAITING'
  return activatedAt !== null ? 'DONE' : endReason === 'PRACTICE_ENDED' ? 'CLOSED' : 'WAITING'
}

function dropInvitation(client: QueryClient, callSessionId: string): void {
  client.setQueryData<Invitation | null>(keys.invitation, (open) => (open?.callSessionId === callSessionId ? null : open))
}

/** Updates the place in every list that shows it: the doctor's queue, the patient's visit and the list of practices. */
function notePlace(client: QueryClient, scheduleId: string, callSessionId: string, place: Place): void {
  const placed = <E extends Place>(entry: E): E => (entry.callSessionId === callSessionId ? { ...entry, ...place } : entry)
  const own = <S extends PatientSchedule>(schedule: S): S =>
    schedule.queueEntry === null ? schedule : { ...schedule, queueEntry: placed(schedule.queueEntry) }
  client.setQueriesData<readonly QueueEntry[] | QueueView>(
    { queryKey: keys.queue(scheduleId) },
    (queue) => queue && (isView(queue) ? { ...queue, entries: queue.entries.map(placed) } : queue.map(placed)),
  )
  client.setQueryData<PatientSchedule>(keys.visit(scheduleId), (visit) => visit && own(visit))
  client.setQueryData<readonly PatientSchedule[]>(keys.browse, (list) => list?.map(own))
}
