import type { Browser, Page } from '@playwright/test'
import { pathOf } from '@medconsult/contract'
import { AxeBuilder } from '@axe-core/playwright'
import { CallRoom } from './pages/call-room.ts'
import { DoctorPages } from './pages/doctor.ts'
import { invitationOn } from './pages/patient.ts'
import { expectWhole, inLanguage } from './page-checks.ts'
import { newContext, person, today, type Site } from './person.ts'
import { liveTracks } from './probe.ts'
import { expect, test, watch } from './test.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
test.describe.configure({ timeout: 180_000 })

/** The page of somebody who has never been here, on a phone. */
async function onPhone(browser: Browser, server: Site, defects: string[]): Promise<Page> {
  const context = await newContext(browser, server, phone)
  watch(context, defects)
  return context.newPage()
}

const practiceLink = async (doctor: Pick<DoctorPages, 'api'>): Promise<string> =>
  pathOf('join', { joinCode: (await doctor.api('getJoinCode')).joinCode })

const personalLink = async (doctor: DoctorPages, name = 'Walter Brandt') => {
  const made = await doctor.api('makeGuestLink', { params: { id: doctor.scheduleId }, body: { name } })
  return { id: made.id, path: `${pathOf('personalLink')}#${made.secret}`, secret: made.secret }
}

const joinButton = (page: Page) => page.getByRole('button', { name: 'Join the queue' })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const readySwitch = (page: Page) => page.getByRole('switch', { name: /ready/i })

async function joinAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await joinButton(page).tap()
  await expect(heading(page, /you are number/i)).toBeVisible()
}

test('by a practice link into the call: a name, a tap to join, a tap to be ready, a tap to answer', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  const page = await onPhone(patientBrowser, server, defects)
  await page.goto(await practiceLink(doctor))
  await expect(heading(page, 'Dr. Quinn’s queue is open')).toBeVisible()
  expect((await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).length, 'opening uses nothing up').toBe(0)
  await page.getByLabel('Phone number').fill('+41 79 555 01 42')
  await joinAs(page, 'Walter Brandt')
  await expect(page).toHaveURL(new RegExp(`/visit/${doctor.scheduleId}$`))
  await readySwitch(page).tap()
  await expect(readySwitch(page)).toBeChecked()
  await expect.poll(() => liveTracks(page)).toBeGreaterThanOrEqual(2)
  await doctor.enterPractice()
  await doctor.expectState('Walter Brandt', 'Ready')
  await expect(doctor.row('Walter Brandt').getByRole('link', { name: '+41795550142' })).toBeVisible()
  await doctor.startCall('Walter Brandt')
  await invitationOn(page).getByRole('button', { name: 'Join now' }).tap()
  const call = new CallRoom(page)
  await Promise.all([doctor.call.expectTogether(), call.expectTogether()])
  await doctor.call.endCall()
  await expect(call.ended).toBeVisible()
  await page.context().close()
})

test('D1: a personal link’s secret is out of the address before anything is loaded, and in no request’s address', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  const page = await onPhone(patientBrowser, server, defects)
  const { path, secret } = await personalLink(doctor)
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''))
  await page.addInitScript(() => {
    const seen: string[] = []
    new PerformanceObserver(() => seen.push(location.href)).observe({ type: 'resource', buffered: true })
    Object.assign(window, { seen })
  })
  await page.goto(path)
  await expect(page.getByLabel('Your name')).toHaveValue('Walter Brandt')
  expect(addresses.filter((it) => it.includes(secret) && !it.endsWith(`#${secret}`))).toEqual([])
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen.filter((it) => it.includes('#')))).toEqual([])
  expect(new URL(page.url()).hash).toBe('')
  await page.reload()
  await expect(page.getByLabel('Your name')).toHaveValue('Walter Brandt')
  await joinAs(page, 'Walter Brandt')
  await page.context().close()
})

test('a personal link that is lost brings the same person back elsewhere; the first page says so, and can go on', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  const first = await onPhone(patientBrowser, server, defects)
  const { path } = await personalLink(doctor)
  await first.goto(path)
  await joinAs(first, 'Walter Brandt')
  const second = await onPhone(patientBrowser, server, defects)
  await second.goto(path)
  await expect(heading(second, 'Welcome back, Walter Brandt')).toBeVisible()
  await second.getByRole('button', { name: 'Continue as Walter Brandt' }).tap()
  await expect(heading(second, /you are number/i)).toBeVisible()
  await expect(heading(first, 'You are in the queue elsewhere')).toBeVisible()
  expect((await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).length).toBe(1)
  await first.reload()
  await first.getByRole('button', { name: 'Continue here' }).tap()
  await expect(heading(first, /you are number/i)).toBeVisible()
  await expect(heading(second, 'You are in the queue elsewhere')).toBeVisible()
  await Promise.all([first, second].map((it) => it.context().close()))
})

