import type { JoinBy, JoinCode } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../server/api.ts'
import { keys } from '../../../server/keys.ts'

/** Replaces the doctor’s practice link, or says who may use it. */
export function useChangeJoinCode() {
  const client = useQueryClient()
  const onSuccess = (code: JoinCode) => client.setQueryData(keys.joinCode, code)
  const renew = useMutation({ mutationFn: () => api('renewJoinCode'), onSuccess })
  const choose = useMutation({ mutationFn: (joinBy: JoinBy) => api('setJoinBy', { body: { joinBy } }), onSuccess })
  return { renew, choose }
}
