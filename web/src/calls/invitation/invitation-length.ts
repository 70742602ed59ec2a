import type { CallSession } from '@medconsult/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../server/api.ts'
import { keys } from '../../server/keys.ts'

/** How long an invitation lasts, in whole seconds. */
export const invitationLength = ({ createdAt, expiresAt }: Pick<CallSession, 'createdAt' | 'expiresAt'>): number =>
  Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 1000)

/**
 * The part of an invitation's time that is left, 0 to 1, at `secondsLeft`. Until the server has sent its whole length, the
 * ring is full.
 */
export function useFractionLeft(callSessionId: string | null, secondsLeft: number): number {
  const { data: whole = 0 } = useQuery({
    queryKey: keys.invitationLength(callSessionId ?? ''),
    queryFn: async ({ signal }) => invitationLength(await api('getCall', { params: { id: callSessionId ?? '' } }, signal)),
    enabled: callSessionId !== null,
    staleTime: Infinity,
  })
  return secondsLeft / Math.max(whole, secondsLeft, 1)
}
