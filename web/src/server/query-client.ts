import { ApiError } from '@medconsult/contract'
import { QueryClient } from '@tanstack/react-query'
import { keys } from './keys.ts'

/** A request that timed out is not retried. */
const isOverdue = ({ cause }: ApiError): boolean => cause instanceof DOMException && cause.name === 'TimeoutError'

const mayPass = (error: unknown): boolean =>
  error instanceof ApiError && ((error.code === 'UNREACHABLE' && !isOverdue(error)) || error.problem?.status === 503)

/** The cache of server data. Requests are made offline too: a clinic on the local network may be reachable. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5000,
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (attempt) => (400 + Math.random() * 400) * 2 ** attempt,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Forgets what one person has read. What stands behind a link is nobody’s, and its page may still be shown. */
export const forgetPersonal = (client: QueryClient): void => {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.look('')[0] })
}
