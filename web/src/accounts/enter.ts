import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { forgetLogin, broadcastSignIn } from '../session/login.ts'
import { meQuery } from '../session/me.ts'
import { returnPath } from '../session/return-path.ts'

/** Resets the page for the person who has just signed in, notifies the other tabs, and goes where they were heading. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { search } = useLocation()
  return async () => {
    client.clear()
    forgetLogin()
    broadcastSignIn(await client.fetchQuery(meQuery))
    await navigate(returnPath(search), { replace: true })
  }
}
