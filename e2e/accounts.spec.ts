import { createAccount, PASSWORD, today } from './person.ts'
import { expect, test } from './test.ts'

test('two new people meet: the doctor plans and opens a practice, the patient finds it', async ({ freshPage }) => {
  const doctor = await freshPage()
  await createAccount(doctor, /doctor/i, 'Dr. Sarah Quinn', 'sarah.quinn@example.org')
  await doctor.getByLabel('Date').fill(today())
  await doctor.getByLabel('From').fill('00:00')
  await doctor.getByLabel('Until').fill('23:59')
  await doctor.getByRole('button', { name: /add this practice/i }).click()
  await doctor.getByRole('button', { name: /open the practice/i }).click()
  await expect(doctor).toHaveURL(/\/practice\/[0-9a-f-]{36}$/)
  await expect(doctor.getByRole('heading', { name: /your practice is open/i })).toBeVisible()

  const patient = await freshPage()
  await createAccount(patient, /patient/i, 'Amara Okafor', 'amara.okafor@example.org')
  await patient.getByRole('button', { name: /join the queue of dr. sarah quinn/i }).click()
  await expect(patient).toHaveURL(/\/visit\//)
  await expect(patient.getByRole('heading', { name: /you are number/i })).toBeVisible()
  await expect(doctor.getByText('Amara Okafor').first()).toBeVisible()

  await doctor.getByRole('button', { name: /end the practice/i }).click()
  const dialog = doctor.getByRole('dialog').or(doctor.getByRole('alertdialog'))
  await expect(dialog).toContainText(/1 waiting/i)
  await dialog.getByRole('button', { name: /end the practice/i }).click()
  await expect(patient.getByText(/has ended|practice is over|is closed/i).first()).toBeVisible()
})

test('a wrong password and an unknown e-mail address get the same message', async ({ patient, freshPage }) => {
  const page = await freshPage()
  await page.goto('/login')
  for (const [email, password] of [
    [patient.person.user.email, 'not the password'],
    ['nobody@example.org', PASSWORD],
  ] as const) {
    await page.getByLabel(/e-mail/i).fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('E-mail or password is not right.')).toBeVisible()
  }
})

test('signing out ends the login in every tab', async ({ patient }) => {
  await patient.enterVisit()
  const other = await patient.person.context.newPage()
  await other.goto('/')
  await expect(other.getByText('Live', { exact: true }).first()).toBeVisible()
  await patient.page.getByRole('button', { name: /account menu/i }).click()
  await patient.page.getByRole('menuitem', { name: /sign out/i }).click()
  await expect(patient.page).toHaveURL(/\/login/)
  await expect(other).toHaveURL(/\/login/)
})

test('the account menu opens even if its code arrives during the press', async ({ patient }) => {
  const { promise: pressed, resolve: press } = Promise.withResolvers<void>()
  await patient.page.route(/person-menu-list/, async (route) => {
    await pressed
    await route.continue()
  })
  await patient.enterVisit()
  const button = patient.page.getByRole('button', { name: /account menu/i })
  const code = patient.page.waitForRequest(/person-menu-list/)
  await button.hover()
  await patient.page.mouse.down()
  const url = (await code).url()
  press()
  // The code has run and rendered before the press ends.
  await patient.page.evaluate(async (path) => {
    await import(path)
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  }, url)
  await patient.page.mouse.up()
  await expect(patient.page.getByRole('menuitem', { name: /sign out/i })).toBeVisible()
})

test('a page of the other role redirects to the person’s own start page', async ({ doctor, patient }) => {
  await doctor.page.goto('/')
  await expect(doctor.page).toHaveURL(/\/practice$/)
  await patient.page.goto('/audit')
  await expect(patient.page).toHaveURL(/\/$/)
  // A signed-in person sees neither the sign-in nor the registration form.
  for (const form of ['/login', '/register']) {
    await patient.page.goto(form)
    await expect(patient.page).toHaveURL(/\/$/)
  }
})

test('a half-filled form survives signing in again', async ({ doctor }) => {
  const { page, person } = doctor
  await page.goto('/practice')
  const until = page.getByLabel('Until')
  await until.fill('23:58')
  await person.context.request.post('/auth/logout', { headers: { origin: new URL(page.url()).origin } })
  await expect(page).toHaveURL(/\/login/)
  await page.getByLabel(/e-mail/i).fill(person.user.email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(until).toHaveValue('23:58')
})

test('signing in leads to the page that was requested', async ({ patient, doctor }) => {
  await patient.person.context.clearCookies()
  await patient.enterVisit()
  await expect(patient.page).toHaveURL(/\/login/)
  await patient.page.getByLabel(/e-mail/i).fill(patient.person.user.email)
  await patient.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await patient.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(patient.page).toHaveURL(new RegExp(`/visit/${doctor.scheduleId}$`))
})