test('a guest whose login is gone comes back by what this browser has kept', async ({ server, doctor, patientBrowser, defects }) => {
  const page = await onPhone(patientBrowser, server, defects)
  await page.goto(await practiceLink(doctor))
  await joinAs(page, 'Walter Brandt')
  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('button', { name: 'Continue as Walter Brandt' }).tap()
  await expect(heading(page, /you are number/i)).toBeVisible()
  expect((await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).length).toBe(1)
  await page.context().close()
})

test('the waiting room moves to another device by a link that works once', async ({ server, doctor, patientBrowser, defects }) => {
  const page = await onPhone(patientBrowser, server, defects)
  await page.goto(await practiceLink(doctor))
  await joinAs(page, 'Walter Brandt')
  await page
    .getByRole('button', { name: /another device/ })
    .filter({ visible: true })
    .tap()
  const dialog = page.getByRole('dialog', { name: 'Go on with another device' })
  await expect(dialog.getByRole('img', { name: /another device/ })).toBeVisible()
  const link = `http://${await dialog.getByText('/i#').textContent()}`
  const other = await onPhone(patientBrowser, server, defects)
  await other.goto(link)
  await other.getByRole('button', { name: 'Continue as Walter Brandt' }).tap()
  await expect(heading(other, /you are number/i)).toBeVisible()
  await expect(heading(page, 'You are in the queue elsewhere')).toBeVisible()
  const third = await onPhone(patientBrowser, server, defects)
  await third.goto(link)
  await expect(heading(third, 'This link has ended')).toBeVisible()
  await Promise.all([page, other, third].map((it) => it.context().close()))
})

test('D3: a withdrawn link opens nothing, whatever page is open', async ({ server, doctor, patientBrowser, defects }) => {
  const { id, path } = await personalLink(doctor)
  const early = await onPhone(patientBrowser, server, defects)
  await early.goto(path)
  await expect(joinButton(early)).toBeVisible()
  await doctor.enterPractice()
  await doctor.page.getByRole('button', { name: 'Invite by link' }).click()
  await doctor.page.getByRole('button', { name: 'Withdraw the link of Walter Brandt' }).click()
  await doctor.page
    .getByRole('dialog', { name: /Withdraw/ })
    .getByRole('button', { name: 'Withdraw the link' })
    .click()
  await expect(doctor.page.getByText('Withdrawn')).toBeVisible()
  await joinButton(early).tap()
  await expect(heading(early, 'This link has ended')).toBeVisible()
  const late = await onPhone(patientBrowser, server, defects)
  await late.goto(path)
  await expect(heading(late, 'This link has ended')).toBeVisible()
  expect((await doctor.api('listGuestLinks', { params: { id: doctor.scheduleId } })).find((it) => it.id === id)?.status).toBe('REVOKED')
  await Promise.all([early, late].map((it) => it.context().close()))
})

test('D4: two who press on one personal link at once are one person', async ({ server, doctor, patientBrowser, defects }) => {
  const { path } = await personalLink(doctor)
  const pages = [await onPhone(patientBrowser, server, defects), await onPhone(patientBrowser, server, defects)]
  for (const page of pages) {
    await page.goto(path)
    await expect(joinButton(page)).toBeVisible()
  }
  await Promise.all(pages.map((page) => joinButton(page).tap()))
  // Who was a moment earlier has been moved away from, perhaps before their page was there.
  const placed = pages.map((page) => heading(page, /you are number|in the queue elsewhere|welcome back/i))
  for (const one of placed) await expect(one).toBeVisible()
  const entries = await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })
  expect(entries.map((it) => it.patientName)).toEqual(['Walter Brandt'])
  await Promise.all(pages.map((page) => page.context().close()))
})

