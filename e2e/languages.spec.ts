import type { Page } from '@playwright/test'
import { offeredLanguages, pathOf } from '@medconsult/contract'
import { expectNoViolations, expectWhole, expectWholeAt, inLanguage } from './page-checks.ts'
import { openPractice, PASSWORD, person, register } from './person.ts'
import { expect, test, watch } from './test.ts'

test.describe.configure({ timeout: 240_000 })

async function look({ page }: { page: Page }, path: string, name: string): Promise<void> {
  await page.goto(path)
  await expectWhole(page, name)
  await expectNoViolations(page, name)
}

// Longer than English, and from right to left: what holds in these holds in the others.
for (const language of ['pseudo', 'ar'] as const)
  test(`D9: every page, in the language “${language}”: axe finds nothing, and nothing is cut off`, async ({
    server,
    browser,
    patientBrowser,
    defects,
  }) => {
    const doctor = await person(browser, server, 'DOCTOR')
    const patient = await person(patientBrowser, server, 'PATIENT')
    for (const { context } of [doctor, patient]) {
      watch(context, defects)
      await inLanguage(context, server.url, language)
    }
    await look(doctor, pathOf('practices'), 'practices, none')
    await look(patient, pathOf('browse'), 'doctors, none')
    const { id } = await openPractice(doctor)
    const params = { id }
    const practice = pathOf('practiceRoom', { scheduleId: id })
    const visit = pathOf('visit', { scheduleId: id })
    await look(patient, pathOf('browse'), 'doctors')
    await look(patient, visit, 'visit, not joined')
    await look(doctor, practice, 'practice, empty')
    for (const name of ['Mei Tanaka', 'Jonas Lindqvist']) await (await register(server, 'PATIENT', name)).api('joinQueue', { params })
    await patient.api('joinQueue', { params })
    await look(patient, visit, 'visit, waiting')
    await patient.api('toggleReady', { params, body: { isReady: true, media: 'BOTH' } })
    await look(patient, visit, 'visit, ready')
    await look(doctor, practice, 'practice, with people')
    const call = await doctor.api('startCall', { params, body: { patientId: patient.user.id } })
    await look(doctor, practice, 'practice, invited')
    await look(patient, visit, 'invitation')
    await patient.api('confirmCall', { params: { id: call.id }, body: {} })
    await look(patient, pathOf('call', { callSessionId: call.id }), 'call, patient')
    await look(doctor, pathOf('call', { callSessionId: call.id }), 'call, doctor')
    await doctor.api('doctorEndCall', { params: { id: call.id } })
    for (const { page, user } of [patient, doctor]) {
      await expectWhole(page, `ended, ${user.role}`)
      await expectNoViolations(page, `ended, ${user.role}`)
    }
    await look(doctor, pathOf('audit'), 'audit record')
    await look(doctor, '/no-such-page', 'unknown page')
    const { context } = patient
    await context.clearCookies()
    await inLanguage(context, server.url, language)
    await look(patient, pathOf('login'), 'sign in')
    await look(patient, pathOf('register'), 'register')
    await Promise.all([doctor, patient].map((it) => it.context.close()))
  })

