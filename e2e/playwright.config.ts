import '../tools/assert-node.ts'
import { defineConfig } from '@playwright/test'
import { chromiumArgs, provideChromium } from '../tools/find-chromium.ts'

const results = process.env['E2E_RESULTS']

/** Ten pictures a second move as well as twenty, and two browsers encode half as much. */
const CAMERA = '--use-fake-device-for-media-stream=fps=10'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Two browsers with video fill two cores. No retries: a flaky journey is a defect.
  workers: 1,
  fullyParallel: true,
  retries: 0,
  timeout: 120_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(results === undefined ? [] : [['json', { outputFile: results }] as const])],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: provideChromium(), args: [...chromiumArgs, CAMERA] },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
})
