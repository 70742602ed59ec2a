import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { untilTogether } from './journey.ts'
import type { Page } from '@playwright/test'
import { createAccount, PASSWORD, register } from './person.ts'
import { expectNothingLive } from './probe.ts'
import { expect, test } from './test.ts'

const admin = join(import.meta.dirname, '..', 'server', 'src', 'admin', 'main.ts')
const run = promisify(execFile)

test.describe('where doctors need approval', () => {
  test.use({ serverEnv: { DOCTOR_REGISTRATION: 'approval' } })

  test('a doctor waits for approval and continues once it is given', async ({ server, freshPage }) => {
    const page = await freshPage()
    await createAccount(page, /doctor/i, 'Dr. Sarah Quinn', 'sarah.quinn@example.org')
    await expect(page.getByRole('heading', { name: 'Your clinic needs to approve you first' })).toBeVisible()
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(page.getByRole('heading', { name: 'Your clinic needs to approve you first' })).toBeVisible()

    const env = { ...process.env, DATA_DIR: server.dataDir }
    await run(process.execPath, [admin, 'approve', 'sarah.quinn@example.org'], { env })
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(page.getByRole('heading', { name: 'Plan a practice' })).toBeVisible()
  })
})

test('a login revoked during the call: media stops immediately and the page asks to sign in', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  await patient.person.context.request.post('/auth/logout', { headers: { origin: new URL(patient.page.url()).origin } })
  await expectNothingLive(patient.page)
  await expect(patient.page).toHaveURL(/\/login/)
  await expect(patient.page.getByText(/you are signed out\. your camera and microphone are off\./i)).toBeVisible()
  // The call goes on, since the person may sign in again and return.
  await expect(doctor.page.getByRole('heading', { name: `${patient.name} is away` })).toBeVisible()
})

test('a ninth tab closes the socket of the oldest, which polls until the person returns to it', async ({ patient }) => {
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

test('two people sign in in two tabs: the older tab stops acting for either, says so, and offers ways to continue', async ({
  server,
  doctor,
  freshPage,
}) => {
  const [anna, bela] = [await register(server, 'PATIENT', 'Anna Keller'), await register(server, 'PATIENT', 'Bela Horvath')]
  const first = await freshPage()
  const second = await first.context().newPage()
  for (const page of [first, second]) await page.goto('/login')
  await signIn(first, anna.user.email)
  await first.goto(`/visit/${doctor.scheduleId}`)
  await expect(first.getByRole('button', { name: 'Join the queue' })).toBeVisible()

  await signIn(second, bela.user.email)
  await expect(second.getByRole('button', { name: 'Bela Horvath' })).toBeVisible()
  const shutOut = first.getByRole('heading', { name: 'Another account is signed in now' })
  await expect(shutOut).toBeVisible()
  expect(await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).toEqual([])

  await first.getByRole('button', { name: 'Sign in as Anna Keller' }).click()
  await signIn(first, anna.user.email)
  await first.getByRole('button', { name: 'Join the queue' }).click()
  await expect(first.getByRole('heading', { name: /you are number/i })).toBeVisible()
  const [entry] = await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })
  expect(entry?.patientName).toBe('Anna Keller')

  // A sign-in that other tabs were not notified of is noticed on the next request. A new login of the same person does not count.
  await second.close()
  await first.context().request.post('/auth/login', { data: { email: anna.user.email, password: PASSWORD } })
  await first.getByRole('switch', { name: /ready/i }).click()
  await expect(first.getByRole('switch', { name: /ready/i })).toBeChecked()
  await first.context().request.post('/auth/login', { data: { email: bela.user.email, password: PASSWORD } })
  await first.getByRole('switch', { name: /ready/i }).click()
  await expect(shutOut).toBeVisible()
  await first.getByRole('button', { name: 'Continue with the other account' }).click()
  await expect(first.getByRole('button', { name: 'Bela Horvath' })).toBeVisible()
})

test('a colleague signs in in the doctor’s browser: the call continues as the doctor who started it, across a server restart, to its end', async ({
  server,
  doctor,
  patient,
}) => {
  await untilTogether(doctor, patient)
  const colleague = await register(server, 'DOCTOR', 'Dr. Paul Brown')
  await doctor.person.context.request.post('/auth/login', { data: { email: colleague.user.email, password: PASSWORD } })
  await server.kill()
  await server.start()
  await expect(doctor.call.serverAway).toBeHidden()
  await patient.page.reload()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
  await doctor.page.getByRole('link', { name: /back to the queue/i }).click()
  await expect(doctor.page.getByRole('heading', { name: 'Another account is signed in now' })).toBeVisible()
})

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel(/e-mail/i).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/\/login/)
}