test('a link opened while somebody is signed in asks who joins', async ({ server, doctor, patient }) => {
  const { page } = patient
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto(await practiceLink(doctor))
  await expect(page.getByText(`You are signed in as ${patient.name}`)).toBeVisible()
  await page.getByRole('button', { name: 'I am somebody else' }).click()
  await page.getByLabel('Your name').fill('Mei Tanaka')
  await joinButton(page).click()
  await expect(heading(page, /you are number/i)).toBeVisible()
  const names = async () => (await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).map((it) => it.patientName)
  expect(await names()).toEqual(['Mei Tanaka'])

  const again = await patient.person.context.browser()!.newContext({ baseURL: server.url })
  await again.request.post('/auth/login', { data: { email: patient.person.user.email, password: 'correct horse battery' } })
  const own = await again.newPage()
  await own.goto('/')
  await expect(own.getByRole('heading', { level: 1 })).toBeVisible()
  await own.goto(await practiceLink(doctor))
  await own.getByRole('button', { name: `Continue as ${patient.name}` }).click()
  await expect(heading(own, /you are number/i)).toBeVisible()
  expect(await names()).toEqual(['Mei Tanaka', patient.name])
  await again.close()
})

test('a personal link that is in use, opened while somebody else is signed in, asks who it is', async ({
  server,
  doctor,
  patient,
  patientBrowser,
  defects,
}) => {
  const first = await onPhone(patientBrowser, server, defects)
  const { path } = await personalLink(doctor)
  await first.goto(path)
  await joinAs(first, 'Walter Brandt')
  const { page } = patient
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto(path)
  await expect(heading(page, 'Who is joining?')).toBeVisible()
  await expect(page.getByText(`You are signed in as ${patient.name}`)).toBeVisible()
  await expect(page.getByRole('button', { name: `Continue as ${patient.name}` })).toBeVisible()
  await page.getByRole('button', { name: 'I am somebody else' }).click()
  await expect(heading(page, 'Welcome back, Walter Brandt')).toBeVisible()
  await page.getByRole('button', { name: 'Continue as Walter Brandt' }).click()
  await expect(heading(page, /you are number/i)).toBeVisible()
  expect((await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).map((it) => it.patientName)).toEqual(['Walter Brandt'])
  // The same person in the same browser is not asked.
  await page.goto('/account')
  await page.goto(path)
  await expect(heading(page, 'Welcome back, Walter Brandt')).toBeVisible()
  await first.context().close()
})

/** The page as where the clinic sends mail. */
const withMail = (page: Page): Promise<unknown> =>
  page.route(/\/(?:j|practice)\/[^/]+$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('data-channels=""', 'data-channels="mail"') })
  })

test('where the clinic sends mail, a guest may give an address, and a doctor sees what is sent, in the person’s language', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  const page = await onPhone(patientBrowser, server, defects)
  const link = await practiceLink(doctor)
  await page.goto(link)
  await expect(joinButton(page)).toBeVisible()
  await expect(page.getByLabel('E-mail (optional)')).toHaveCount(0)
  await withMail(page)
  await page.reload()
  await expect(page.getByText('You need no account: 4 short questions.')).toBeVisible()
  await page.getByLabel('E-mail (optional)').fill('walter@')
  await page.getByLabel('Your name').fill('Walter Brandt')
  await joinButton(page).tap()
  await expect(page.getByLabel('E-mail (optional)')).toHaveAttribute('aria-invalid', 'true')
  await expectRight(page, 'join, with mail')
  await page.getByLabel('E-mail (optional)').fill('walter@example.org')
  const entered = page.waitForRequest(/\/auth\/guest$/)
  await joinAs(page, 'Walter Brandt')
  expect((await entered).postDataJSON()).toMatchObject({ email: 'walter@example.org' })
  await page.context().close()

  await doctor.enterPractice()
  const invite = doctor.page.getByRole('button', { name: 'Invite by link' })
  const form = doctor.page.getByRole('form', { name: 'For one person' })
  await invite.click()
  await expect(form.getByLabel('Name')).toBeVisible()
  await expect(form.getByLabel(/E-mail/)).toHaveCount(0)
  await withMail(doctor.page)
  const failed = { id: 'x', name: 'Ida Brandt', delivery: 'FAILED', secret: 'S'.repeat(22), status: 'OPEN' }
  await doctor.page.route('**/guest-links', (route) =>
    route.request().method() === 'GET' ? route.fulfill({ json: [failed] }) : route.continue(),
  )
  await doctor.page.route('**/doctor/join-code', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), isFull: true } })
  })
  await doctor.page.reload()
  await expect(doctor.page.getByRole('status').getByText('Too many have come by this link')).toBeVisible()
  await invite.click()
  await form.getByLabel('Name').fill('Walter Brandt')
  await form.getByLabel('E-mail (optional)').fill('walter@example.org')
  await form.getByLabel('Language').selectOption('ar')
  const message = doctor.page.getByRole('figure', { name: 'This message is sent with the link:' })
  await expect(message.locator('blockquote')).toHaveAttribute('dir', 'rtl')
  await expect(message).toContainText('استشارة مرئية')
  await expect(doctor.page.getByText('Not delivered. Check the address.')).toBeVisible()
  await expect(doctor.page.getByText(`/i#${failed.secret}`)).toBeVisible()
  await expectRight(doctor.page, 'invite by link, with mail')
  await form.getByRole('button', { name: 'Make the link' }).click()
  await expect(doctor.page.getByRole('img', { name: 'Code that opens the link of Walter Brandt' })).toBeVisible()
})

