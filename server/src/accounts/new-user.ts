import type { Row } from '../store/row-types.ts'

type NewUser = Omit<Row<'users'>, 'version'>

const NOTHING_TOLD = {
  emailConfirmedAt: null,
  scheduleId: null,
  doctorId: null,
  cameFrom: null,
  phone: null,
  place: null,
  birthDate: null,
  language: null,
  notices: null,
} as const

/** A new account, or a guest; what is not given has not been told. */
export const newUser = (
  given: Pick<NewUser, 'id' | 'email' | 'name' | 'passwordHash' | 'role' | 'status' | 'createdAt'> & Partial<NewUser>,
): NewUser => ({
  kind: 'ACCOUNT',
  passwordHashOf: 'FORM',
  hasJoined: true,
  disabledAs: null,
  ...NOTHING_TOLD,
  ...given,
})
