import { io, type Socket } from 'socket.io-client'
import { processorMs, startFloor } from './child.ts'
import { each, openPractice, register, type Member } from './clinic.ts'
import { Connection, requestBytes } from './connection.ts'
import type { Finding } from './finding.ts'
import { startProduct } from './product.ts'
import { compare, inRounds, median } from './statistics.ts'

const PRACTICES = 8
/** Consultations of a practice in a round, one after the other. */
const FLOWS = 4
const ROUNDS = 8
/** Joins, gets ready, is invited, confirms, is active, ends: what is committed of a consultation, besides its signals. */
const COMMITS = 6

type Way = 'events' | 'polling'

/** Resolves at the next event of this name. */
const told = (socket: Socket, event: string): Promise<void> => new Promise((resolve) => socket.once(event, () => resolve()))

async function connected(origin: string, auth: object): Promise<Socket> {
  const socket = io(origin, { auth, transports: ['websocket'], forceNew: true })
  await told(socket, 'connect')
  return socket
}

/** A request by one person; the answer's object. Throws where it is refused. */
async function ask<R>(connection: Connection, host: string, who: Member, method: string, path: string, body?: object): Promise<R> {
  const headers = [`authorization: Bearer ${who.token}`]
  const answer = await connection.send(requestBytes(method, host, path, headers, method === 'POST' ? (body ?? {}) : undefined))
  if (answer.status > 201) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
  return JSON.parse(answer.body) as R
}

/** A step, and the other side's way to learn of it: its socket, or asking. */
async function step<R>(work: () => Promise<R>, socket: Socket | null, event: string, poll: () => Promise<unknown>): Promise<R> {
  const heard = socket === null ? null : told(socket, event)
  const done = await work()
  await (heard ?? poll())
  return done
}

/** A whole consultation, each side told of the other's steps by its socket or by asking. */
async function consultation(desk: Desk, patient: Member, hears: Socket | null): Promise<void> {
  const { connection, host, doctor, scheduleId } = desk
  const doctors = <R>(method: string, path: string, body?: object): Promise<R> => ask(connection, host, doctor, method, path, body)
  const patients = <R>(method: string, path: string, body?: object): Promise<R> => ask(connection, host, patient, method, path, body)
  const queue = (): Promise<unknown> => doctors('GET', `/doctor/schedules/${scheduleId}/queue`)
  await step(() => patients('POST', `/patient/schedules/${scheduleId}/join-queue`), hears && desk.socket, 'queue_updated', queue)
  await step(
    () => patients('POST', `/patient/schedules/${scheduleId}/toggle-ready`, { isReady: true }),
    hears && desk.socket,
    'queue_updated',
    queue,
  )
  const { id } = await step(
    () =>
      doctors<{ id: string }>('POST', `/doctor/schedules/${scheduleId}/start-call`, {
        patientId: patient.user.id,
        doctorPeerId: `doctor-${patient.user.id}`,
      }),
    hears,
    'call_invitation',
    () => patients('GET', '/patient/pending-invitation'),
  )
  const call = `/call-sessions/${id}`
  await step(
    () =>
      patients('POST', `/patient${call}/confirm`, { patientPeerId: `patient-${patient.user.id}`, offer: { sdp: 'v=0', type: 'offer' } }),
    hears && desk.socket,
    'call_confirmed',
    () => doctors('GET', `/doctor${call}/status`),
  )
  await doctors('POST', `${call}/activate`)
  await step(
    () => doctors('POST', `/doctor${call}/end`),
    hears,
    'call_ended',
    () => patients('GET', call),
  )
}

interface Desk {
  readonly connection: Connection
  readonly host: string
  readonly doctor: Member
  readonly scheduleId: string
  readonly socket: Socket
}

/** Whole consultations a second, durable, by events and by polling, against as many bare commits, each told to a socket. */
export async function flows(): Promise<Finding[]> {
  await using product = await startProduct()
  await using floor = await startFloor(new URL('floor-event.ts', import.meta.url))
  const { host } = new URL(product.url)
  const desks: Desk[] = []
  for (let n = 0; n < PRACTICES; n++) {
    const { doctor, scheduleId } = await openPractice(product, 0)
    const socket = await connected(product.url, { token: doctor.token })
    await socket.emitWithAck('join_schedule', { scheduleId })
    desks.push({ connection: await Connection.open(product.url), host, doctor, scheduleId, socket })
  }
  const floorSocket = await connected(floor.origin, { room: 'doctor' })
  const toFloor = await Promise.all(desks.map(() => Connection.open(floor.origin)))
  const floorPost = requestBytes('POST', new URL(floor.origin).host, '/doctor', [], { isReady: true })
  const used: Record<Way | 'floor', number[]> = { events: [], polling: [], floor: [] }
  const count = PRACTICES * FLOWS

  const timed = async (name: Way | 'floor', pid: number, work: () => Promise<unknown>): Promise<number> => {
    const before = await processorMs(pid)
    const begin = performance.now()
    await work()
    const seconds = (performance.now() - begin) / 1000
    used[name].push(((await processorMs(pid)) - before) / count)
    return count / seconds
  }
  const ofFloor = (): Promise<number> =>
    timed('floor', floor.process.pid!, () =>
      Promise.all(
        toFloor.map(async (connection) => {
          for (let n = 0; n < FLOWS * COMMITS; n++) await connection.send(floorPost)
        }),
      ),
    )
  const ofProduct = (way: Way) => async (): Promise<number> => {
    const patients = await each(count, (n) => register(product, 'PATIENT', `Patient Number ${n + 1}`))
    const sockets = way === 'polling' ? [] : await each(count, (n) => connected(product.url, { token: patients[n]!.token }))
    const rate = await timed(way, product.pid, () =>
      Promise.all(
        desks.map(async (desk, d) => {
          for (let n = d * FLOWS; n < (d + 1) * FLOWS; n++) await consultation(desk, patients[n]!, sockets[n] ?? null)
        }),
      ),
    )
    for (const socket of sockets) socket.disconnect()
    return rate
  }

  const findings: Finding[] = []
  for (const way of ['events', 'polling'] as const) {
    await inRounds(2, ofFloor, ofProduct(way))
    used.floor.length = used[way].length = 0
    const rate = compare(await inRounds(ROUNDS, ofFloor, ofProduct(way)))
    const cost = { product: median(used[way]), floor: median(used.floor) }
    findings.push(
      {
        what: `consultations by ${way}, rate`,
        product: `${rate.product.toFixed(0)}/s`,
        floor: `${rate.floor.toFixed(0)}/s`,
        value: rate.ratio,
        aim: null,
      },
      {
        what: `consultations by ${way}, processor time each`,
        product: `${cost.product.toFixed(1)} ms`,
        floor: `${cost.floor.toFixed(1)} ms`,
        value: cost.product / cost.floor,
        aim: null,
      },
    )
  }
  for (const { socket, connection } of desks) {
    socket.disconnect()
    connection[Symbol.dispose]()
  }
  floorSocket.disconnect()
  for (const connection of toFloor) connection[Symbol.dispose]()
  return findings
}
