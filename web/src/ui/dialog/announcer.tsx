import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LiveRegion } from './live-region.tsx'

type Urgency = 'polite' | 'assertive'
type Announce = (message: string, urgency?: Urgency) => void

const SAID_MS = 3000
const nothing = { polite: '', assertive: '' }

const AnnounceContext = createContext<Announce>(() => {})

/** Announces a sentence to screen readers: politely, or immediately with 'assertive'. */
export const useAnnounce = (): Announce => useContext(AnnounceContext)

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Record<Urgency, string>>(nothing)
  const odd = useRef(false)

  const announce = useCallback<Announce>((message, urgency = 'polite') => {
    // The browser does not announce the same text twice; a trailing no-break space makes it different.
    odd.current = !odd.current
    setMessages((old) => ({ ...old, [urgency]: odd.current ? message : `${message}\u00A0` }))
  }, [])

  useEffect(() => {
    if (messages === nothing) return undefined
    // Removed once announced: otherwise somebody who reads through the page would find old messages at its end.
    const timer = setTimeout(() => setMessages(nothing), SAID_MS)
    return () => clearTimeout(timer)
  }, [messages])

  return (
    <AnnounceContext value={announce}>
      {children}
      <LiveRegion message={messages.polite} />
      <LiveRegion message={messages.assertive} urgency="assertive" />
    </AnnounceContext>
  )
}
