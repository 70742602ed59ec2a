import { useEffect } from 'react'

const shown: { text: string }[] = []

const show = (): void => {
  document.title = shown.at(-1)?.text ?? 'MedConsult'
}

/** The tab's title while mounted; the newest one shows, so a call's title covers the page's. Null: none of its own. */
export function useTitle(text: string | null): void {
  useEffect(() => {
    if (text === null) return undefined
    const mine = { text }
    shown.push(mine)
    show()
    return () => {
      shown.splice(shown.indexOf(mine), 1)
      show()
    }
  }, [text])
}
