import { queryOptions } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'

/** Where the person is signed in. */
export const loginsQuery = queryOptions({ queryKey: keys.logins, queryFn: ({ signal }) => api('listLogins', {}, signal) })
