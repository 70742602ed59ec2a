import './assert-node.ts'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { makeClient, SOCKET_PATH, type Client, type Role } from '@medconsult/contract'
import { io, type Socket } from 'socket.io-client'
import { buildWebIfStale } from './build-web.ts'
import { ServerProcess } from '../testing/server-process.ts'

interface Account {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly token: string
  readonly api: Client
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  const free = await Promise.race([once(probe, 'listening').then(() => true), once(probe, 'error').then(() => false)]).catch(() => false)
  if (free) await new Promise((closed) => probe.close(closed))
  return free
}

async function account(url: string, role: Role, name: string): Promise<Account> {
  const email = `${name
    .replace(/^Dr\. /, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ /g, '.')}@example.org`
  const password = randomBytes(12).toString('base64url')
  const { token } = await makeClient({ baseUrl: url })('register', { body: { email, password, name, role } })
  return { name, email, password, token, api: makeClient({ baseUrl: url, token: () => token }) }
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** Opens a practice that starts at the current full hour and plans one for tomorrow. The clinic's time zone is this machine's. */
async function openPractice(doctor: Account): Promise<string> {
  const now = Temporal.Now.plainDateTimeISO()
  const date = now.toPlainDate()
  const today = { date: date.toString(), startTime: clock(now.hour), endTime: now.hour < 20 ? clock(now.hour + 3) : '23:59' }
  const { id } = await doctor.api('createSchedule', { body: today })
  await doctor.api('createSchedule', { body: { date: date.add({ days: 1 }).toString(), startTime: '09:00', endTime: '12:00' } })
  await doctor.api('startPractice', { params: { id } })
  return id
}

const waiting = { 'Jonas Lindqvist': true, 'Mei Tanaka': false, 'Tomás Reyes': true, 'Yusuf Demir': false }

/** Registers the waiting patients and keeps a socket open for each, so that the doctor sees them as “Here”. */
async function fillQueue(url: string, scheduleId: string): Promise<{ patients: Account[]; sockets: Socket[] }> {
  const patients: Account[] = []
  const sockets: Socket[] = []
  for (const [name, isReady] of Object.entries(waiting)) {
    const patient = await account(url, 'PATIENT', name)
    const params = { id: scheduleId }
    await patient.api('joinQueue', { params })
    if (isReady) await patient.api('toggleReady', { params, body: { isReady } })
    const socket = io(url, { path: SOCKET_PATH, transports: ['websocket'], auth: { token: patient.token }, forceNew: true })
    await new Promise<void>((connected) => socket.once('connect', connected))
    sockets.push(socket)
    patients.push(patient)
  }
  return { patients, sockets }
}

buildWebIfStale()
const port = process.env['PORT'] ?? ((await isFree(8000)) ? '8000' : undefined)
const server = await ServerProcess.start({ HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...(port === undefined ? {} : { PORT: port }) })
const doctor = await account(server.url, 'DOCTOR', 'Dr. Sarah Quinn')
const you = await account(server.url, 'PATIENT', 'Amara Okafor')
const scheduleId = await openPractice(doctor)
const { patients, sockets } = await fillQueue(server.url, scheduleId)

const signIn = ({ name, email, password }: Account): string => `  ${name.padEnd(16)}  ${email.padEnd(28)}  ${password}`
console.log(`
MedConsult demo: ${server.url}

The doctor, with an open practice:
${signIn(doctor)}
A patient who has not joined the queue yet:
${signIn(you)}
Already in the queue, to fill it (they answer calls only if you sign in as them):
${patients.map(signIn).join('\n')}

1. Sign in as the doctor.
2. Open a private window (or another browser) and sign in as the patient; in one browser the two would share a sign-in.
3. As the patient, join the queue and turn on “I am ready”. As the doctor, start the call.

Ctrl+C stops the demo and deletes these accounts and all their data.
`)

const [signal] = await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), server.ended()])
for (const socket of sockets) socket.disconnect()
if (signal === undefined) console.error(`The server exited unexpectedly:\n${server.output}`)
await server.kill('SIGTERM')
await server[Symbol.asyncDispose]()
process.exit(signal === undefined ? 1 : 0)
