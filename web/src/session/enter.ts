import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { forgetPersonal } from '../server/query-client.ts'
import { forgetLogin, broadcastSignIn } from './login.ts'
import { meQuery } from './me.ts'
import { returnPath } from './return-path.ts'
import { noteSignedIn } from './session-flag.ts'

/** Resets the page for the person who has just signed in, notifies the other tabs, and goes to `path`, by default where they were heading. */
export function useEnter(): (path?: string) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { search } = useLocation()
  return async (path = returnPath(search)) => {
    forgetPersonal(client)
    forgetLogin()
    noteSignedIn(true)
    broadcastSignIn(await client.fetchQuery(meQuery))
    await navigate(path, { replace: true })
  }
}
