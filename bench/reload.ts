import { chromium, type Browser, type Page } from '@playwright/test'
import { setTimeout as delay } from 'node:timers/promises'
import { chromiumArgs, provideChromium } from '../tools/find-chromium.ts'
import { openPractice, type Member } from './clinic.ts'
import type { Finding } from './finding.ts'
import { startProductWithPages } from './product.ts'
import { median } from './statistics.ts'

const RELOADS = 100
const BACK_WITHIN_MS = 3000
/** The pause before the next reload: 1 s plus up to as much again, so that reloads hit the other page at varying moments. */
const PAUSE_MS = 1000

declare global {
  interface Window {
    /** When the first frame of each remote picture was shown, in milliseconds since 1970. */
    pictures: number[]
  }
}

/** Runs in a page before its own code. */
function notePictures(): void {
  window.pictures = []
  const remote = new WeakSet<MediaStreamTrack>()
  const shown = new WeakSet<MediaStreamTrack>()
  const watch = (): void => {
    for (const player of document.querySelectorAll('video')) {
      const track = player.srcObject instanceof MediaStream ? player.srcObject.getVideoTracks()[0] : undefined
      if (track === undefined || !remote.has(track) || shown.has(track)) continue
      shown.add(track)
      player.requestVideoFrameCallback(function first(_, { width }) {
        // Before a camera is sent, a placeholder of a few pixels takes its place.
        if (width > 16) window.pictures.push(performance.timeOrigin + performance.now())
        else player.requestVideoFrameCallback(first)
      })
    }
  }
  setInterval(watch, 20)
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', ({ track }) => remote.add(track))
    }
  }
}

/** When the first picture after `since` was shown; waits at most a minute. */
async function pictureAfter(page: Page, since: number): Promise<number> {
  await page.waitForFunction((from) => window.pictures.some((at) => at > from), since, { timeout: 60_000, polling: 50 })
  return page.evaluate((from) => window.pictures.find((at) => at > from)!, since)
}

async function signedIn(browser: Browser, url: string, { cookie }: Member): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone', 'notifications'] })
  await context.addCookies([{ ...cookie, url }])
  await context.addInitScript(notePictures)
  return context.newPage()
}

/** Reloads the two pages of a call in turn; milliseconds from each reload until both pages show a picture again. */
async function reloads(pages: readonly [Page, Page]): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < RELOADS; n++) {
    const since = Date.now()
    await pages[n % 2]!.reload({ waitUntil: 'commit' })
    const back = await Promise.all(pages.map((page) => pictureAfter(page, since)))
    times.push(Math.max(...back) - since)
    await delay(PAUSE_MS * (1 + Math.random()))
  }
  return times
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** A reload during a call → both pages show a picture again. They use two addresses of the server and connect directly. */
export async function reload(): Promise<Finding[]> {
  await using product = await startProductWithPages()
  const practice = await openPractice(product, 1)
  await using browser = await chromium.launch({ executablePath: provideChromium(), args: [...chromiumArgs] })
  const { port } = new URL(product.url)
  const [atDoctor, atPatient] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  const doctor = await signedIn(browser, atDoctor, practice.doctor)
  const patient = await signedIn(browser, atPatient, practice.patients[0]!)
  await Promise.all([doctor.goto(`${atDoctor}/practice/${practice.scheduleId}`), patient.goto(`${atPatient}/visit/${practice.scheduleId}`)])
  await patient.getByRole('switch', { name: /ready/i }).click()
  await doctor.getByRole('button', { name: /^Start call/ }).click()
  await patient.getByRole('button', { name: 'Join now' }).click()
  await Promise.all([pictureAfter(doctor, 0), pictureAfter(patient, 0)])
  await delay(3 * PAUSE_MS)
  const times = await reloads([doctor, patient])
  const inTime = times.filter((time) => time <= BACK_WITHIN_MS).length
  return [
    {
      what: `a reload in the call, both pictures back within ${BACK_WITHIN_MS / 1000} s`,
      product: `${inTime} of ${times.length}, p50 ${seconds(median(times))}, slowest ${seconds(Math.max(...times))}`,
      floor: '',
      value: inTime / times.length,
      aim: { atLeast: 1 },
    },
  ]
}
