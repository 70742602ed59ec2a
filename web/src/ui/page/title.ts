import { useEffect } from 'react'

const shown: { text: string; urgent: boolean }[] = []

const show = (): void => {
  document.title = (shown.findLast((it) => it.urgent) ?? shown.at(-1))?.text ?? 'MedConsult'
}

/**
 * The tab's title while mounted. The newest is shown, so a call's title replaces the page's, but an `urgent` one takes
 * precedence over all others. Null: no title.
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
