import type { User } from '@medconsult/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { keys } from '../keys.ts'
import { returnPath } from '../return-path.ts'

/** Puts who signed in into the cache and goes where the person wanted to be. */
export function useEnter(): (user: User) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { search } = useLocation()
  return async (user) => {
    client.clear()
    client.setQueryData(keys.me, user)
    await navigate(returnPath(search), { replace: true })
  }
}
