import { randomUUID } from 'node:crypto'
import { makeClient, type Client, type Role, type ServerEvent, type ServerPayload, type Account } from '@medconsult/contract'
import type { ServerProcess } from '../../../testing/programs.ts'
import { connect, type TestSocket } from './running.ts'
import { until } from '../../../testing/until.ts'

/** A person with one login, usable at either process. */
export interface Somebody {
  readonly user: Account
  readonly token: string
  readonly password: string
  at(server: ServerProcess): Client
  connect(server: ServerProcess): Promise<TestSocket>
}

/** Registers a new account at `server`. */
export async function register(server: ServerProcess, role: Role, name: string): Promise<Somebody> {
  const body = { email: `${randomUUID()}@example.org`, password: 'long enough for us', name, role }
  const { token, user } = await makeClient({ baseUrl: server.url })('register', { body })
  return {
    user,
    token,
    password: body.password,
    at: ({ url }) => makeClient({ baseUrl: url, token: () => token }),
    connect: ({ url }) => connect(url, token),
  }
}

/** Waits until a socket has received an event with these fields. */
export const received = <E extends ServerEvent>(socket: TestSocket, event: E, fields: Partial<ServerPayload<E>>) =>
  until(
    () => socket.received.some((it) => it.event === event && matches(it.payload, fields)) || undefined,
    `${event} ${JSON.stringify(fields)} among ${JSON.stringify(socket.received.map((it) => it.event))}`,
  )

const matches = (payload: unknown, fields: object): boolean =>
  Object.entries(fields).every(([name, value]) => (payload as Record<string, unknown>)[name] === value)
