import type { NoticeChoices } from '@medconsult/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../server/api.ts'
import { keys } from '../server/keys.ts'
import { clinic } from '../ui/words/clinic.ts'
import { canPush, ownSubscription, startPush, stopPush } from './browser-push.ts'

/** Whether the clinic reaches people at all who have no page open. */
export const reachesPeople = (): boolean => clinic.channels.mail || clinic.channels.sms || canPush()

const settingsQuery = queryOptions({ queryKey: keys.notices, queryFn: ({ signal }) => api('noticeSettings', {}, signal) })

export const useNoticeSettings = () => useQuery({ ...settingsQuery, enabled: reachesPeople() })

/** Changes choices; the switches show the new ones at once, and the old ones again if it fails. */
export function useSetNotices() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<NoticeChoices>) => api('setNotices', { body }),
    onMutate: (body) => client.setQueryData(settingsQuery.queryKey, (old) => old && { ...old, ...body }),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
    onError: () => void client.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  })
}

const browserQuery = queryOptions({ queryKey: keys.pushHere, queryFn: async () => (await ownSubscription()) !== null })

/** Whether this browser receives push messages. */
export const usePushHere = () => useQuery({ ...browserQuery, enabled: canPush() })

/** `data` is false if the browser does not allow it. */
export function useSetPushHere() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (on: boolean) => {
      if (on) return startPush()
      await stopPush()
      return true
    },
    onSettled: () => void client.invalidateQueries({ queryKey: browserQuery.queryKey }),
  })
}
