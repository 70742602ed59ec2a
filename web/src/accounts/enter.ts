import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { forgetLogin, tellSignedIn } from '../session/login.ts'
import { meQuery } from '../session/me.ts'
import { returnPath } from '../session/return-path.ts'

/** Begins anew as who has just signed in, tells the other tabs, and goes where the person wanted to be. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { search } = useLocation()
  return async () => {
    client.clear()
    forgetLogin()
    tellSignedIn(await client.fetchQuery(meQuery))
    await navigate(returnPath(search), { replace: true })
  }
}
