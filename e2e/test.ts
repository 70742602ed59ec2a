import { chromium, expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { ServerProcess } from '../testing/server-process.ts'
import { newContext, openPractice, person, type Person, type PersonOptions } from './person.ts'
import { DoctorPages } from './pages/doctor.ts'
import { PatientPages } from './pages/patient.ts'

export { expect } from '@playwright/test'

interface Options {
  /** Environment variables of this test’s server, in addition to the common ones. */
  readonly serverEnv: Record<string, string>
  readonly doctorOptions: PersonOptions
  readonly patientOptions: PersonOptions
}

interface Fixtures {
  /** A dedicated server process with an empty data folder. */
  readonly server: ServerProcess
  readonly doctor: DoctorPages
  readonly patient: PatientPages
  /** Another person in a new context of the patient’s browser. */
  readonly another: (role: 'DOCTOR' | 'PATIENT', options?: PersonOptions) => Promise<Person>
  /** A page in a new context where nobody is signed in. */
  readonly freshPage: () => Promise<Page>
}

/** Messages that the browser itself logs when a server or socket is unreachable or a request is refused. */
const expected = /Failed to load resource|WebSocket connection to|net::ERR_/

/** Records defects of any page: content security policy violations, uncaught errors, crashed pages. */
export function watch(context: BrowserContext, defects: string[]): void {
  context.on('weberror', (error) => defects.push(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) defects.push(message.text())
  })
}

export const test = base.extend<Options & Fixtures & { defects: string[] }, { patientBrowser: Browser }>({
  serverEnv: [{}, { option: true }],
  doctorOptions: [{}, { option: true }],
  patientOptions: [{}, { option: true }],

  // Doctor and patient use two real browsers, not two tabs of one.
  patientBrowser: [
    async ({ launchOptions }, use) => {
      const browser = await chromium.launch(launchOptions)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],

  server: async ({ serverEnv }, use) => {
    const server = await ServerProcess.start({ BCRYPT_ROUNDS: '4', RATE_LIMIT: 'off', TIME_ZONE: 'UTC', LOG_LEVEL: 'warn', ...serverEnv })
    await use(server)
    await server[Symbol.asyncDispose]()
  },

  defects: [
    async ({}, use) => {
      const defects: string[] = []
      await use(defects)
      expect(defects).toEqual([])
    },
    { auto: true },
  ],

  doctor: async ({ browser, server, defects, doctorOptions }, use) => {
    const doctor = await person(browser, server, 'DOCTOR', doctorOptions)
    watch(doctor.context, defects)
    const practice = await openPractice(doctor)
    await use(new DoctorPages(doctor, practice.id))
    await doctor.context.close()
  },

  patient: async ({ patientBrowser, server, defects, doctor, patientOptions }, use) => {
    const patient = await person(patientBrowser, server, 'PATIENT', patientOptions)
    watch(patient.context, defects)
    await use(new PatientPages(patient, doctor.scheduleId))
    await patient.context.close()
  },

  another: async ({ patientBrowser, server, defects }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role, options) => {
      const one = await person(patientBrowser, server, role, options)
      watch(one.context, defects)
      contexts.push(one.context)
      return one
    })
    for (const context of contexts) await context.close()
  },

  freshPage: async ({ browser, server, defects }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await newContext(browser, server)
      watch(context, defects)
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})
