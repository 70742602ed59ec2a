import { useEffect } from 'react'
import { loadAgainFor } from '../../session/load-again.ts'
import { Boundary } from '../../ui/page/boundary.tsx'
import { Invitations } from './invitation.tsx'

/** Drawn anew so often before the page is loaded again. */
const TRIES = 2
let broke = 0

/** Invitations that ring whatever else on the page is broken, and again when they broke themselves. */
export function SafeInvitations() {
  return (
    <Boundary Fallback={DrawnAnew}>
      <Invitations />
    </Boundary>
  )
}

function DrawnAnew({ again }: { again: () => void }) {
  useEffect(() => {
    broke += 1
    if (broke <= TRIES) again()
    else void loadAgainFor(() => undefined)
  }, [again])
  return null
}
