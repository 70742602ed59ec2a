import assert from 'node:assert/strict'
import { GuestEntry, type EnteredAsGuest } from '@medconsult/contract'
import type { RequestFacts } from '../core/use-case.ts'
import type { Harness, Seat } from './harness.ts'

/** Somebody comes in by a link, as somebody unknown. */
export const enter = (h: Harness, body: GuestEntry, request: Partial<RequestFacts> = {}) =>
  h.as(null, { request }).run('enterAsGuest', { body: GuestEntry.parse(body) })

/** The guest who has come in, to act as. */
export async function guestOf(h: Harness, { token, user, scheduleId }: EnteredAsGuest): Promise<Seat> {
  const { loginId } = h.tokens.verifyToken(token, h.now())!
  const row = await h.store.get('users', user.id)
  assert(row !== null)
  const bound = row.kind === 'GUEST' ? scheduleId : null
  return h.as({ userId: user.id, role: user.role, name: user.name, status: row.status, loginId, scheduleId: bound })
}

/** A new guest by the doctor's practice link, with the secret of their way back. */
export async function guestBy(h: Harness, doctor: Seat, name = 'Gina Guest') {
  const { joinCode } = await doctor.run('getJoinCode')
  const { reply } = await enter(h, { joinCode, name })
  return { guest: await guestOf(h, reply), ...reply, secret: reply.secret! }
}
