import type { Page } from '@playwright/test'
import { untilReady } from './journey.ts'
import { expectAccessible } from './page-checks.ts'
import { register } from './person.ts'
import { expect, test } from './test.ts'

// axe checks each page up to four times.
test.describe.configure({ timeout: 300_000 })
test.use({ serverEnv: { INVITATION_SECONDS: '600' } })

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

const card = (page: Page, name: RegExp | string) => page.getByRole('heading', { level: 2, name })

test('the cards over the call’s video, and its dialogs', async ({ server, doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await expect(patient.invitation).toBeVisible()
  const queue = await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })
  const second = await doctor.person.context.newPage()
  await second.goto(`/call/${queue[0]?.callSessionId}`)
  await expect(card(second, `Waiting for ${patient.name} to answer`)).toBeVisible()
  await expectAccessible(second, 'call, invited')
  await second.close()

  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  const elsewhere = await patient.person.context.newPage()
  await elsewhere.goto(patient.page.url())
  await expect(card(elsewhere, 'You are in this call elsewhere')).toBeVisible()
  await expectAccessible(elsewhere, 'call, elsewhere')
  await elsewhere.getByRole('button', { name: 'Leave', exact: true }).click()
  await expect(elsewhere.getByRole('dialog', { name: 'Leave the call?' })).toContainText('it ends there too')
  await elsewhere.goto('/')
  await expect(elsewhere.getByRole('link', { name: 'Return to your call' })).toBeVisible()
  await expect(elsewhere.getByRole('link', { name: 'Go to your place' })).toHaveCount(0)
  await expectAccessible(elsewhere, 'doctors, during a call')
  await elsewhere.close()

  for (const [page, end, question] of [
    [doctor.page, doctor.call.end, 'End the call for both?'],
    [patient.page, patient.call.end, 'Leave the call?'],
  ] as const) {
    await end.click()
    await expect(page.getByRole('dialog', { name: question })).toBeVisible()
    await expectAccessible(page, question)
    await page.getByRole('button', { name: 'Stay' }).click()
  }
  await doctor.page.keyboard.press('Control+Shift+?')
  await expect(doctor.page.getByRole('dialog')).toBeVisible()
  await expectAccessible(doctor.page, 'call, keys')
  await doctor.page.keyboard.press('Escape')

  const callPath = patient.page.url()
  await patient.page.goto('about:blank')
  // A participant who is not back within 15 s counts as having left.
  await expect(card(doctor.page, `${patient.name} left. Wait, or end the call?`)).toBeVisible({ timeout: 25_000 })
  await expectAccessible(doctor.page, 'call, left')
  // The card offers waiting first; ending is a quieter button beside it, with a confirmation.
  const wait = doctor.page.getByRole('button', { name: 'Wait', exact: true })
  const endBeside = wait.locator('xpath=following-sibling::button')
  await expect(wait).toHaveAttribute('data-variant', 'filled')
  await expect(endBeside).toHaveAttribute('data-variant', 'subtle')
  await endBeside.click()
  await doctor.page.getByRole('dialog', { name: 'End the call for both?' }).getByRole('button', { name: 'Stay' }).click()
  await wait.click()
  await expect(card(doctor.page, `Waiting for ${patient.name}`)).toBeVisible()
  await expectAccessible(doctor.page, 'call, waits')

  await patient.page.goto(callPath)
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await server.kill('SIGKILL')
  await expect(doctor.call.serverAway).toBeVisible({ timeout: 20_000 })
  await expectAccessible(doctor.page, 'call, server away')
  await patient.page.close()
  await expect(card(doctor.page, 'Connection lost – reconnecting')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(doctor.page, 'call, lost')
})

test('the call page of the person who arrives first', async ({ doctor, patient }) => {
  await patient.enterVisit()
  await patient.joinQueue()
  await patient.getReady()
  await doctor.api('startCall', { params: { id: doctor.scheduleId }, body: { patientId: patient.person.user.id } })
  await patient.joinNow()
  await expect(card(patient.page, `Waiting for ${doctor.person.name}`)).toBeVisible()
  await expectAccessible(patient.page, 'call, waiting')
})

test.describe('where the browser blocks camera and microphone', () => {
  test.use({ patientOptions: { permissions: [] } })

  test('the call page says how to fix it', async ({ doctor, patient }) => {
    const params = { id: doctor.scheduleId }
    await patient.api('joinQueue', { params })
    await patient.api('toggleReady', { params, body: { isReady: true } })
    await patient.page.goto('/')
    await doctor.api('startCall', { params, body: { patientId: patient.person.user.id } })
    await patient.joinNow()
    await expect(patient.page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expectAccessible(patient.page, 'call, devices')
  })
})

test('an ended practice, on both sides', async ({ doctor, patient }) => {
  await doctor.enterPractice()
  await patient.enterVisit()
  await patient.joinQueue()
  await doctor.expectState(patient.name, 'Waiting')
  await doctor.page.getByRole('button', { name: 'End the practice' }).click()
  await expect(doctor.page.getByRole('dialog', { name: 'End the practice?' })).toBeVisible()
  await expectAccessible(doctor.page, 'end the practice?')
  await doctor.page.getByRole('dialog').getByRole('button', { name: 'End the practice' }).click()
  await expect(doctor.page.getByText('You have not seen anyone.')).toBeVisible()
  await expectAccessible(doctor.page, 'practice, over')
  await expect(patient.page.getByRole('heading', { name: 'The consultation hours have ended' })).toBeVisible()
  await expectAccessible(patient.page, 'visit, over')
})

test('an unknown address, and a page that crashes', async ({ patient }) => {
  const { page } = patient
  await page.goto('/no-such-page')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'not found, patient')
  await page.goto('/call/01989c6e-6f00-7a11-8c52-0d6f1a2b3c4d')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button')).toBeVisible()
  await page.route(/\/assets\/visit\.page-.*\.js/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' }),
  )
  await patient.enterVisit()
  await expect(page.getByRole('heading', { name: 'This page stopped working' })).toBeVisible()
  await expectAccessible(page, 'crash')
})
