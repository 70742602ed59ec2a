import { useCallback, useEffect, useState } from 'react'
import { api } from '../server/api.ts'
import { sharedStorage } from '../server/browser-storage.ts'

/** When an act of the person was last reported from any of this browser’s tabs, in ms. */
const KEY = 'medconsult.active'
const REPORT_EVERY_MS = 60_000
const LOOK_EVERY_MS = 5_000
const SAID_BEFORE_MS = 120_000

const acts = ['pointerdown', 'keydown'] as const

/** So long without an act, in ms, and the page says that the login will end. */
export const saidAfter = (minutes: number): number => Math.max(minutes * 60_000 - SAID_BEFORE_MS, minutes * 30_000)

/**
 * Reports the person’s acts, at most once a minute, and says when the login is about to end for the lack of any; then only
 * `stay` counts as one. While `busy`, in a call or an open practice, the time does not run. `minutes` null: it never ends.
 */
export function useIdle(minutes: number | null, busy: boolean): { readonly isEnding: boolean; readonly stay: () => void } {
  const [isEnding, setEnding] = useState(false)
  const report = useCallback((): void => {
    sharedStorage.write(KEY, String(Date.now()))
    setEnding(false)
    void api('noteActive').catch(() => undefined)
  }, [])
  useEffect(() => {
    if (minutes === null) return undefined
    let reported = Date.now()
    const last = (): number => Math.max(reported, Number(sharedStorage.read(KEY)))
    const reportAgain = (): void => {
      if (Date.now() - last() < REPORT_EVERY_MS) return
      reported = Date.now()
      report()
    }
    const act = (): void => {
      if (Date.now() - last() < saidAfter(minutes)) reportAgain()
    }
    const look = (): void => {
      if (busy) reportAgain()
      setEnding(Date.now() - last() >= saidAfter(minutes))
      // The server has ended it: this leads to the sign-in page.
      if (Date.now() - last() >= minutes * 60_000) void api('me').catch(() => undefined)
    }
    const timer = setInterval(look, LOOK_EVERY_MS)
    for (const event of acts) addEventListener(event, act, true)
    return () => {
      clearInterval(timer)
      for (const event of acts) removeEventListener(event, act, true)
    }
  }, [minutes, busy, report])
  return { isEnding, stay: report }
}
