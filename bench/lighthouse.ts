import { chromium } from '@playwright/test'
import { launch } from 'chrome-launcher'
import lighthouseOf from 'lighthouse'
import { chromiumArgs, provideChromium } from '../tools/find-chromium.ts'
import { openPractice, type Member } from './clinic.ts'
import type { Aim, Finding } from './finding.ts'
import { startProductWithPages } from './product.ts'
import { median } from './statistics.ts'

const RUNS = 3
const TRIES = 3
const aims: Readonly<Record<string, Aim>> = {
  performance: { atLeast: 95 },
  accessibility: { atLeast: 100 },
  'best-practices': { atLeast: 100 },
}

interface Scored {
  readonly scores: Readonly<Record<string, number>>
  /** Largest contentful paint and total blocking time in Lighthouse's words, and the audits that cost points. */
  readonly paint: string
  readonly lost: readonly string[]
}

/** Lighthouse's defaults: a simulated mid-range phone on slow 4G. A trace can fail on a busy machine, so three attempts. */
async function scored(url: string, port: number, attempt = 1): Promise<Scored> {
  const run = await lighthouseOf(url, { port, onlyCategories: Object.keys(aims), logLevel: 'silent' })
  if (run === undefined || run.lhr.runtimeError) {
    if (attempt < TRIES) return scored(url, port, attempt + 1)
    throw new Error(`Lighthouse of ${url}: ${run?.lhr.runtimeError?.message ?? 'no result'}`)
  }
  const { categories, audits, finalDisplayedUrl } = run.lhr
  if (finalDisplayedUrl !== url) throw new Error(`Lighthouse was redirected from ${url} to ${finalDisplayedUrl}`)
  const lost = Object.values(categories).flatMap((category) =>
    category.auditRefs.filter((ref) => ref.weight > 0 && (audits[ref.id]?.score ?? 1) < 0.9).map((ref) => ref.id),
  )
  return {
    scores: Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)])),
    paint: `LCP ${audits['largest-contentful-paint']?.displayValue}, TBT ${audits['total-blocking-time']?.displayValue}`,
    lost,
  }
}

async function scoresOf(name: string, url: string, member: Member | null): Promise<Finding[]> {
  const chrome = await launch({ chromePath: provideChromium(), chromeFlags: ['--headless=new', ...chromiumArgs], logLevel: 'silent' })
  try {
    if (member !== null) {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${chrome.port}`)
      await browser.contexts()[0]!.addCookies([{ ...member.cookie, url: new URL(url).origin }])
      await browser.close()
    }
    const runs: Scored[] = []
    for (let i = 0; i < RUNS; i++) runs.push(await scored(url, chrome.port))
    return Object.entries(aims).map(([category, aim]) => ({
      what: `Lighthouse ${category}, ${name}`,
      product: category === 'performance' ? runs[0]!.paint : '',
      floor: category === 'performance' ? [...new Set(runs.flatMap(({ lost }) => lost))].join(' ') : '',
      value: median(runs.map(({ scores }) => scores[category]!)),
      aim,
    }))
  } finally {
    chrome.kill()
  }
}

/** Lighthouse of the sign-in page and of a waiting patient's page, medians of three runs. */
export async function lighthouse(): Promise<Finding[]> {
  await using product = await startProductWithPages()
  const { scheduleId, patients } = await openPractice(product, 3)
  return [
    ...(await scoresOf('/login', `${product.url}/login`, null)),
    ...(await scoresOf('/visit/:id', `${product.url}/visit/${scheduleId}`, patients[1]!)),
  ]
}
