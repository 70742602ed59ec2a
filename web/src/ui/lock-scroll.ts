import { useEffect } from 'react'

let locks = 0

/** Holds the page still under a dialog; Mantine's own lock writes a style element the content security policy refuses. */
export function useLockScroll(locked: boolean): void {
  useEffect(() => {
    if (!locked) return undefined
    const { style, scrollHeight, clientHeight } = document.documentElement
    locks += 1
    if (locks === 1 && scrollHeight > clientHeight) Object.assign(style, { overflow: 'hidden', scrollbarGutter: 'stable' })
    return () => {
      locks -= 1
      if (locks === 0) Object.assign(style, { overflow: '', scrollbarGutter: '' })
    }
  }, [locked])
}
