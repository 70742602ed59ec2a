import { makeClient, type Client, type Role, type User } from '@medconsult/contract'
import type { Product } from './product.ts'

/** A signed-in person of the clinic under measurement. */
export interface Member {
  readonly user: User
  readonly token: string
  /** The browser's login cookie. */
  readonly cookie: { readonly name: string; readonly value: string }
  readonly call: Client
}

/** An open practice with the patients in its queue, in order. */
export interface Practice {
  readonly doctor: Member
  readonly scheduleId: string
  readonly patients: readonly Member[]
}

export const PASSWORD = 'correct horse battery'
/** Concurrent requests while a clinic is set up. */
const AT_ONCE = 16

let people = 0

export async function register({ url }: Pick<Product, 'url'>, role: Role, name: string): Promise<Member> {
  const email = `person-${++people}@example.org`
  const body = { email, password: PASSWORD, name, role }
  const reply = await fetch(`${url}/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (reply.status !== 201) throw new Error(`registration: ${reply.status} ${await reply.text()}`)
  const { token, user } = (await reply.json()) as { token: string; user: User }
  const [, cookieName = '', value = ''] = /^([^=]+)=([^;]+)/.exec(reply.headers.getSetCookie()[0] ?? '') ?? []
  return { user, token, cookie: { name: cookieName, value }, call: makeClient({ baseUrl: url, token: () => token }) }
}

/** Runs `work` `count` times, several at once; returns the results in order. */
export async function each<R>(count: number, work: (index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next++
      done[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return done
}

/** Opens a doctor's practice and lets `length` new patients join its queue. */
export async function openPractice(product: Pick<Product, 'url'>, length: number): Promise<Practice> {
  const doctor = await register(product, 'DOCTOR', 'Dr. Ada Ngata')
  const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const { id: scheduleId } = await doctor.call('createSchedule', { body: { date, startTime: '09:00', endTime: '17:00' } })
  await doctor.call('startPractice', { params: { id: scheduleId } })
  const patients = await each(length, async (index) => {
    const patient = await register(product, 'PATIENT', `Patient Number ${index + 1}`)
    await patient.call('joinQueue', { params: { id: scheduleId } })
    return patient
  })
  return { doctor, scheduleId, patients }
}
