import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { untilTogether } from './journey.ts'
import { createAccount } from './person.ts'
import { expectNothingLive } from './probe.ts'
import { expect, test } from './test.ts'

const admin = join(import.meta.dirname, '..', 'server', 'src', 'admin.ts')
const run = promisify(execFile)

test.describe('where the clinic approves its doctors', () => {
  test.use({ serverEnv: { DOCTOR_REGISTRATION: 'approval' } })

  test('a doctor waits for the approval, and goes on once it is given', async ({ server, freshPage }) => {
    const page = await freshPage()
    await createAccount(page, /doctor/i, 'Dr. Sarah Quinn', 'sarah.quinn@example.org')
    await expect(page.getByRole('heading', { name: 'Your clinic has to approve you first' })).toBeVisible()
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect(page.getByRole('heading', { name: 'Your clinic has to approve you first' })).toBeVisible()

    const env = { ...process.env, DATA_DIR: server.dataDir }
    await run(process.execPath, [admin, 'approve', 'sarah.quinn@example.org'], { env })
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect(page.getByRole('heading', { name: 'Plan a practice' })).toBeVisible()
  })
})

test('a login revoked during the call: media stops at once, and the page asks to sign in', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  await patient.person.context.request.post('/auth/logout', { headers: { origin: new URL(patient.page.url()).origin } })
  await expectNothingLive(patient.page)
  await expect(patient.page).toHaveURL(/\/login/)
  await expect(patient.page.getByText(/you are signed out\. your camera and microphone are off\./i)).toBeVisible()
  await expect(doctor.page.getByRole('heading', { name: `${patient.name} left. Wait, or end the call?` })).toBeVisible()
})

test('the ninth tab closes the connection of the oldest, which polls until the person returns to it', async ({ patient }) => {
  const { page, person } = patient
  const live = (of: typeof page) => of.getByText('Live', { exact: true }).first()
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  const others = []
  for (let n = 0; n < 8; n += 1) {
    const tab = await person.context.newPage()
    await tab.goto('/')
    await expect(live(tab)).toBeVisible()
    others.push(tab)
  }
  await expect(page.getByText('Updating every 3 seconds').first()).toBeVisible()
  for (const tab of others) await expect(live(tab)).toBeVisible()

  await page.bringToFront()
  await page.keyboard.press('Shift')
  await expect(live(page)).toBeVisible()
  await expect(others[0]!.getByText('Updating every 3 seconds').first()).toBeVisible()
})
