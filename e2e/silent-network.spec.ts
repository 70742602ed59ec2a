import { PatientPages } from './pages/patient.ts'
import { person } from './person.ts'
import { stallingLine } from './stalling-line.ts'
import { expect, test, watch } from './test.ts'

test('a network that stalls in silence: nothing is claimed before it is confirmed, and the page says of when it is', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  await using line = await stallingLine(server.port)
  const patient = new PatientPages(await person(patientBrowser, line, 'PATIENT'), doctor.scheduleId)
  const { page } = patient
  watch(patient.person.context, defects)
  await patient.api('joinQueue', { params: { id: doctor.scheduleId } })
  await patient.enterVisit()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  line.stall()
  await patient.ready.click()
  await expect(page.getByText(/^Letting /)).toBeVisible()
  await expect(patient.ready).not.toBeChecked()
  await expect(page.getByText(/Offline, as of \d\d:\d\d/)).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible()
  await expect(page.getByText('You are ready')).toHaveCount(0)

  line.go()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Offline/)).toHaveCount(0)
  await expect(page.getByText(/cannot be reached/)).toHaveCount(0)
  await patient.getReady()
  await expect(page.getByText('You are ready')).toBeVisible()
  await patient.person.context.close()
})
