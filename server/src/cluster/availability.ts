/** Whether a service is there, and how often it has gone. */
export interface Availability {
  readonly isReady: boolean
  /** How often it has gone, so that a loss between two looks is not missed. */
  readonly losses: number
  /** It has answered. */
  back(): void
  /** It has failed, and why. */
  lost(reason: string): void
  /** Called each time that it is there again, and when it goes. */
  onChange(listener: (ready: boolean) => void): void
}

/** `say` receives one line when it goes, also before it was ever there, and one when it is back. */
export function makeAvailability(say: (event: { lost: string } | 'back') => void): Availability {
  const listeners: ((ready: boolean) => void)[] = []
  let ready = false
  let losses = 0
  let isReported = false
  const turn = (now: boolean): void => {
    if (ready === now) return
    ready = now
    if (!now) losses++
    for (const listener of listeners) listener(now)
  }
  return {
    get isReady() {
      return ready
    },
    get losses() {
      return losses
    },
    back() {
      if (isReported) say('back')
      isReported = false
      turn(true)
    },
    lost(reason) {
      turn(false)
      if (!isReported) say({ lost: reason })
      isReported = true
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
