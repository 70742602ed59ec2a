import { useState } from 'react'
import { tabStorage } from '../../../server/browser-storage.ts'

const KEY = 'medconsult.without-sound'

/** Whether the person has said, for this entry and in this tab, that they go on without sound; a refresh keeps it. */
export function useWithoutSound(entryId: string): [boolean, (on: boolean) => void] {
  const [chosen, setChosen] = useState(() => tabStorage.read(KEY))
  const change = (on: boolean): void => {
    setChosen(on ? entryId : null)
    tabStorage.write(KEY, on ? entryId : null)
  }
  return [chosen === entryId, change]
}
