import { useEffect } from 'react'
import { loadAgainFor } from '../../session/load-again.ts'
import { Boundary } from '../../ui/page/boundary.tsx'
import { Invitations } from './invitation.tsx'

/** Renders tried before the page is reloaded. */
const TRIES = 2
let broke = 0

/** Invitations that ring even if the rest of the page has crashed, and recover from their own crashes. */
export function SafeInvitations() {
  return (
    <Boundary Fallback={Retry}>
      <Invitations />
    </Boundary>
  )
}

function Retry({ again }: { again: () => void }) {
  useEffect(() => {
    broke += 1
    if (broke <= TRIES) again()
    else void loadAgainFor(() => undefined)
  }, [again])
  return null
}
