import { createContext, useCallback, useContext, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { LiveRegion } from './live-region.tsx'

export type Urgency = 'polite' | 'assertive'
type Announce = (message: string, urgency?: Urgency) => void

const AnnounceContext = createContext<Announce>(() => {})

/** Says a sentence to screen readers: politely, or at once with 'assertive'. */
export const useAnnounce = (): Announce => useContext(AnnounceContext)

export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Record<Urgency, string>>({ polite: '', assertive: '' })
  const odd = useRef(false)

  const announce = useCallback<Announce>((message, urgency = 'polite') => {
    // The same words twice are the same text to the browser; a trailing no-break space makes them new.
    odd.current = !odd.current
    setMessages((old) => ({ ...old, [urgency]: odd.current ? message : `${message}\u00A0` }))
  }, [])

  return (
    <AnnounceContext value={announce}>
      {children}
      <LiveRegion message={messages.polite} />
      <LiveRegion message={messages.assertive} urgency="assertive" />
    </AnnounceContext>
  )
}
