import { useEffect } from 'react'

const shown: { text: string; urgent: boolean }[] = []

const show = (): void => {
  document.title = (shown.findLast((it) => it.urgent) ?? shown.at(-1))?.text ?? 'MedConsult'
}

/**
 * The tab's title while mounted; the newest one shows, so a call's title covers the page's, and an `urgent` one before
 * all others, whichever page opens under it. Null: none of its own.
 */
export function useTitle(text: string | null, urgent = false): void {
  useEffect(() => {
    if (text === null) return undefined
    const mine = { text, urgent }
    shown.push(mine)
    show()
    return () => {
      shown.splice(shown.indexOf(mine), 1)
      show()
    }
  }, [text, urgent])
}
