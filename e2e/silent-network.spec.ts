import { PatientPages } from './pages/patient.ts'
import { newContext, PASSWORD, register } from './person.ts'
import { stallingLine } from './stalling-line.ts'
import { expect, test, watch } from './test.ts'

test('a network that stalls in silence: nothing is claimed before it is confirmed, and the page says of when it is', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  await using line = await stallingLine(server.port)
  const { user, token, api } = await register(server, 'PATIENT', 'Amara Okafor')
  await api('joinQueue', { params: { id: doctor.scheduleId } })
  const context = await newContext(patientBrowser, line)
  watch(context, defects)
  await context.request.post('/auth/login', { data: { email: user.email, password: PASSWORD } })
  const page = await context.newPage()
  const patient = new PatientPages({ user, name: user.name, context, page, api, token }, doctor.scheduleId)
  await patient.enterVisit()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  line.stall()
  await patient.ready.click()
  await expect(page.getByText(/^Telling /)).toBeVisible()
  await expect(patient.ready).not.toBeChecked()
  await expect(page.getByText(/Offline, as of \d\d:\d\d/)).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible()
  await expect(page.getByText('You are ready')).toHaveCount(0)

  line.go()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Offline/)).toHaveCount(0)
  await patient.getReady()
  await expect(page.getByText('You are ready')).toBeVisible()
  await context.close()
})
