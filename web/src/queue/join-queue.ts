import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** Joins a schedule's queue; joining again keeps the place. */
export function useJoinQueue(onJoined: (scheduleId: string) => void = () => undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (scheduleId: string) => api('joinQueue', { params: { id: scheduleId } }),
    onSuccess: (_, scheduleId) => onJoined(scheduleId),
    onSettled: (_data, _error, scheduleId) =>
      Promise.all([client.invalidateQueries({ queryKey: keys.visit(scheduleId) }), client.invalidateQueries({ queryKey: keys.browse })]),
  })
}
