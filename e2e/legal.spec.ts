import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { pathOf } from '@medconsult/contract'
import type { ServerProcess } from '../testing/server-process.ts'
import { expect, test } from './test.ts'

test.describe.configure({ timeout: 240_000 })

const kinds = ['privacy', 'terms', 'accessibility'] as const
const root = join(import.meta.dirname, '..')

/** As the operator does it, while the server runs. */
function setClinic({ dataDir }: ServerProcess, yaml: string): void {
  const file = join(dataDir, 'clinic.yaml')
  writeFileSync(file, yaml)
  execFileSync(process.execPath, ['server/src/admin/main.ts', 'clinic', 'set', file], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
  })
}

/** The pseudo-language is none that browsers know. */
const noLanguage = ['html-lang-valid', 'valid-lang']

async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().disableRules(noLanguage).analyze()
    expect
      .soft(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
        `${name}, ${colorScheme}`,
      )
      .toEqual([])
    expect(passes.length).toBeGreaterThan(0)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(wider, `${name}: pixels wider than a screen of 320`).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
}

for (const language of ['en', 'ar', 'pseudo'] as const)
  test(`privacy, terms and accessibility are readable by anybody, in the language “${language}”`, async ({ server, freshPage }) => {
    const page = await freshPage()
    await page.context().addCookies([{ name: 'language', value: language, url: server.url }])
    await page.goto(pathOf('login'))
    const foot = page.getByRole('navigation').filter({ has: page.locator('a[href="/privacy"]') })
    for (const kind of kinds) {
      await foot.locator(`a[href="${pathOf(kind)}"]`).click()
      await expect(page).toHaveURL(pathOf(kind))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('heading', { level: 2 })).toHaveCount(3)
      await expectAccessible(page, kind)
    }
  })

test('the clinic’s own text is shown once it is set, in the language there is, which the page says', async ({ server, freshPage }) => {
  const page = await freshPage()
  await page.goto(pathOf('terms'))
  await expect(page.getByRole('heading', { name: 'What they cannot do' })).toBeVisible()
  setClinic(
    server,
    'name: Praxis am See\nphone: +41 44 123 45 67\ntexts:\n  terms:\n    de: |\n      ## Für wen\n      Für Patientinnen und Patienten.',
  )
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Für wen' })).toBeVisible()
  await expect(page.getByText('This one is in: German.')).toBeVisible()
  await expect(page.locator('[lang=de]')).toContainText('Für Patientinnen und Patienten.')
  await expect(page.getByText('Praxis am See: +41 44 123 45 67')).toBeVisible()
})

test('consent is asked for once a version when joining, from the list and on a visit’s page, and again once it is withdrawn', async ({
  server,
  doctor,
  patient,
}) => {
  const { page } = patient
  setClinic(server, 'texts:\n  consent:\n    en: |\n      ## Video\n      You agree to be treated by video.')
  await page.goto('/')
  const join = page.getByRole('button', { name: /join/i })
  await join.click()
  const sheet = page.getByRole('dialog', { name: 'The clinic asks for your consent' })
  await expect(sheet).toContainText('You agree to be treated by video.')
  await expect(sheet).toContainText('Version 1')
  await expectAccessible(page, 'the sheet')
  await sheet.getByRole('button', { name: 'Not now' }).click()
  await expect(sheet).toBeHidden()
  await expect(join).toBeFocused()
  await expect(page).toHaveURL('/')
  await join.click()
  await sheet.getByRole('button', { name: 'Agree and join' }).click()
  await expect(page).toHaveURL(pathOf('visit', { scheduleId: doctor.scheduleId }))
  await expect(page.getByRole('button', { name: 'Leave the queue' })).toBeVisible()

  const params = { id: doctor.scheduleId }
  await patient.api('leaveQueue', { params })
  await page.reload()
  await page.getByRole('button', { name: 'Join the queue' }).click()
  await expect(page.getByRole('button', { name: 'Leave the queue' })).toBeVisible()
  await page.goto(pathOf('account'))
  await page.getByRole('button', { name: 'Withdraw consent' }).click()
  const question = page.getByRole('dialog', { name: 'Withdraw your consent?' })
  await question.getByRole('button', { name: 'Withdraw consent' }).click()
  await expect(page.getByText('You withdrew your consent')).toBeVisible()
  await page.goto(pathOf('visit', { scheduleId: doctor.scheduleId }))
  await expect(page.getByRole('button', { name: 'Leave the queue' })).toBeVisible()
  await patient.api('leaveQueue', { params })
  await page.reload()
  await page.getByRole('button', { name: 'Join the queue' }).click()
  await expect(sheet).toContainText('Version 1')

  // The text is set anew while the sheet is open: what was read is not what is agreed to.
  setClinic(server, 'texts:\n  consent:\n    en: You agree to be treated by video, and to be called back.')
  await sheet.getByRole('button', { name: 'Agree and join' }).click()
  await expect(sheet).toContainText('Version 2')
  await sheet.getByRole('button', { name: 'Agree and join' }).click()
  await expect(page.getByRole('button', { name: 'Leave the queue' })).toBeVisible()
  await expect(sheet).toBeHidden()
  expect((await patient.api('ownConsent')).newest).toMatchObject({ textVersion: 2, isGiven: true, language: 'en' })
})

test('a guest’s tick is for the text that was shown; what they agreed to is read and withdrawn on the visit’s page', async ({
  server,
  doctor,
  freshPage,
}) => {
  setClinic(server, 'texts:\n  consent:\n    en: You agree to be treated by video.')
  const { joinCode } = await doctor.api('getJoinCode')
  const page = await freshPage()
  await page.goto(pathOf('join', { joinCode }))
  await page.getByLabel('Your name').fill('Walter Brandt')
  const tick = page.getByRole('checkbox')
  await tick.check()
  setClinic(server, 'texts:\n  consent:\n    en: You agree to be treated by video, and to be called back.')
  await page.getByRole('button', { name: 'Join the queue' }).click()
  await expect(tick).not.toBeChecked()
  await tick.check()
  await page.reload()
  await expect(tick).toBeChecked()
  await page.getByRole('button', { name: 'Join the queue' }).click()
  await expect(page.getByText('You agreed to version')).toBeVisible()
  await page.getByRole('button', { name: 'Read the text' }).click()
  await expect(page.getByRole('dialog')).toContainText('and to be called back')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Withdraw consent' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw consent' }).click()
  await expect(page.getByText('You withdrew your consent')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Leave the queue' })).toBeVisible()
  await page.context().close()
})

test('only the languages that the clinic offers can be chosen, and its first is that of who asks for none of them', async ({
  server,
  freshPage,
}) => {
  setClinic(server, 'languages: [de, fr]')
  const page = await freshPage()
  await page.goto(pathOf('login'))
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  const choices = page.getByRole('dialog').getByRole('listitem')
  await expect(choices).toHaveText(['Deutsch', 'Français'])
})
