import { ApiError, pathOf, type EnteredAsGuest, type GuestEntry } from '@medconsult/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, isRefusal } from '../server/api.ts'
import { useEnter } from '../session/enter.ts'
import { forgetLogin } from '../session/login.ts'
import { lookQuery, nameOf, type JoinLink } from './join-look.ts'
import { writeDraft } from './draft.ts'
import { takeSecret } from '../session/taken-link.ts'
import { forgetSecret, keepWayBack } from './way-back.ts'

type Answers = Omit<GuestEntry, 'joinCode' | 'secret'>

/** How long after a try that reached no server the next one comes, ms. */
const AGAIN_MS = 3000

/** Goes to the practice’s page, in its queue if that is open; a page that is early joins by itself. */
async function join({ scheduleId }: Pick<EnteredAsGuest, 'scheduleId'>): Promise<void> {
  await api('joinQueue', { params: { id: scheduleId } }).catch((error: unknown) => {
    // Its page says why, and what to do.
    if (!(error instanceof ApiError) || error.code === 'UNREACHABLE') throw error
  })
}

/** Signs a guest in by a link and joins the queue; tries again by itself while the server cannot be reached. */
export function useEnterAsGuest(link: JoinLink) {
  const enter = useEnter()
  const client = useQueryClient()
  // A repeat after a lost answer goes on as who has already entered.
  const known = useRef<EnteredAsGuest | null>(null)
  return useMutation({
    mutationFn: async (answers: Answers) => {
      known.current ??= await api('enterAsGuest', { body: { ...link, ...answers } })
      const entered = known.current
      const secret = entered.secret ?? ('secret' in link ? link.secret : null)
      const { joinCode = null } = 'joinCode' in link ? link : {}
      // A guest’s link works again and again, an account’s only once.
      if (secret !== null && entered.user.kind === 'GUEST') keepWayBack(entered.scheduleId, { secret, name: entered.user.name, joinCode })
      takeSecret('personalLink', null)
      writeDraft(nameOf(link), null)
      forgetLogin()
      await join(entered)
      await enter(pathOf('visit', { scheduleId: entered.scheduleId }))
    },
    onError: (error) => {
      // The link, who may use it or what is to be agreed to may have changed.
      void client.invalidateQueries({ queryKey: lookQuery(link).queryKey })
      if ('secret' in link && isRefusal(error, 'NOT_FOUND')) forgetSecret(link.secret)
    },
    retry: (_, error) => isRefusal(error, 'UNREACHABLE'),
    retryDelay: AGAIN_MS,
  })
}

/** Goes on as the person who is signed in: into the queue of this practice. */
export function useGoOn(scheduleId: string) {
  const enter = useEnter()
  return useMutation({
    mutationFn: async () => {
      await join({ scheduleId })
      await enter(pathOf('visit', { scheduleId }))
    },
  })
}
