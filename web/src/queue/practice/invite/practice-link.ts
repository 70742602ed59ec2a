import { pathOf, type JoinBy, type JoinCode } from '@medconsult/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../server/api.ts'
import { keys } from '../../../server/keys.ts'

/** The doctor’s practice link. */
export const joinCodeQuery = queryOptions({ queryKey: keys.joinCode, queryFn: ({ signal }) => api('getJoinCode', {}, signal) })

/** Its address. */
export const addressOf = ({ joinCode }: JoinCode): string => window.location.origin + pathOf('join', { joinCode })

/** Replaces it, or says who may use it. */
export function useChangeJoinCode() {
  const client = useQueryClient()
  const onSuccess = (code: JoinCode) => client.setQueryData(keys.joinCode, code)
  const renew = useMutation({ mutationFn: () => api('renewJoinCode'), onSuccess })
  const choose = useMutation({ mutationFn: (joinBy: JoinBy) => api('setJoinBy', { body: { joinBy } }), onSuccess })
  return { renew, choose }
}
