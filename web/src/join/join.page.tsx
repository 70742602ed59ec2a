import { useMemo } from 'react'
import { useParams } from 'react-router'
import type { Page } from '../ui/page/page-code.ts'
import { Door } from './door.tsx'

/** A practice’s link, as it hangs on the wall of the clinic. */
function Join() {
  const { joinCode = '' } = useParams()
  const link = useMemo(() => ({ joinCode }), [joinCode])
  return <Door link={link} key={joinCode} />
}

export const page: Page = { Component: Join }
