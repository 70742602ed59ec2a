import { useState } from 'react'

const KEY = 'medconsult.without-sound'

const recalled = (): string | null => {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** Whether the person has said, for this entry and in this tab, that they go on without sound; a refresh keeps it. */
export function useWithoutSound(entryId: string): [boolean, (on: boolean) => void] {
  const [chosen, setChosen] = useState(recalled)
  const change = (on: boolean): void => {
    setChosen(on ? entryId : null)
    try {
      if (on) sessionStorage.setItem(KEY, entryId)
      else sessionStorage.removeItem(KEY)
    } catch {
      // A browser that keeps nothing asks again after a refresh.
    }
  }
  return [chosen === entryId, change]
}
