import { PatientPages } from './pages/patient.ts'
import { person } from './person.ts'
import { startStallingProxy } from './stalling-proxy.ts'
import { expect, test, watch } from './test.ts'

test('a network that stalls silently: the page claims nothing unconfirmed and says how old its data is', async ({
  server,
  doctor,
  patientBrowser,
  defects,
}) => {
  await using proxy = await startStallingProxy(server.port)
  const patient = new PatientPages(await person(patientBrowser, proxy, 'PATIENT'), doctor.scheduleId)
  const { page } = patient
  watch(patient.person.context, defects)
  await patient.api('joinQueue', { params: { id: doctor.scheduleId } })
  await patient.enterVisit()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  proxy.stall()
  await patient.ready.click()
  await expect(page.getByText(/^Letting /)).toBeVisible()
  await expect(patient.ready).not.toBeChecked()
  await expect(page.getByText(/The clinic cannot be reached, as of \d\d:\d\d/)).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible()
  await expect(page.getByText('You are ready')).toHaveCount(0)

  await patient.person.context.setOffline(true)
  await expect(page.getByText(/You are offline, as of \d\d:\d\d/)).toBeVisible()
  await patient.person.context.setOffline(false)
  await expect(page.getByText(/The clinic cannot be reached, as of \d\d:\d\d/)).toBeVisible()

  proxy.resume()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByText(/offline/i)).toHaveCount(0)
  await expect(page.getByText(/cannot be reached/)).toHaveCount(0)
  await patient.getReady()
  await expect(page.getByText('You are ready')).toBeVisible()
  await patient.person.context.close()
})
