import type { Page } from '@playwright/test'

interface Seen {
  clickedAt: number | null
  frameAt: number | null
}

declare global {
  interface Window {
    seen: Seen
  }
}

/**
 * Runs in a page before its own code, for product and floor alike: records when “Join now” is clicked and when the first
 * frame of a remote track is shown. Times are milliseconds since 1970, with fractions.
 */
export function installFirstFrame(): void {
  const remote = new WeakSet<MediaStreamTrack>()
  const players = new Set<HTMLVideoElement>()
  const watched = new WeakSet<HTMLVideoElement>()
  window.seen = { clickedAt: null, frameAt: null }

  const watch = (): void => {
    for (const player of players) {
      const stream = player.srcObject
      if (watched.has(player) || !(stream instanceof MediaStream) || !stream.getVideoTracks().some((track) => remote.has(track))) continue
      watched.add(player)
      player.requestVideoFrameCallback(function first(_, { width }) {
        // Before a camera is sent, a placeholder of a few pixels takes its place.
        if (width > 16) window.seen.frameAt ??= performance.timeOrigin + performance.now()
        else player.requestVideoFrameCallback(first)
      })
    }
  }

  document.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (button?.textContent?.includes('Join now')) window.seen.clickedAt = performance.timeOrigin + event.timeStamp
    },
    true,
  )

  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')!
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(this: HTMLMediaElement, value: MediaProvider | null) {
      source.set!.call(this, value)
      if (this instanceof HTMLVideoElement) players.add(this)
      watch()
    },
  })
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => {
        remote.add(track)
        // The page adds the track to its stream in its own listeners, some of which run later.
        const timer = setInterval(watch, 4)
        setTimeout(() => clearInterval(timer), 3000)
      })
    }
  }
}

/** Discards the times of an earlier call, once the page has left its call room. */
export const forget = (page: Page): Promise<void> => page.evaluate(() => void (window.seen.clickedAt = window.seen.frameAt = null))

/** When the first remote frame was shown. Throws after a minute. */
export async function firstFrameOf(page: Page): Promise<number> {
  await page.waitForFunction(() => window.seen.frameAt !== null, null, { timeout: 60_000, polling: 50 })
  return page.evaluate(() => window.seen.frameAt!)
}

export const clickOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    if (window.seen.clickedAt === null) throw new Error('no click on “Join now” was recorded')
    return window.seen.clickedAt
  })
