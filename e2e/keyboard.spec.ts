import type { Locator, Page } from '@playwright/test'
import { PASSWORD } from './person.ts'
import { expect, test } from './test.ts'

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const focused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 60 && !(await focused()); presses++) await page.keyboard.press('Tab')
  await expect(target).toBeFocused()
}

test('a patient signs in, joins and gets ready with the keyboard alone', async ({ doctor, patient }) => {
  const { page, user } = patient.person
  await patient.person.context.clearCookies()
  await page.goto('/login')
  await tabTo(page, page.getByLabel(/e-mail/i))
  await page.keyboard.type(user.email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')

  await tabTo(
    page,
    page
      .getByRole('link', { name: /join the queue/i })
      .or(page.getByRole('button', { name: /join the queue/i }))
      .first(),
  )
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/visit/${doctor.scheduleId}`))
  await expect(page.getByRole('heading', { name: /you are number/i })).toBeVisible()
  await tabTo(page, patient.ready)
  await page.keyboard.press('Space')
  await expect(patient.ready).toBeChecked()

  await doctor.enterPractice()
  await doctor.expectState(patient.name, 'Ready')
  await tabTo(doctor.page, doctor.row(patient.name).getByRole('button', { name: /start call/i }))
  await doctor.page.keyboard.press('Enter')
  await expect(patient.invitation).toBeVisible()
  await tabTo(page, patient.invitation.getByRole('button', { name: /join now/i }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: doctor.person.name })).toBeFocused()
  await patient.call.expectTogether()
  await tabTo(page, patient.call.end)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Stay' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(patient.call.end).toBeFocused()
  await doctor.call.endCall()
  await expect(patient.call.ended).toBeFocused()
})
