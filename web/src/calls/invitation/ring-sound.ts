import { play } from './sound.ts'

const D5 = 587.33
const A5 = 880
const NOTE_SECONDS = 0.18
const notes = [
  { hertz: D5, at: 0, seconds: NOTE_SECONDS },
  { hertz: A5, at: NOTE_SECONDS + 0.04, seconds: NOTE_SECONDS },
]

/** The pause before the next pair of notes, ms. */
export const ringPause = (secondsLeft: number): number => (secondsLeft <= 10 ? 1500 : 3000)

/** Rings with two soft notes and vibration, faster in the last ten seconds, until the returned function is called. */
export function startRinging(secondsLeft: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: (() => void) | undefined
  const ring = () => {
    const left = secondsLeft()
    if (left <= 0) return
    silence = play(notes)
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 150, 300])
    timer = setTimeout(ring, ringPause(left))
  }
  ring()
  return () => {
    clearTimeout(timer)
    silence?.()
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0)
  }
}

const CHIMES = 3

/** A reminder, not a call: two falling notes with vibration, three times. The returned function stops it. */
export function ringToGetReady(): () => void {
  let left = CHIMES
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: (() => void) | undefined
  const chime = () => {
    silence = play(notes.map(({ hertz, ...note }) => ({ ...note, hertz: D5 + A5 - hertz })))
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200])
    left -= 1
    if (left > 0) timer = setTimeout(chime, ringPause(Number.POSITIVE_INFINITY))
  }
  chime()
  return () => {
    clearTimeout(timer)
    silence?.()
  }
}
