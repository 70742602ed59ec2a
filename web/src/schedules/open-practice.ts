import type { ApiError } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, isRefusal } from '../server/api.ts'
import { keys } from '../server/keys.ts'

/** What prevents opening a practice: another open one, or that one's call. */
interface InTheWay {
  readonly otherId: string
  readonly callOpen: boolean
}

interface Opening {
  readonly scheduleId: string
  /** The open practice to end first; `force`: with its call. */
  readonly endFirst?: { readonly id: string; readonly force: boolean }
}

/** Opens a practice, if requested after ending another one. */
export function useOpenPractice(onOpen: (scheduleId: string) => void) {
  const client = useQueryClient()
  return useMutation<unknown, Error, Opening>({
    mutationFn: async ({ scheduleId, endFirst }) => {
      if (endFirst) await api('endPractice', { params: { id: endFirst.id }, body: { force: endFirst.force } })
      return api('startPractice', { params: { id: scheduleId } })
    },
    onSuccess: async (_, { scheduleId }) => {
      await client.invalidateQueries({ queryKey: keys.doctorSchedules })
      onOpen(scheduleId)
    },
  })
}

/** What prevents the opening, from the refusal; null for any other error. */
export function inTheWay(error: Error | null, asked: Opening | undefined): InTheWay | null {
  if (isRefusal(error, 'ALREADY_ONLINE')) {
    const otherId = (error satisfies ApiError).problem?.scheduleId
    return otherId === undefined ? null : { otherId, callOpen: false }
  }
  if (isRefusal(error, 'CALL_OPEN') && asked?.endFirst) return { otherId: asked.endFirst.id, callOpen: true }
  return null
}
