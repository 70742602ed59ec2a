import type { Me } from '@medconsult/contract'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'
import { learnLogin } from './login.ts'

/** Who is signed in; fails with UNAUTHENTICATED when nobody is. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async ({ signal }) => {
    const me = await api('me', {}, signal)
    learnLogin(me)
    return me
  },
  staleTime: Infinity,
})

/** The person signed in. Only below the shell, which renders nothing before it knows. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe is used outside the signed-in shell')
  return data
}
