import { randomUUID } from 'node:crypto'
import {
  makeClient,
  type Ack,
  type Client,
  type ClientEvent,
  type ClientPayload,
  type Role,
  type ServerEvent,
  type ServerPayload,
  type Account,
} from '@medconsult/contract'
import pino from 'pino'
import { io, type Socket } from 'socket.io-client'
import { readConfig } from '../process/config.ts'
import { startServer } from '../server.ts'
import type { Store } from '../store/store.ts'
import { DEADLINE_MS, until } from '../../../testing/until.ts'
import { openInMemory } from './stores.ts'

export interface TestSocket extends Disposable {
  readonly socket: Socket
  /** Every event so far, in order. */
  readonly received: { event: ServerEvent; payload: unknown }[]
  /** The first event of this name not yet taken by `next`; waits for it. */
  next<E extends ServerEvent>(event: E): Promise<ServerPayload<E>>
  say<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack>
}

/** A socket that is connected, or the reason why not. */
export async function connect(
  url: string,
  token: string | null,
  extraHeaders: Record<string, string> = {},
  transports = ['websocket'],
  login?: string,
): Promise<TestSocket> {
  const auth = { ...(token === null ? {} : { token }), ...(login === undefined ? {} : { login }) }
  const socket = io(url, { transports, reconnection: false, forceNew: true, extraHeaders, auth })
  const received: { event: ServerEvent; payload: unknown }[] = []
  const taken = new Set<unknown>()
  socket.onAny((event: ServerEvent, payload: unknown) => received.push({ event, payload }))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      socket.close()
      reject(error)
    })
  })
  return {
    socket,
    received,
    async next(event) {
      const found = await until(() => received.find((it) => it.event === event && !taken.has(it)), event)
      taken.add(found)
      return found.payload as never
    },
    say: (event, payload) => socket.timeout(DEADLINE_MS).emitWithAck(event, payload) as Promise<Ack>,
    [Symbol.dispose]: () => void socket.close(),
  }
}

export interface TestPerson {
  readonly user: Account
  readonly token: string
  readonly password: string
  readonly call: Client
  connect(): Promise<TestSocket>
}

interface TestServerOptions {
  readonly env?: Record<string, string>
  readonly store?: Store
  readonly dist?: string
  readonly requestTimeoutMs?: number
  readonly connectTimeoutMs?: number
}

/** A whole server on a port of its own and a real store in memory; queries that scan a table fail. */
export async function startTestServer({ env, ...options }: TestServerOptions = {}) {
  await using stack = new AsyncDisposableStack()
  const store = options.store ?? stack.use(await openInMemory())
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  let ahead = 0
  const config = readConfig({
    PORT: '0',
    BCRYPT_ROUNDS: '4',
    TIME_ZONE: 'UTC',
    DOCTOR_REGISTRATION: 'open',
    JWT_SECRET: 'tests have a secret of their own, long enough',
    ...env,
  })
  const running = stack.use(
    await startServer(config, { dist: '/nowhere', ...options, store, log, now: () => new Date(Date.now() + ahead) }),
  )
  const { url } = running
  const stop = stack.move()

  const send = (path: string, init: RequestInit = {}): Promise<Response> => fetch(url + path, init)
  const post = (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    send(path, {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    })

  async function register(role: Role, name: string): Promise<TestPerson> {
    const password = `seven green umbrellas ${randomUUID().slice(0, 8)}`
    const { token, user } = await makeClient({ baseUrl: url })('register', {
      body: { email: `${randomUUID()}@example.org`, password, name, role },
    })
    return { token, user, password, call: makeClient({ baseUrl: url, token: () => token }), connect: () => connect(url, token) }
  }

  return {
    url,
    port: running.port,
    metricsPort: running.metricsPort,
    store,
    lines,
    send,
    post,
    doctor: (name = 'Dr. Ada Weber') => register('DOCTOR', name),
    patient: (name = 'Ben Sommer') => register('PATIENT', name),
    /** Moves the server's clock forward, in milliseconds. */
    pass: (ms: number): void => void (ahead += ms),
    [Symbol.asyncDispose]: () => stop.disposeAsync(),
  }
}
export type TestServer = Awaited<ReturnType<typeof startTestServer>>

/** A practice that is open, with a patient in it who is ready. */
export async function openPractice(doctor: TestPerson, ready: readonly TestPerson[] = []) {
  const { id } = await doctor.call('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
  const schedule = await doctor.call('startPractice', { params: { id } })
  for (const patient of ready) {
    await patient.call('joinQueue', { params: { id } })
    await patient.call('toggleReady', { params: { id }, body: { isReady: true } })
  }
  return schedule
}

/** Two new people in a confirmed call, `d` and `p` their peer ids. */
export async function inCall(server: TestServer) {
  const [doctor, patient] = [await server.doctor(), await server.patient()]
  const schedule = await openPractice(doctor, [patient])
  const invited = await doctor.call('startCall', { params: { id: schedule.id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
  const call = await patient.call('confirmCall', { params: { id: invited.id }, body: { patientPeerId: 'p' } })
  return { doctor, patient, schedule, call }
}
