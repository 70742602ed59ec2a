import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { untilReady } from './journey.ts'
import { register } from './person.ts'
import { expect, test } from './test.ts'

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// Each page is looked at four times by a program that reads all of it.
test.describe.configure({ timeout: 300_000 })
test.use({ serverEnv: { INVITATION_SECONDS: '600' } })

/** No violation in light and dark, on a phone and on a desktop, and nothing wider than the screen. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      const where = `${name}, ${size}, ${colorScheme}`
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      const axe = new AxeBuilder({ page })
      // Only colours differ in the dark.
      const { violations, passes, incomplete } = await (
        colorScheme === 'dark' ? axe.withRules('color-contrast') : axe.withTags(tags)
      ).analyze()
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      )
      expect.soft(found, where).toEqual([])
      // Words over video can only be judged by eye: axe lists them as incomplete.
      expect(passes.length + incomplete.length, where).toBeGreaterThan(0)
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect.soft(overflow, `${name}, ${size}: pixels wider than the screen`).toBeLessThanOrEqual(0)
  }
}

test('the pages before signing in', async ({ patient }) => {
  const { page, context } = patient.person
  await context.clearCookies()
  await page.goto('/login')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expectAccessible(page, 'sign in')
  await page.getByLabel(/e-mail/i).fill('nobody@example.org')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
  await expectAccessible(page, 'sign in, refused')
  await page.goto('/register')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'register')
})

test('the doctor’s pages', async ({ server, doctor }) => {
  const { page } = doctor
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'schedules')
  await doctor.enterPractice()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'practice, empty')

  const params = { id: doctor.scheduleId }
  const people = await Promise.all(['Mei Tanaka', 'Jonas Lindqvist', 'Inès Moreau'].map((name) => register(server, 'PATIENT', name)))
  for (const { api } of people) await api('joinQueue', { params })
  await people[1]?.api('toggleReady', { params, body: { isReady: true } })
  await doctor.expectState('Jonas Lindqvist', 'Ready')
  await expectAccessible(page, 'practice, with people')
  await doctor.startCall('Jonas Lindqvist')
  await doctor.expectState('Jonas Lindqvist', 'Invited')
  await expectAccessible(page, 'practice, invited')
  await page.goto('/audit')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'audit record')
  await page.goto('/no-such-page')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'not found')
})

test('the patient’s pages', async ({ doctor, patient }) => {
  const { page } = patient
  await page.goto('/')
  await expect(page.getByText(doctor.person.name).first()).toBeVisible()
  await expectAccessible(page, 'browse')
  await patient.enterVisit()
  await expect(page.getByRole('button', { name: /join the queue/i })).toBeVisible()
  await expectAccessible(page, 'visit, not joined')
  await untilReady(doctor, patient)
  await expectAccessible(page, 'visit, ready')
  await patient.ready.click()
  await expect(patient.ready).not.toBeChecked()
  await expectAccessible(page, 'visit, waiting')
  await patient.getReady()
  await doctor.expectState(patient.name, 'Ready')
  await doctor.startCall(patient.name)
  await expect(patient.invitation).toBeVisible()
  await expectAccessible(page, 'invitation')
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await expectAccessible(page, 'call, patient')
  await expectAccessible(doctor.page, 'call, doctor')
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
  await expectAccessible(page, 'ended, patient')
  await expectAccessible(doctor.page, 'ended, doctor')
})
