import { useState } from 'react'
import { tabStorage } from '../../../server/browser-storage.ts'

const KEY = 'medconsult.without-microphone'

/** Whether the patient has chosen to continue without a microphone, for this entry in this tab; a refresh keeps it. */
export function useWithoutMicrophone(entryId: string): [boolean, (on: boolean) => void] {
  const [chosen, setChosen] = useState(() => tabStorage.read(KEY))
  const change = (on: boolean): void => {
    setChosen(on ? entryId : null)
    tabStorage.write(KEY, on ? entryId : null)
  }
  return [chosen === entryId, change]
}
