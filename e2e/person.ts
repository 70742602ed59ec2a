import { expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { makeClient, type Client, type Reply, type Role, type Account } from '@medconsult/contract'
import { installProbe } from './probe.ts'

export const PASSWORD = 'correct horse battery'

/** The address of the product. */
export interface Site {
  readonly url: string
}

export interface PersonOptions extends BrowserContextOptions {
  readonly name?: string
}

/** A person signed in in their own browser context, with the same login for API calls. */
export interface Person {
  readonly user: Account
  readonly name: string
  readonly context: BrowserContext
  readonly page: Page
  readonly api: Client
  readonly token: string
}

let people = 0

/** Registers a new account; `name` is how others see it. */
export async function register(server: Site, role: Role, name: string): Promise<{ user: Account; token: string; api: Client }> {
  people += 1
  const anybody = makeClient({ baseUrl: server.url })
  const email = `${role.toLowerCase()}-${people}-${Date.now()}@example.org`
  const { user, token } = await anybody('register', { body: { email, password: PASSWORD, name, role } })
  return { user, token, api: makeClient({ baseUrl: server.url, token: () => token }) }
}

/** Camera and microphone are allowed unless `permissions` says otherwise. */
export async function newContext(browser: Browser, server: Site, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: server.url, permissions: ['camera', 'microphone', 'notifications'], ...options })
  await context.addInitScript(installProbe)
  return context
}

/** Registers a person and signs them in in a new context of `browser`. */
export async function person(browser: Browser, server: Site, role: Role, { name, ...options }: PersonOptions = {}): Promise<Person> {
  const { user, token, api } = await register(server, role, name ?? (role === 'DOCTOR' ? 'Dr. Sarah Quinn' : 'Amara Okafor'))
  const context = await newContext(browser, server, options)
  await context.request.post('/auth/login', { data: { email: user.email, password: PASSWORD } })
  return { user, name: user.name, context, page: await context.newPage(), api, token }
}

/** Creates an account through the pages. */
export async function createAccount(page: Page, role: RegExp, name: string, email: string): Promise<void> {
  await page.goto('/')
  await expect(page).toHaveURL(/\/login/)
  await page.getByRole('link', { name: /create an account/i }).click()
  await page.getByRole('radio', { name: role }).check()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel(/e-mail/i).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: /create the account/i }).click()
}

export const today = (): string => new Date().toISOString().slice(0, 10)

/** Opens a practice for today. */
export async function openPractice(doctor: Pick<Person, 'api'>): Promise<Reply<'startPractice'>> {
  const { id } = await doctor.api('createSchedule', { body: { date: today(), startTime: '00:00', endTime: '23:59' } })
  return doctor.api('startPractice', { params: { id } })
}
