import { chromium, type Browser, type Page } from '@playwright/test'
import { pathOf } from '@medconsult/contract'
import { chromiumArgs, provideChromium } from '../tools/find-chromium.ts'
import { openPractice } from './clinic.ts'
import type { Finding } from './finding.ts'
import { startProductWithPages } from './product.ts'
import { median, quantile } from './statistics.ts'

const RUNS = 12
/** Lighthouse's mid-range phone on slow 4G, really slowed down and not simulated. */
const SLOWER = 4
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 }
/** A quick typist's milliseconds between two letters. */
const LETTER_MS = 80
const NAME = 'Walter Brandt'

interface Entrance {
  /** From the link to READY, with camera and microphone, in milliseconds. */
  readonly ms: number
  /** Received, headers included, before the browser asks for the camera. */
  readonly bytes: number
}

declare global {
  interface Window {
    cameraAsked?: () => void
  }
}

/** Runs in a page before its own code. */
function noteCamera(): void {
  const { mediaDevices } = navigator
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = (wanted) => {
    window.cameraAsked?.()
    return ask(wanted)
  }
}

async function slowPhone(browser: Browser): Promise<{ page: Page; bytesAtCamera: () => number }> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    permissions: ['camera', 'microphone', 'notifications'],
  })
  await context.addInitScript(noteCamera)
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  let bytes = 0
  let atCamera = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await page.exposeFunction('cameraAsked', () => {
    atCamera ||= bytes
  })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_4G)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return { page, bytesAtCamera: () => atCamera }
}

/** A guest who has never been here: opens the link, types a name, joins, and is ready. */
async function enter(browser: Browser, link: string): Promise<Entrance> {
  const { page, bytesAtCamera } = await slowPhone(browser)
  const begin = performance.now()
  await page.goto(link, { waitUntil: 'commit' })
  await page.getByLabel('Your name').pressSequentially(NAME, { delay: LETTER_MS })
  await page.getByRole('button', { name: 'Join the queue' }).tap()
  const ready = page.getByRole('switch', { name: /ready/i })
  await ready.tap()
  await page.getByRole('heading', { name: 'You are ready' }).waitFor()
  const ms = performance.now() - begin
  await page.context().close()
  return { ms, bytes: bytesAtCamera() }
}

const range = (values: readonly number[], unit: string): string =>
  `p50 ${median(values).toFixed(1)} ${unit}, most ${Math.max(...values).toFixed(1)} ${unit}`

/** A practice link → READY on a slow phone on a slow line, and what is received before the camera is asked for. */
export async function door(): Promise<Finding[]> {
  await using product = await startProductWithPages()
  const { doctor } = await openPractice(product, 0)
  const { joinCode } = await doctor.call('getJoinCode')
  await using browser = await chromium.launch({ executablePath: provideChromium(), args: [...chromiumArgs] })
  const link = product.url + pathOf('join', { joinCode })
  await enter(browser, link)
  const runs: Entrance[] = []
  for (let n = 0; n < RUNS; n++) runs.push(await enter(browser, link))
  const seconds = runs.map(({ ms }) => ms / 1000)
  const kilobytes = runs.map(({ bytes }) => bytes / 1000)
  return [
    {
      what: `practice link → READY, ${SLOWER} × slower, slow 4G, p75 of ${RUNS}, seconds`,
      product: range(seconds, 's'),
      floor: '',
      value: quantile(seconds, 0.75),
      aim: { atMost: 20 },
    },
    {
      what: 'received before the camera is asked for, kB',
      product: range(kilobytes, 'kB'),
      floor: '',
      value: median(kilobytes),
      aim: { atMost: 200 },
    },
  ]
}
