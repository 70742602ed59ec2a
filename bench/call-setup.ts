import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { setTimeout as delay } from 'node:timers/promises'
import { chromiumArgs, provideChromium } from '../tools/find-chromium.ts'
import type { Product } from './product.ts'
import { startFloor } from './child.ts'
import { openPractice, type Member } from './clinic.ts'
import type { Finding } from './finding.ts'
import { clickOf, firstFrameOf, forget, installFirstFrame } from './first-frame.ts'
import { startProductWithPages } from './product.ts'
import { compare, type Round } from './statistics.ts'

const CALLS = 12
/** People read the dialog before they answer it; what the page prefetches arrives in that time. */
const READING_MS = 1000
/** Generous, for a machine that is also busy with other work. */
const PATIENCE_MS = 60_000

/** Milliseconds from the patient's click to the first remote frame on either side. */
interface SetUp {
  readonly patient: number
  readonly doctor: number
}

async function setUpOf(patient: Page, doctor: Page): Promise<SetUp> {
  const [atPatient, atDoctor] = await Promise.all([firstFrameOf(patient), firstFrameOf(doctor)])
  const clicked = await clickOf(patient)
  return { patient: atPatient - clicked, doctor: atDoctor - clicked }
}

async function signedIn(browser: Browser, { url }: Product, { cookie }: Member): Promise<BrowserContext> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone', 'notifications'] })
  await context.addCookies([{ ...cookie, url }])
  await context.addInitScript(installFirstFrame)
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

/** The doctor's page stays open between calls and each patient opens a new one, as in a real practice. */
async function productCall(browser: Browser, product: Product, scheduleId: string, doctor: Page, patient: Member): Promise<SetUp> {
  await using context = await signedIn(browser, product, patient)
  const page = await context.newPage()
  await page.goto(`${product.url}/visit/${scheduleId}`)
  const ready = page.getByRole('switch', { name: /ready/i })
  await ready.click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].some((video) => video.srcObject !== null && video.currentTime > 0),
  )
  await doctor.getByRole('button', { name: /^Start call/ }).click()
  await page.getByRole('button', { name: 'Join now' }).waitFor()
  await delay(READING_MS)
  await page.getByRole('button', { name: 'Join now' }).click()
  const times = await setUpOf(page, doctor)
  await endCall(doctor)
  await doctor.goto(`${product.url}/practice/${scheduleId}`)
  return times
}

async function endCall(doctor: Page): Promise<void> {
  await doctor
    .getByRole('button', { name: /^End call/ })
    .first()
    .click()
  await doctor.getByRole('alertdialog').or(doctor.getByRole('dialog')).getByRole('button', { name: /^End/ }).click()
  await doctor
    .getByText(/^Ended/)
    .first()
    .waitFor()
}

async function floorPage(browser: Browser, origin: string, room: number): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] })
  await context.addInitScript(installFirstFrame)
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  await page.goto(`${origin}/?room=${room}`)
  await page.waitForFunction(() => document.body.dataset['ready'] === 'yes' && document.querySelector('video')!.currentTime > 0)
  return page
}

async function floorCall(browser: Browser, origin: string, room: number): Promise<SetUp> {
  const [doctor, patient] = await Promise.all([floorPage(browser, origin, room), floorPage(browser, origin, room)])
  await delay(READING_MS)
  await patient.getByRole('button', { name: 'Join now' }).click()
  const times = await setUpOf(patient, doctor)
  await Promise.all([doctor.context().close(), patient.context().close()])
  return times
}

const ms = (value: number): string => `${value.toFixed(0)} ms`

/** The patient's click on “Join now” → the first remote frame on each side, against a bare RTCPeerConnection with warm cameras. */
export async function callSetup(): Promise<Finding[]> {
  await using product = await startProductWithPages()
  await using floor = await startFloor(new URL('floor-call.ts', import.meta.url))
  const practice = await openPractice(product, CALLS + 1)
  await using browser = await chromium.launch({ executablePath: provideChromium(), args: [...chromiumArgs] })
  const doctor = await (await signedIn(browser, product, practice.doctor)).newPage()
  await doctor.goto(`${product.url}/practice/${practice.scheduleId}`)

  const rounds: { floor: SetUp; product: SetUp }[] = []
  for (const [call, patient] of practice.patients.entries()) {
    await forget(doctor)
    const ofFloor = await floorCall(browser, floor.origin, call)
    const ofProduct = await productCall(browser, product, practice.scheduleId, doctor, patient)
    // The first call is a warm-up: it includes what the browser loads only once.
    if (call > 0) rounds.push({ floor: ofFloor, product: ofProduct })
  }
  const finding = (what: string, of: (times: SetUp) => number): Finding => {
    const compared = compare(rounds.map((round): Round => ({ product: of(round.product), floor: of(round.floor) })))
    return { what, product: ms(compared.product), floor: ms(compared.floor), value: compared.ratio, aim: { atMost: 1.15 } }
  }
  return [
    finding('call set-up, picture at the patient', (times) => times.patient),
    finding('call set-up, picture at the doctor', (times) => times.doctor),
  ]
}
