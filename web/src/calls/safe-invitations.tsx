import { useEffect } from 'react'
import { Boundary } from '../ui/boundary.tsx'
import { Invitations } from './invitation.tsx'

/** Drawn anew so often before the page is loaded again. */
const TRIES = 2

/** Invitations that ring whatever else on the page is broken, and when they broke themselves. */
export function SafeInvitations({ onLost }: { onLost: () => void }) {
  return (
    <Boundary fallback={(_, again) => <Again draw={again} onLost={onLost} />}>
      <Invitations />
    </Boundary>
  )
}

let broke = 0

function Again({ draw, onLost }: { draw: () => void; onLost: () => void }) {
  useEffect(() => {
    broke += 1
    if (broke > TRIES) onLost()
    else draw()
  }, [draw, onLost])
  return null
}
