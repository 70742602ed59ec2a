import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { rooms, type Role } from '@medconsult/contract'
import { Server } from 'socket.io'
import { makeEventsAdapter } from '../server/src/cluster/events-adapter.ts'
import { openRedis, type Redis } from '../server/src/cluster/redis.ts'
import { makeAnnounce, makeAnnounceSignal, type AnnounceSignal } from '../server/src/core/announce.ts'
import type { Emit } from '../server/src/core/event-bus.ts'
import { emitOn } from '../server/src/realtime/gateway.ts'
import type { Row } from '../server/src/store/row-types.ts'
import { insert, update, type Change } from '../server/src/store/store.ts'
import type { RedisServer } from '../testing/redis-server.ts'
import type { Finding } from './finding.ts'

const PROCESSES = 20
const PRACTICES = 40
const PATIENTS = 5
const SIGNALS = 12
/** Longer than a queue's changes are coalesced, and than a room takes to be subscribed to. */
const SETTLED_MS = 1100

/** What one process of the simulation announces by, and the rooms of its sockets. */
interface Member {
  readonly announce: (changes: readonly Change[]) => void
  readonly announceSignal: AnnounceSignal
  readonly join: (...names: readonly string[]) => void
  readonly isIn: (room: string) => boolean
}

interface Tally {
  /** Announced events, whomever they are for. */
  events: number
  /** Messages of Redis that processes have parsed, their own included. */
  parsed: number
  /** Processes other than the announcing one that have a socket which an event is for. */
  needed: number
}

/** A process as far as events go: the product's adapter, its emitting and its announcing; its sockets are only ids in rooms. */
function makeMember(redis: Redis, members: readonly Member[], tally: Tally): Member {
  const counted: Redis = {
    ...redis,
    subscribe: (channel, listener) =>
      redis.subscribe(channel, (message, from) => {
        tally.parsed++
        listener(message, from)
      }),
  }
  const io = new Server({ adapter: makeEventsAdapter(counted) })
  const { adapter } = io.of('/')
  const deliver = emitOn(io)
  const member: Member = {
    announce: (changes) => announce(changes),
    announceSignal: (signal) => announceSignal(signal),
    join: (...names) => void adapter.addAll(randomUUID(), new Set(names)),
    isIn: (room) => adapter.rooms.has(room),
  }
  const emit: Emit = (event, payload, to, except) => {
    tally.events++
    tally.needed += members.filter((other) => other !== member && to.some(other.isIn)).length
    deliver(event, payload, to, except)
  }
  const announce = makeAnnounce({ emit, closeLogin: () => undefined })
  const announceSignal = makeAnnounceSignal(emit)
  return member
}

interface Seated {
  readonly id: string
  readonly member: Member
}

/** A person's socket on one of the processes, in the rooms that the server itself joins it to and in `others`. */
function seat(members: readonly Member[], place: number, role: Role, others: (id: string) => readonly string[]): Seated {
  const [id, member] = [randomUUID(), members[place % members.length]!]
  member.join(rooms.user(id), rooms.socketsOf(id), rooms.login(randomUUID()), rooms.role(role), ...others(id))
  return { id, member }
}

const NOW = new Date().toISOString()
const LATER = new Date(Date.now() + 60_000).toISOString()

