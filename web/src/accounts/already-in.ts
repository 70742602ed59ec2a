import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { meQuery } from '../session/me.ts'
import { returnPath } from '../session/return-path.ts'
import { maySignedIn } from '../session/session-flag.ts'

/** Navigation state of a link to the form while somebody else is signed in: to switch accounts. */
export interface SignInState {
  readonly switches: true
}

/** Where to redirect somebody who is already signed in; null to show the form. */
export function useAlreadyIn(): { path: string | null; switches: boolean } {
  const { search, state } = useLocation() as { search: string; state: SignInState | null }
  const switches = state?.switches === true
  // Checked once: a sign-in in another tab does not take the form away.
  const [asks] = useState(() => !switches && maySignedIn())
  const already = useQuery({ ...meQuery, enabled: asks })
  return { path: asks && already.data ? returnPath(search) : null, switches }
}