test('a guest who is early joins by the page when the queue opens', async ({ server, browser, patientBrowser, defects }) => {
  const doctor = await person(browser, server, 'DOCTOR')
  const { id } = await doctor.api('createSchedule', { body: { date: today(), startTime: '00:00', endTime: '23:59' } })
  const page = await onPhone(patientBrowser, server, defects)
  await page.goto(await practiceLink(doctor))
  await page.getByLabel('Your name').fill('Walter Brandt')
  await page.getByRole('button', { name: 'Wait for the opening' }).tap()
  await expect(page.getByText('You join automatically when the queue opens')).toBeVisible()
  await page.reload()
  await expect(page.getByText('You join automatically when the queue opens')).toBeVisible()
  await doctor.api('startPractice', { params: { id } })
  await expect(heading(page, /you are number/i)).toBeVisible()
  await Promise.all([page.context().close(), doctor.context.close()])
})

test('what is missing is said and linked, what is typed survives a reload and a lost network, and a link that is none says so', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  const page = await onPhone(patientBrowser, server, defects)
  await page.goto('/j/NOTACODE00')
  await expect(heading(page, 'This link has ended')).toBeVisible()
  await page.goto(await practiceLink(doctor))
  await page.getByLabel('Phone number').fill('not a number')
  await joinButton(page).tap()
  const summary = page.getByRole('alert').filter({ hasText: 'missing' })
  await expect(summary).toBeFocused()
  await summary.getByRole('link').tap()
  await expect(page.getByLabel('Your name')).toBeFocused()
  await expect(page.getByLabel('Your name')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Your name').fill('Walter Brandt')
  await joinButton(page).tap()
  await expect(summary).toBeFocused()
  await expect(page.getByLabel('Phone number')).toHaveAttribute('aria-invalid', 'true')
  await page.reload()
  await expect(page.getByLabel('Your name')).toHaveValue('Walter Brandt')
  await page.getByLabel('Phone number').fill('')
  await page.context().setOffline(true)
  await joinButton(page).tap()
  await expect(page.getByText('No network. We try again automatically.')).toBeVisible()
  await page.context().setOffline(false)
  await expect(heading(page, /you are number/i)).toBeVisible()
  expect((await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).length).toBe(1)
  await page.context().close()
})

