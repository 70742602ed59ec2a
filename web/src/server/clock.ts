import { useEffect, useState } from 'react'

let offsetMs = 0
/** A Date header has whole seconds, so smaller differences mean nothing. */
const NOTICEABLE_MS = 2000

/** How far the server's clock is ahead of this one, in ms, from an answer's Date header read at `now`; 0 below 2 s. */
export function clockOffset(dateHeader: string | null, now: number): number | null {
  const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  if (Number.isNaN(server)) return null
  const offset = server + 500 - now
  return Math.abs(offset) < NOTICEABLE_MS ? 0 : offset
}

/** Updates the server's clock from an answer. */
export function noteServerDate(dateHeader: string | null): void {
  offsetMs = clockOffset(dateHeader, Date.now()) ?? offsetMs
}

/** Now on the server's clock, in ms: a wrong clock on this machine must not cut an invitation short. */
export const serverNow = (): number => Date.now() + offsetMs

/** The server's clock, read again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** Whether `going` has been true for `afterMs` without interruption. */
export function useIsLate(going: boolean, afterMs: number): boolean {
  const [late, setLate] = useState(false)
  if (late && !going) setLate(false)
  useEffect(() => {
    if (!going) return undefined
    const timer = setTimeout(() => setLate(true), afterMs)
    return () => clearTimeout(timer)
  }, [going, afterMs])
  return late && going
}

const secondsLeft = (expiresAt: string | null): number =>
  expiresAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(expiresAt) - serverNow()) / 1000))

/** Whole seconds until `expiresAt`, counted down to 0; 0 without one. */
export function useSecondsLeft(expiresAt: string | null): number {
  const [shown, setShown] = useState({ expiresAt, seconds: secondsLeft(expiresAt) })
  useEffect(() => {
    const timer = expiresAt === null ? undefined : setInterval(() => setShown({ expiresAt, seconds: secondsLeft(expiresAt) }), 200)
    return () => clearInterval(timer)
  }, [expiresAt])
  return shown.expiresAt === expiresAt ? shown.seconds : secondsLeft(expiresAt)
}
