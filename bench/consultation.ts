import { Connection, requestBytes } from './connection.ts'
import { LightSocket } from './light-socket.ts'

/** A participant as the server knows them. */
export interface Participant {
  readonly id: string
  readonly token: string
}

/** One person's client: a connection for requests and, optionally, a socket that receives events. */
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
    socket.onLost = (error) => {
      throw error
    }
    socket.onEvent = (event, payload) => {
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

  /** The next unread event of this name; waits for it if none has arrived. */
  received(event: string): Promise<string> {
    const known = this.#inbox.get(event)?.shift()
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve) => {
      this.#waiting = { event, resolve }
    })
  }

  /** Discards the events of this name received so far. */
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
/** Sent along with the confirmation, as the patient's page does. */
const OFFER = { type: 'offer', sdp: 'v=0' }

/** A practice as its doctor has last read it. */
export interface DoctorView {
  readonly scheduleId: string
  readonly doctor: Client
  /** The latest queue change that the doctor has read. */
  rev: number
}

async function readQueue(view: DoctorView): Promise<boolean> {
  const changed = JSON.parse(await view.doctor.get(`/doctor/schedules/${view.scheduleId}/queue?since=${view.rev}`)) as {
    rev: number
    status: string
  }[]
  view.rev = Math.max(view.rev, ...changed.map((entry) => entry.rev))
  return changed.some(({ status }) => status === 'READY')
}

/** Makes a change and, once the doctor knows of it, returns whether a patient is ready. */
async function afterChange(view: DoctorView, change: () => Promise<unknown>): Promise<boolean> {
  const { doctor } = view
  doctor.forget('queue_updated')
  await change()
  if (doctor.hasSocket) await doctor.received('queue_updated')
  return readQueue(view)
}

/** The first of a consultation's six steps: the patient joins, and a doctor with a socket reads the queue on the event. */
export async function arrive(view: DoctorView, patient: Client): Promise<void> {
  const join = (): Promise<string> => patient.post(`/patient/schedules/${view.scheduleId}/join-queue`)
  if (view.doctor.hasSocket) await afterChange(view, join)
  else await join()
}

/**
 * The other five: ready, invite, confirm, activate, end. Each is taken once the previous one is known:
 * by its event (the queue, which no event carries, by reading it), or by one poll.
 */
export async function consult(view: DoctorView, patient: Client, patientId: string): Promise<void> {
  const { doctor, scheduleId } = view
  const learned = (who: Client, event: string, path: string): Promise<string> => (who.hasSocket ? who.received(event) : who.get(path))
  let ready = await afterChange(view, () => patient.post(`/patient/schedules/${scheduleId}/toggle-ready`, { isReady: true }))
  // The event may have been about an earlier change.
  while (!ready) ready = await readQueue(view)

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
