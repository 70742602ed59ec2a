import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { meQuery } from '../session/me.ts'
import { returnPath } from '../session/return-path.ts'
import { maySignedIn } from '../session/session-flag.ts'

/** How one gets to a form with somebody else signed in in this browser: to change that. */
export interface SignInState {
  readonly switches: true
}

/** Where somebody who is signed in already belongs instead of a form for who is not; null: the form. */
export function useAlreadyIn(): { path: string | null; switches: boolean } {
  const { search, state } = useLocation() as { search: string; state: SignInState | null }
  const switches = state?.switches === true
  // Asked once: whoever signs in in another tab meanwhile takes nobody's form away.
  const [asks] = useState(() => !switches && maySignedIn())
  const already = useQuery({ ...meQuery, enabled: asks })
  return { path: asks && already.data ? returnPath(search) : null, switches }
}
