import type { User } from '@medconsult/contract'
import type { UserRow } from '../store/row-types.ts'

/** What anybody may be told of a user: never the hash. */
export const userView = ({ id, email, name, role, createdAt }: UserRow): User => ({ id, email, name, role, createdAt })
