import { useLayoutEffect } from 'react'

/** The element that opens a dialog; for a menu item, which is removed, the menu's button. */
function openerNow(): HTMLElement | null {
  const active = document.activeElement
  const menu = active?.closest('[role="menu"]')
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}

/** Returns the focus to the element that opened a dialog once it closes, or to the page if that is gone. */
export function useReturnFocus(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return undefined
    const opener = openerNow()
    return () => {
      const last = document.activeElement
      // By then the dialog has released the focus; if something else has taken it, it stays there.
      requestAnimationFrame(() => {
        const active = document.activeElement
        if (active !== null && active !== document.body && active !== last) return
        const target = opener?.isConnected ? opener : document.getElementById('main')
        target?.focus({ preventScroll: true })
      })
    }
  }, [opened])
}
