import { pathOf, type JoinCode } from '@medconsult/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** The doctor’s practice link. */
export const joinCodeQuery = queryOptions({ queryKey: keys.joinCode, queryFn: ({ signal }) => api('getJoinCode', {}, signal) })

/** Its address. */
export const addressOf = ({ joinCode }: JoinCode): string => window.location.origin + pathOf('join', { joinCode })