/** A practice whose people are spread over the processes, and how it opens, holds its next consultation and closes. */
function makePractice(members: readonly Member[], n: number) {
  const scheduleId = randomUUID()
  const doctor = seat(members, n, 'DOCTOR', () => [rooms.scheduleDoctor(scheduleId)])
  const calls = Array.from({ length: PATIENTS }, (_, k) => {
    const callId = randomUUID()
    // Strides without a common divisor, so that no two practices spread alike.
    const patient = seat(members, n * 7 + (k + 1) * 3, 'PATIENT', () => [rooms.schedule(scheduleId), rooms.call(callId)])
    doctor.member.join(rooms.call(callId))
    return { callId, patient }
  })
  const schedule = scheduleRow(scheduleId, doctor.id)
  return {
    open: () => doctor.member.announce([update('schedules', schedule, { status: 'ONLINE' }, 'start')]),
    close: () => doctor.member.announce([update('schedules', schedule, { status: 'COMPLETED' }, 'end')]),
    consult(k: number) {
      const { callId, patient } = calls[k]!
      const counter = { id: scheduleId, lastNumber: k, rev: k, inQueue: 1, version: k }
      patient.member.announce([update('queue_counters', counter, { rev: k + 1 })])
      const call = callRow(callId, scheduleId, doctor.id, patient.id)
      doctor.member.announce([{ kind: 'insert', table: 'call_sessions', after: call, action: 'invite' }])
      patient.member.announce([update('call_sessions', call, { status: 'CONFIRMED' }, 'confirm')])
      for (let s = 1; s <= SIGNALS; s++) {
        const [from, sender] = s % 2 === 0 ? (['doctor', doctor] as const) : (['patient', patient] as const)
        sender.member.announceSignal(signalRow(callId, s, from, sender.id))
      }
      doctor.member.announce([update('call_sessions', call, { status: 'ACTIVE' }, 'activate')])
      doctor.member.announce([update('call_sessions', call, { status: 'ENDED' }, 'end')])
    },
  }
}

const scheduleRow = (id: string, doctorId: string): Row<'schedules'> =>
  insert('schedules', {
    id,
    doctorId,
    doctorName: 'Dr. Ada Ngata',
    date: NOW.slice(0, 10),
    startTime: '09:00',
    endTime: '17:00',
    begins: `${NOW.slice(0, 10)}T09:00`,
    status: 'UPCOMING',
    startedAt: null,
    doctorAwaySince: null,
    endReason: null,
    endedAt: null,
    settled: true,
  }).after

const callRow = (id: string, scheduleId: string, doctorId: string, patientId: string): Row<'call_sessions'> =>
  insert('call_sessions', {
    id,
    scheduleId,
    doctorId,
    patientId,
    queueEntryId: randomUUID(),
    doctorName: 'Dr. Ada Ngata',
    patientName: 'Patient Number',
    status: 'INVITED',
    createdAt: NOW,
    expiresAt: LATER,
    confirmedAt: null,
    activatedAt: null,
    endedAt: null,
    endReason: null,
    doctorPeerId: 'doctor',
    patientPeerId: 'patient',
  }).after

function signalRow(callSessionId: string, n: number, from: 'doctor' | 'patient', senderId: string): Parameters<AnnounceSignal>[0] {
  const message = { type: 'CANDIDATE', dst: 'peer', payload: {} } as const
  return { id: `${callSessionId}:${n}`, inbox: '', callSessionId, n, from, peerId: 'peer', message, bytes: 60, senderId }
}

/** How much of what each of twenty processes announces the others parse, where a log that all read makes all parse all. */
export async function parsedEntries({ url }: RedisServer): Promise<Finding[]> {
  await using stack = new AsyncDisposableStack()
  const secret = randomBytes(32).toString('hex')
  const tally: Tally = { events: 0, parsed: 0, needed: 0 }
  const members: Member[] = []
  for (let n = 0; n < PROCESSES; n++) {
    const redis = stack.use(await openRedis({ url, secret, say: (line) => console.error(line) }))
    members.push(makeMember(redis, members, tally))
  }
  const practices = Array.from({ length: PRACTICES }, (_, n) => makePractice(members, n))
  // Somebody looks at the list of practices on every process: the most that may be.
  for (const member of members) member.join(rooms.browsing)
  await delay(SETTLED_MS)
  for (const practice of practices) practice.open()
  for (let k = 0; k < PATIENTS; k++) {
    for (const practice of practices) practice.consult(k)
    await delay(SETTLED_MS)
  }
  for (const practice of practices) practice.close()
  await delay(SETTLED_MS)
  const [parsed, needed] = [tally.parsed / tally.events, tally.needed / tally.events]
  return [
    {
      what: `entries parsed per event by ${PROCESSES} processes, against all parsing all`,
      product: parsed.toFixed(2),
      floor: String(PROCESSES),
      value: parsed / PROCESSES,
      aim: null,
    },
    {
      what: 'entries parsed per event, against the other processes with a socket that it is for',
      product: parsed.toFixed(2),
      floor: needed.toFixed(2),
      value: parsed / needed,
      aim: null,
    },
  ]
}
