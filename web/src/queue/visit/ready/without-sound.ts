import { useState } from 'react'
import { tabStorage } from '../../../server/browser-storage.ts'

const KEY = 'medconsult.without-sound'

/** Whether the patient has chosen to continue without sound, for this entry in this tab; a refresh keeps it. */
export function useWithoutSound(entryId: string): [boolean, (on: boolean) => void] {
  const [chosen, setChosen] = useState(() => tabStorage.read(KEY))
  const change = (on: boolean): void => {
    setChosen(on ? entryId : null)
    tabStorage.write(KEY, on ? entryId : null)
  }
  return [chosen === entryId, change]
}
