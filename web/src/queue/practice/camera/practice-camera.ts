import { useEffect, useRef, useState } from 'react'
import { media } from '../../../calls/media/media.ts'
import { tabStorage } from '../../../server/browser-storage.ts'
import { cameraAllowed } from './camera-allowed.ts'

/** After this long without a call or activity the doctor's camera goes off. */
export const REST_MS = 120_000
const KEY = 'medconsult.practice-camera'
const touches = ['pointerdown', 'keydown', 'wheel'] as const

const isKeptOff = (): boolean => tabStorage.read(KEY) === 'off'

/** Calls `onRest` after `REST_MS` without activity, until the returned function is called. */
export function watchRest(onRest: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onRest, REST_MS)
  }
  wait()
  for (const type of touches) window.addEventListener(type, wait, { passive: true })
  return () => {
    clearTimeout(timer)
    for (const type of touches) window.removeEventListener(type, wait)
  }
}

/**
 * The camera of an open practice: on if permitted already, until switched off or after two minutes without a call
 * (`calling`) or activity. A call holds it itself, from Start call on.
 */
export function usePracticeCamera(calling: boolean): { on: boolean; rested: boolean; turn: (on: boolean) => void } {
  const [on, setOn] = useState(false)
  const [rested, setRested] = useState(false)
  useEffect(() => {
    let over = false
    if (!isKeptOff()) void cameraAllowed().then((allowed) => allowed && !over && setOn(true))
    return () => {
      over = true
    }
  }, [])
  useEffect(() => {
    if (!on) return undefined
    const release = media.hold()
    void media.start()
    return release
  }, [on])
  useEffect(
    () =>
      on && !calling
        ? watchRest(() => {
            setOn(false)
            setRested(true)
          })
        : undefined,
    [on, calling],
  )
  const wasOn = useRef(false)
  useEffect(() => {
    // An invitation or a call still holds it.
    if (wasOn.current && !on) media.stopUnlessHeld()
    wasOn.current = on
  }, [on])
  return {
    on,
    rested,
    turn(next) {
      tabStorage.write(KEY, next ? null : 'off')
      setRested(false)
      setOn(next)
    },
  }
}
