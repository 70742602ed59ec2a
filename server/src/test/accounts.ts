import type { Role } from '@medconsult/contract'
import type { Ctx, Person } from '../core/use-case.ts'
import type { Channels } from '../notices/channels.ts'
import type { Harness } from './harness.ts'

export const PASSWORD = 'seven green umbrellas'
/** As where SMTP_URL is set. */
export const MAIL: Channels = { mail: true, sms: false, push: null }

/** A person with an address and a password, as of their first sign-in. */
export async function account(h: Harness, role: Role = 'PATIENT', email = `${h.newId()}@example.org`, ctx: Partial<Ctx> = {}) {
  const { reply } = await h.as(null, { ctx }).run('register', { body: { email, password: PASSWORD, name: 'Amara Okafor', role } })
  return signedIn(h, reply.token)
}

/** The seat of the login that a token stands for. */
export async function signedIn(h: Harness, token: string) {
  const { userId, loginId, role } = h.tokens.verifyToken(token, h.now())!
  const user = (await h.store.get('users', userId))!
  const person: Person = { userId, role, name: user.name, status: user.status, loginId, scheduleId: null }
  return { ...h.as(person), email: user.email! }
}

/** Signs in again, as on another device. */
export const signIn = async (h: Harness, email: string, password = PASSWORD) =>
  signedIn(h, (await h.nobody.run('login', { body: { email, password } })).token)

/** The secrets of the mails of this kind that are due, oldest first. */
export async function mailed(h: Harness, kind: 'RESET' | 'EMAIL' | 'CONFIRM'): Promise<{ address: string; secret: string }[]> {
  const due = await h.store.find('notices', { status: 'DUE' })
  return due
    .filter((notice) => notice.kind === kind)
    .toSorted((one, other) => (one.linkId! < other.linkId! ? -1 : 1))
    .map(({ address, linkId }) => ({ address: address!, secret: h.services.linkSecret(linkId!) }))
}

/** The audit rows that a person, or the system, caused without a practice, oldest first. */
export const auditRows = async (h: Harness) =>
  (await h.store.find('audit_logs', {}, { by: 'id', order: 'asc', limit: 200 })).map((row) => row.actionType)
