import { offeredLanguages, type Me } from '@medconsult/contract'
import { useEffect } from 'react'
import { api } from '../server/api.ts'
import { tabStorage } from '../server/browser-storage.ts'
import { CHOSEN } from '../ui/words/choose-language.ts'

/** Keeps a language that was chosen on this page for the person’s account, so that notices are in it. */
export function useKeepLanguage(me: Me): void {
  useEffect(() => {
    const chosen = offeredLanguages.find((it) => it === tabStorage.read(CHOSEN))
    if (chosen === undefined) return
    tabStorage.write(CHOSEN, null)
    if (chosen !== me.language) void api('changeMe', { body: { language: chosen } }).catch(() => undefined)
  }, [me.language])
}
