import '../tools/assert-node.ts'
import { defineConfig } from '@playwright/test'
import { chromiumArgs, provideChromium } from '../tools/find-chromium.ts'

const results = process.env['E2E_RESULTS']

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Two browsers with pictures fill two cores; a journey that needs a second try is a defect.
  workers: 1,
  fullyParallel: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(results === undefined ? [] : [['json', { outputFile: results }] as const])],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: provideChromium(), args: [...chromiumArgs] },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
})