test('who leaves as a guest is forgotten by the browser', async ({ server, doctor, patientBrowser, defects }) => {
  const page = await onPhone(patientBrowser, server, defects)
  const link = await practiceLink(doctor)
  await page.goto(link)
  await joinAs(page, 'Walter Brandt')
  await page.goto('/')
  await expect(page).toHaveURL(/\/visit\//)
  await page.getByRole('button', { name: /Account menu/ }).tap()
  await page.getByRole('menuitem', { name: 'Sign out' }).tap()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the queue' }).tap()
  await expect(page).toHaveURL(new RegExp(`${link}$`))
  await expect(page.getByLabel('Your name')).toHaveValue('')
  expect((await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).every((it) => it.status === 'LEFT')).toBe(true)
  await page.context().close()
})

test('a doctor’s link may be for invited people or for accounts, and a closed door says who is open', async ({
  server,
  doctor,
  another,
  patientBrowser,
  defects,
}) => {
  const colleague = await another('DOCTOR', { name: 'Dr. Henrik Solberg' })
  const page = await onPhone(patientBrowser, server, defects)
  const link = await practiceLink(doctor)
  await doctor.api('setJoinBy', { body: { joinBy: 'INVITED' } })
  await page.goto(link)
  await expect(page.getByText('This doctor sees only people with a personal link.')).toBeVisible()
  await doctor.api('setJoinBy', { body: { joinBy: 'ACCOUNT' } })
  await page.reload()
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible()
  await doctor.api('endPractice', { params: { id: doctor.scheduleId } })
  const { id } = await colleague.api('createSchedule', { body: { date: today(), startTime: '00:00', endTime: '23:59' } })
  await colleague.api('startPractice', { params: { id } })
  await practiceLink(colleague)
  // As where the clinic sends mail and SMS.
  await page.route(/\/j\/[^/]+$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('data-channels=""', 'data-channels="mail sms"') })
  })
  await page.reload()
  await expect(heading(page, 'Dr. Quinn has not planned the next opening yet')).toBeVisible()
  const tellMe = page.getByRole('region', { name: 'Shall we tell you when it opens?' })
  await tellMe.getByRole('button', { name: 'Tell me when it opens' }).tap()
  await expect(tellMe.getByText('Enter where we can reach you.')).toBeVisible()
  await tellMe.getByLabel('Phone number or e-mail').fill('walter@example.org')
  await tellMe.getByRole('button', { name: 'Tell me when it opens' }).tap()
  await expect(tellMe.getByText('We write to walter@example.org when it opens.')).toBeVisible()
  await page.reload()
  await tellMe.getByRole('button', { name: 'Take it back' }).tap()
  await expect(tellMe.getByLabel('Phone number or e-mail')).toBeVisible()
  await expectRight(page, 'closed, tell me')
  await page.unroute(/\/j\/[^/]+$/)
  await page.getByRole('link', { name: /Go there.*Henrik Solberg/ }).tap()
  await expect(heading(page, 'Dr. Solberg’s queue is open')).toBeVisible()
  await page.context().close()
})

/** axe finds nothing, and nothing is cut off at 320 px or on a desktop. */
async function expectRight(page: Page, name: string): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  const isPseudo = (await page.locator('html').getAttribute('lang')) === 'pseudo'
  // The pseudo-language is none of ISO 639.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .disableRules(isPseudo ? ['html-lang-valid'] : [])
    .analyze()
  expect
    .soft(
      violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`)),
      name,
    )
    .toEqual([])
  await expectWhole(page, name)
  await page.setViewportSize(phone.viewport)
}

for (const language of ['en', 'ar', 'pseudo'] as const)
  test(`D9: the guests’ pages, in the language “${language}”, have no fault by axe and show nothing cut off`, async ({
    server,
    doctor,
    browser,
    defects,
  }) => {
    const context = await newContext(browser, server, { viewport: phone.viewport })
    watch(context, defects)
    await inLanguage(context, server.url, language)
    await inLanguage(doctor.person.context, server.url, language)
    const page = await context.newPage()
    const join = page.locator('form button[type=submit]')
    await page.goto('/j/NOTACODE00')
    await expectRight(page, 'ended')
    await page.goto(await practiceLink(doctor))
    await expect(join).toBeVisible()
    await expectRight(page, 'join')
    await join.click()
    await expectRight(page, 'join, errors')
    const { path } = await personalLink(doctor)
    await page.goto(path)
    await join.click()
    await expect(page).toHaveURL(/\/visit\//)
    await expectRight(page, 'waiting')
    await page.locator('button[aria-haspopup=dialog]').filter({ visible: true }).last().click()
    await expect(page.locator('[role=dialog] svg[role=img]')).toBeVisible()
    await expectRight(page, 'another device')
    const second = await context.browser()!.newContext({ baseURL: server.url, viewport: phone.viewport })
    await inLanguage(second, server.url, language)
    const back = await second.newPage()
    await back.goto(path)
    await expectRight(back, 'welcome back')
    await back.locator('main button').filter({ visible: true }).last().click()
    await expect(back).toHaveURL(/\/visit\//)
    await expect(page).toHaveURL(/\/i$/)
    await expectRight(page, 'elsewhere')
    await personalLink(doctor, 'Ada Grey')
    await doctor.enterPractice()
    await doctor.page.locator('main button[aria-haspopup=dialog]').filter({ visible: true }).first().click()
    await expect(doctor.page.locator('[role=dialog] svg[role=img]')).toBeVisible()
    await expectRight(doctor.page, 'invite by link')
    await doctor.api('endPractice', { params: { id: doctor.scheduleId } })
    await second.clearCookies()
    await inLanguage(second, server.url, language)
    await back.goto(await practiceLink(doctor))
    await expectRight(back, 'closed')
    await Promise.all([context.close(), second.close()])
  })
