import { faultAt } from '@medconsult/contract'
import { phoneOf } from '../../core/phone.ts'
import { Refusal } from '../../core/refusal.ts'
import { transact } from '../../core/transact.ts'
import { person, type UseCase } from '../../core/use-case.ts'
import { update, type Store } from '../../store/store.ts'
import { userView } from '../user-view.ts'

interface ChangeMeServices {
  readonly readClinic: (store: Store) => Promise<{ readonly phone: string | null }>
}

/** Changes name, language or telephone number. A doctor’s new name stands in the practices planned from now on. INVALID for a number that is none. */
export const makeChangeMe =
  ({ readClinic }: ChangeMeServices): UseCase<'changeMe'> =>
  async (ctx, { body }) => {
    const { phone: clinicPhone } = await readClinic(ctx.store)
    const phone = body.phone === undefined || body.phone === null ? body.phone : phoneOf(body.phone, clinicPhone)
    if (phone === null && body.phone !== null) throw new Refusal('INVALID', { errors: [faultAt('phone', 'PHONE_INVALID')] })
    return transact(ctx, async (store) => {
      const user = await store.get('users', person(ctx).userId)
      if (user === null) throw new Refusal('UNAUTHENTICATED')
      const { name = user.name, language = user.language } = body
      const told = { name, language, phone: phone === undefined ? user.phone : phone }
      const isSame = told.name === user.name && told.language === user.language && told.phone === user.phone
      return { changes: isSame ? [] : [update('users', user, told)], reply: userView({ ...user, ...told }) }
    })
  }
