import type { User } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'

/** The public fields of a user, without the hash. */
export const userView = ({ id, email, name, role, createdAt }: UserRow): User => ({ id, email, name, role, createdAt })
