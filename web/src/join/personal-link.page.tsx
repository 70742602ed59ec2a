import { useState } from 'react'
import { useLocation } from 'react-router'
import type { Page } from '../ui/page/page-code.ts'
import { Door } from './door.tsx'
import { LinkEnded } from './link-ended.tsx'
import { Elsewhere, type ElsewhereState } from './elsewhere.tsx'
import { takenSecret } from '../session/taken-link.ts'

/** A link of one person’s own. */
function PersonalLink() {
  const { state } = useLocation() as { state: ElsewhereState | null }
  const [link] = useState(() => {
    const secret = takenSecret('personalLink')
    return secret === null ? null : { secret }
  })
  if (state?.movedFrom !== undefined) return <Elsewhere link={link} from={state.movedFrom} />
  return link === null ? <LinkEnded link={null} /> : <Door link={link} />
}

export const page: Page = { Component: PersonalLink }
