import { useLayoutEffect } from 'react'

/** What a dialog is opened from: a choice of a menu goes with it, so the button of the menu then. */
function openerNow(): HTMLElement | null {
  const active = document.activeElement
  const menu = active?.closest('[role="menu"]')
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}

/** Gives the focus back to what a dialog was opened from once it closes; where that is gone, to the page. */
export function useReturnFocus(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return undefined
    const opener = openerNow()
    return () => {
      const last = document.activeElement
      // By then the dialog has let go of the focus; where something else has taken it, it stays there.
      requestAnimationFrame(() => {
        const active = document.activeElement
        if (active !== null && active !== document.body && active !== last) return
        const target = opener?.isConnected ? opener : document.getElementById('main')
        target?.focus({ preventScroll: true })
      })
    }
  }, [opened])
}
