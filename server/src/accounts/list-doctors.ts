import { PAGE_ROWS, type User, type UserStatus } from '@medconsult/contract'
import type { Ctx } from '../core/use-case.ts'
import { userView } from './user-view.ts'

/** For the operator: all doctors, newest first, and whether they have been approved. */
export async function* listDoctors(ctx: Ctx): AsyncGenerator<User & { status: UserStatus }> {
  const page = { by: 'createdAt', order: 'desc', limit: PAGE_ROWS } as const
  let doctors = await ctx.store.find('users', { role: 'DOCTOR' }, page)
  for (;;) {
    for (const doctor of doctors) yield { ...userView(doctor), status: doctor.status }
    const after = doctors.at(-1)
    if (after === undefined || doctors.length < PAGE_ROWS) return
    doctors = await ctx.store.find('users', { role: 'DOCTOR' }, { ...page, after })
  }
}