test('D9: in every language nothing is cut off at 320 px', async ({ server, browser, patientBrowser, defects }) => {
  const doctor = await person(browser, server, 'DOCTOR')
  const patient = await person(patientBrowser, server, 'PATIENT')
  const anybody = { context: await browser.newContext({ baseURL: server.url }) }
  const stranger = { ...anybody, page: await anybody.context.newPage() }
  const { id } = await openPractice(doctor)
  const params = { id }
  await (await register(server, 'PATIENT', 'Jonas Lindqvist')).api('joinQueue', { params })
  await patient.api('joinQueue', { params })
  await patient.api('toggleReady', { params, body: { isReady: true, media: 'BOTH' } })
  const { joinCode } = await doctor.api('getJoinCode')
  const shown: readonly (readonly [{ page: Page }, readonly string[]])[] = [
    [doctor, [pathOf('practices'), pathOf('practiceRoom', { scheduleId: id }), pathOf('audit'), pathOf('account')]],
    [patient, [pathOf('browse'), pathOf('visit', { scheduleId: id }), pathOf('account')]],
    [stranger, [pathOf('login'), pathOf('register'), pathOf('reset'), `/j/${joinCode}`, pathOf('privacy')]],
  ]
  for (const { context } of [doctor, patient, stranger]) watch(context, defects)
  for (const { page } of [doctor, patient, stranger]) await page.setViewportSize({ width: 320, height: 640 })
  for (const language of offeredLanguages) {
    for (const { context } of [doctor, patient, stranger]) await inLanguage(context, server.url, language)
    const looked = shown.map(async ([{ page }, paths]) => {
      for (const path of paths) {
        await page.goto(path)
        await expect(page.locator(`html[lang=${language}]`)).toBeAttached()
        await expectWholeAt(page, [320, 640], `${language} ${path}`)
      }
    })
    await Promise.all(looked)
  }
  await Promise.all([doctor, patient, stranger].map(({ context }) => context.close()))
})

test('a page is in the browser’s language, until a person chooses another, which stays', async ({ server, browser, defects }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'de-CH' })
  watch(context, defects)
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('button', { name: 'العربية' }).click()
  for (const path of [null, '/register'])
    await test.step(path ?? 'chosen', async () => {
      if (path !== null) await page.goto(path)
      await expect(page.locator('html[lang=ar][dir=rtl]')).toBeAttached()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\p{Script=Arabic}/u)
    })
  await context.close()
})

test('after a sign-in a page is in the account’s language, and the next account’s in its own', async ({ server, browser, defects }) => {
  const accounts = []
  for (const language of ['ar', 'fr'] as const) {
    const it = await register(server, 'PATIENT', 'Amara Okafor')
    await it.api('changeMe', { body: { language } })
    accounts.push({ ...it, language })
  }
  const context = await browser.newContext({ baseURL: server.url, locale: 'de-CH' })
  watch(context, defects)
  const page = await context.newPage()
  for (const { user, language } of accounts) {
    await page.goto('/login')
    await expect(page.locator('html[lang=de]')).toBeAttached()
    await page.locator('input[type=email]').fill(user.email)
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect(page.locator(`html[lang=${language}]`)).toBeAttached()
    await page.goto('/account')
    await expect(page.locator(`html[lang=${language}]`)).toBeAttached()
    await page.getByRole('banner').getByRole('button').last().click()
    await page.getByRole('menuitem').last().click()
    await expect(page).toHaveURL(/\/login/)
  }
  await context.close()
})

test('choosing a language says that the page loads again, and when the browser refuses to keep the choice', async ({
  server,
  browser,
  defects,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' })
  watch(context, defects)
  const page = await context.newPage()
  await page.goto('/login')
  await page.getByRole('button', { name: 'Language: English' }).click()
  const dialog = page.getByRole('dialog', { name: 'Language' })
  await expect(dialog.getByRole('button', { name: 'Deutsch' })).toBeVisible()
  await expect(dialog.getByText(/what you have typed is lost/i)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'English' }).click()
  await expect(dialog).toBeHidden()
  await page.getByLabel('E-mail').pressSequentially('amara@example.org')
  await page.getByRole('button', { name: 'Language: English' }).click()
  await expect(dialog.getByText(/what you have typed is lost/i)).toBeVisible()

  await page.evaluate(() => Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} }))
  await dialog.getByRole('button', { name: 'Deutsch' }).click()
  await expect(dialog.getByRole('alert')).toContainText('refuses cookies')
  await expect(page.getByLabel('E-mail')).toHaveValue('amara@example.org')
  await context.close()
})

test('a page whose texts cannot be fetched says so in its language, and is there once they can', async ({ server, browser }) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'de-CH' })
  const page = await context.newPage()
  await page.route(/\/everybody-/, (route) => route.abort())
  await page.goto('/login')
  await expect(page.getByRole('alert')).toContainText('konnte nicht vollständig geladen werden')
  await page.unroute(/\/everybody-/)
  await page.getByRole('button', { name: 'Neu laden' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden')
  await context.close()
})
