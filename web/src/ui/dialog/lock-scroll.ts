import { useEffect } from 'react'

let locks = 0

function hold(still: boolean): void {
  const page = document.documentElement
  const scrollbar = window.innerWidth - page.clientWidth
  document.body.style.paddingRight = still && scrollbar > 0 ? `${scrollbar}px` : ''
  page.style.overflow = still ? 'hidden' : ''
}

/** Locks scrolling under a dialog; Mantine's own lock adds a style element that the content security policy refuses. */
export function useLockScroll(locked: boolean): void {
  useEffect(() => {
    if (!locked) return undefined
    locks += 1
    if (locks === 1) hold(true)
    return () => {
      locks -= 1
      if (locks === 0) hold(false)
    }
  }, [locked])
}
