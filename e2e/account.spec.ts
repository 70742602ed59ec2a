import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { PASSWORD } from './person.ts'
import { expect, test } from './test.ts'

const NEXT = 'nine blue chairs'

test.use({ serverEnv: { IDLE_MINUTES: '30' } })

/** axe finds nothing, and nothing is wider than the screen of a small phone, nor cut off in it. */
async function expectWhole(page: Page, where: string): Promise<void> {
  // The pseudo-language has no code of its own.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(['html-lang-valid']).analyze()
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      where,
    )
    .toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(over, `${where}: pixels wider than the screen`).toBeLessThanOrEqual(0)
  const cut = await page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, p, button, a, label)'))
      .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline' && it.clientWidth > 1)
      .map((it) => it.textContent),
  )
  expect.soft(cut, `${where}: cut off`).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
}

test('a person changes their account: name, number, password and where they are signed in', async ({ patient }) => {
  const { page, user } = patient.person
  await page.goto('/')
  await page.getByRole('button', { name: /account/i }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()

  await page.getByRole('button', { name: 'Change your name' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.getByLabel('Name', { exact: true }).fill('Amara Obi')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Change your name' })).toBeFocused()
  await expect(page.getByText('Amara Obi').first()).toBeVisible()

  await page.getByRole('button', { name: 'Change your phone number' }).click()
  await page.getByLabel('Phone', { exact: true }).fill('tomorrow')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Enter a telephone number, with its country')).toBeVisible()
  await page.getByLabel('Phone', { exact: true }).fill('+41 79 555 01 18')
  await page.keyboard.press('Enter')
  await expect(page.getByText('+41795550118')).toBeVisible()

  // The login of the test's own API calls is the other one.
  await expect(page.getByText('This one')).toBeVisible()
  await page.getByRole('button', { name: 'Change your password' }).click()
  await page.getByLabel('Your password', { exact: true }).fill('a guess')
  await page.getByLabel('New password', { exact: true }).fill(NEXT)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('This is not your password.')).toBeVisible()
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('All other devices are signed out.')).toBeVisible()
  await expect(page.getByRole('button', { name: /End the other/ })).toHaveCount(0)
  await expect(patient.person.api('me')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })

  await page.getByRole('button', { name: 'Close my account …' }).click()
  await page.getByRole('dialog').getByLabel('Your password', { exact: true }).fill(NEXT)
  await page.getByRole('dialog').getByRole('button', { name: 'Close the account' }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.getByLabel(/e-mail/i).fill(user.email)
  await page.getByLabel('Password', { exact: true }).fill(NEXT)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
})

test('a login elsewhere is ended, and its page leads to the sign-in', async ({ patient, freshPage }) => {
  const { page, user } = patient.person
  const other = await freshPage()
  await other.goto('/login')
  await other.getByLabel(/e-mail/i).fill(user.email)
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other).not.toHaveURL(/\/login/)
  await page.goto('/account')
  await page
    .getByRole('button', { name: /^End (Chrome|Another)/ })
    .first()
    .click()
  await expect(other).toHaveURL(/\/login/)
})

test('a forgotten password is set anew by the link that the operator prints; its secret leaves the address at once', async ({
  patient,
  server,
  freshPage,
}) => {
  const { user } = patient.person
  const page = await freshPage()
  await page.goto('/login')
  await expect(page.getByText('Forgotten your password? Ask your clinic.')).toBeVisible()
  const env = { ...process.env, DATA_DIR: server.dataDir }
  const said = execFileSync(process.execPath, ['server/src/admin/main.ts', 'reset-password', user.email], {
    env,
    cwd: '..',
    encoding: 'utf8',
  })
  const [, path = ''] = /(\/reset#\S+)/.exec(said)!
  await page.goto(path)
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  expect(new URL(page.url()).hash).toBe('')
  await expect(page.getByText('At least 8 characters, doctors at least 15.')).toBeVisible()
  await page.getByLabel('New password', { exact: true }).fill('password')
  await page.getByRole('button', { name: 'Save the new password' }).click()
  await expect(page.getByText('This is one of the most common passwords.')).toBeVisible()
  await page.getByLabel('New password', { exact: true }).fill(NEXT)
  await page.getByRole('button', { name: 'Save the new password' }).click()
  await expect(page.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel(/e-mail/i).fill(user.email)
  await page.getByLabel('Password', { exact: true }).fill(NEXT)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).not.toHaveURL(/\/login/)

  await page.goto(path)
  await page.getByLabel('New password', { exact: true }).fill(NEXT)
  await page.getByRole('button', { name: 'Save the new password' }).click()
  await expect(page.getByText('This link is too old, or it has been used.')).toBeVisible()
})

test('two minutes before a login ends that nobody uses, the page says so; what was typed stays', async ({ patient, freshPage }) => {
  const { user } = patient.person
  const page = await freshPage()
  await page.clock.install()
  await page.goto('/login?return=/account')
  await page.getByLabel(/e-mail/i).fill(user.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Change your name' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Amara Obi')
  await page.clock.runFor('27:50')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.clock.runFor('00:30')
  await expect(page.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible()
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await page.clock.runFor('00:10')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Amara Obi')
})

for (const [name, language] of [
  ['English', 'en'],
  ['Arabic', 'ar'],
  ['the pseudo-language', 'pseudo'],
] as const)
  test(`the account and a forgotten password in ${name}: axe finds nothing, and nothing is cut off at 320 px`, async ({
    patient,
    server,
  }) => {
    const { page, context } = patient.person
    await context.addCookies([{ name: 'language', value: language, url: server.url }])
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/account')
    await expect(page.locator('main h2')).toHaveCount(4)
    await expectWhole(page, 'account')
    await page.locator('#main ul button').first().click()
    await expectWhole(page, 'account, changing the name')
    for (const path of ['/reset', '/confirm']) {
      await page.goto(path)
      await expect(page.locator('h1')).toBeVisible()
      await expectWhole(page, path)
    }
  })
