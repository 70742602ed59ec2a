import { Connection, requestBytes } from './connection.ts'
import { LightSocket } from './light-socket.ts'

/** One who takes part, as the server knows them. */
export interface Participant {
  readonly id: string
  readonly token: string
}

/** A person at a client: requests on a connection of their own, and what the server tells them by socket, if they have one. */
export class Client implements Disposable {
  readonly #connection: Connection
  readonly #host: string
  readonly #bearer: readonly string[]
  readonly #socket: LightSocket | null
  readonly #inbox = new Map<string, string[]>()
  #waiting: { readonly event: string; readonly resolve: (payload: string) => void } | null = null

  private constructor(connection: Connection, origin: string, { token }: Participant, socket: LightSocket | null) {
    this.#connection = connection
    this.#host = new URL(origin).host
    this.#bearer = [`authorization: Bearer ${token}`]
    this.#socket = socket
    if (socket === null) return
    socket.lost = (error) => {
      throw error
    }
    socket.heard = (event, payload) => {
      if (this.#waiting?.event !== event) {
        this.#inbox.set(event, [...(this.#inbox.get(event) ?? []), payload])
        return
      }
      const { resolve } = this.#waiting
      this.#waiting = null
      resolve(payload)
    }
  }

  static async open(origin: string, person: Participant, withSocket: boolean): Promise<Client> {
    const socket = withSocket ? await LightSocket.open(origin, { token: person.token }) : null
    return new Client(await Connection.open(origin), origin, person, socket)
  }

  get hasSocket(): boolean {
    return this.#socket !== null
  }

  get(path: string): Promise<string> {
    return this.#connection.done(requestBytes('GET', this.#host, path, this.#bearer))
  }

  post(path: string, body?: unknown): Promise<string> {
    return this.#connection.done(requestBytes('POST', this.#host, path, this.#bearer, body))
  }

  /** The next event of this name that has not been heard yet, or now. */
  heard(event: string): Promise<string> {
    const known = this.#inbox.get(event)?.shift()
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve) => {
      this.#waiting = { event, resolve }
    })
  }

  /** What was heard until now is old. */
  forget(event: string): void {
    this.#inbox.delete(event)
  }

  enterSchedule(scheduleId: string): Promise<void> {
    return this.#enter('join_schedule', { scheduleId })
  }

  enterCall(callSessionId: string): Promise<void> {
    return this.#enter('join_call', { callSessionId })
  }

  async #enter(event: string, payload: unknown): Promise<void> {
    const answer = (await this.#socket!.ask(event, payload)) as { ok: boolean }
    if (!answer.ok) throw new Error(`${event}: ${JSON.stringify(answer)}`)
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]()
    this.#socket?.[Symbol.dispose]()
  }
}

const PEER_IDS = { doctor: 'doctors-peer', patient: 'patients-peer' }
/** Goes along with the confirmation, as the patient's page sends it. */
const OFFER = { type: 'offer', sdp: 'v=0' }

/** A practice as its doctor has read it so far. */
export interface Looked {
  readonly scheduleId: string
  readonly doctor: Client
  /** The newest change of the queue that the doctor has read. */
  rev: number
}

async function readQueue(looked: Looked): Promise<boolean> {
  const changed = JSON.parse(await looked.doctor.get(`/doctor/schedules/${looked.scheduleId}/queue?since=${looked.rev}`)) as {
    rev: number
    status: string
  }[]
  looked.rev = Math.max(looked.rev, ...changed.map((entry) => entry.rev))
  return changed.some(({ status }) => status === 'READY')
}

/** Whether somebody is ready, once the doctor has learned that the queue has changed. */
async function afterChange(looked: Looked, change: () => Promise<unknown>): Promise<boolean> {
  const { doctor } = looked
  doctor.forget('queue_updated')
  await change()
  if (doctor.hasSocket) await doctor.heard('queue_updated')
  return readQueue(looked)
}

/** The first of a consultation's six steps: the patient joins, and a doctor who hears of it reads the queue. */
export async function arrive(looked: Looked, patient: Client): Promise<void> {
  const join = (): Promise<string> => patient.post(`/patient/schedules/${looked.scheduleId}/join-queue`)
  if (looked.doctor.hasSocket) await afterChange(looked, join)
  else await join()
}

/**
 * The other five: is ready, is invited, confirms, activates; the doctor ends. Each is taken once the one before was
 * learned: by its event (and the queue, which no event tells, by reading it), or by one poll.
 */
export async function consult(looked: Looked, patient: Client, patientId: string): Promise<void> {
  const { doctor, scheduleId } = looked
  const learned = (who: Client, event: string, path: string): Promise<string> => (who.hasSocket ? who.heard(event) : who.get(path))
  let ready = await afterChange(looked, () => patient.post(`/patient/schedules/${scheduleId}/toggle-ready`, { isReady: true }))
  // What was heard may have been a change of before.
  while (!ready) ready = await readQueue(looked)

  const body = await doctor.post(`/doctor/schedules/${scheduleId}/start-call`, { patientId, doctorPeerId: PEER_IDS.doctor })
  const { id } = JSON.parse(body) as { id: string }
  await learned(patient, 'call_invitation', '/patient/pending-invitation')
  if (patient.hasSocket) await Promise.all([doctor.enterCall(id), patient.enterCall(id)])
  await patient.post(`/patient/call-sessions/${id}/confirm`, { patientPeerId: PEER_IDS.patient, offer: OFFER })
  await learned(doctor, 'call_confirmed', `/doctor/call-sessions/${id}/status`)
  await patient.post(`/call-sessions/${id}/activate`)
  await learned(doctor, 'call_activated', `/call-sessions/${id}`)
  await doctor.post(`/doctor/call-sessions/${id}/end`)
  await learned(patient, 'call_ended', `/call-sessions/${id}`)
}
