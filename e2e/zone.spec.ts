import { expect, test } from './test.ts'

const note = /times are in the clinic’s time zone: utc\./i

test.use({ doctorOptions: { timezoneId: 'Asia/Tokyo' }, patientOptions: { timezoneId: 'Asia/Tokyo' } })

test('where the browser’s time zone differs from the clinic’s, every page with times names the clinic’s zone', async ({
  doctor,
  patient,
}) => {
  const pages = [
    [patient.page, '/'],
    [patient.page, `/visit/${doctor.scheduleId}`],
    [doctor.page, '/practice'],
    [doctor.page, `/practice/${doctor.scheduleId}`],
    [doctor.page, '/audit'],
  ] as const
  for (const [page, path] of pages) {
    await page.goto(path)
    await expect(page.getByText(note).first(), path).toBeVisible()
  }
  await patient.enterVisit()
  await patient.joinQueue()
  await expect(patient.page.getByText(note)).toBeVisible()
  await patient.page.setViewportSize({ width: 390, height: 844 })
  await expect(patient.page.getByText(note)).toBeVisible()

  await doctor.api('endPractice', { params: { id: doctor.scheduleId } })
  await doctor.enterPractice()
  await expect(doctor.page.getByRole('heading', { name: 'This practice has ended' })).toBeVisible()
  await expect(doctor.page.getByText(note)).toBeVisible()
  const { id } = await doctor.api('createSchedule', { body: { date: '2100-01-04', startTime: '09:00', endTime: '12:00' } })
  await doctor.page.goto(`/practice/${id}`)
  await expect(doctor.page.getByRole('heading', { name: 'This practice is not open yet' })).toBeVisible()
  await expect(doctor.page.getByText(note)).toBeVisible()
})

test.describe('in the clinic’s own time zone', () => {
  test.use({ patientOptions: { timezoneId: 'UTC' } })

  test('no page mentions it', async ({ patient }) => {
    await patient.enterVisit()
    await expect(patient.page.getByText(/^Open until/)).toBeVisible()
    await expect(patient.page.getByText(note)).toHaveCount(0)
  })
})
