import type { Page } from '@playwright/test'
import { untilReady } from './journey.ts'
import type { DoctorPages } from './pages/doctor.ts'
import type { PatientPages } from './pages/patient.ts'
import { expect, test } from './test.ts'

/** Records the pages a tab navigates to, without repeats; call pages without their id. */
function recordWay(page: Page): { taken: () => string[]; forget: () => void } {
  let way: string[] = []
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return
    const [, first = ''] = new URL(frame.url()).pathname.split('/')
    if (way.at(-1) !== first) way.push(first)
  })
  return { taken: () => way, forget: () => (way = []) }
}

const returnToCall = (page: Page) => page.getByRole('link', { name: 'Return to your call' })

/** From a ready patient to the call page on both sides. */
async function call(doctor: DoctorPages, patient: PatientPages): Promise<void> {
  await doctor.startCall(patient.name)
  await doctor.expectState(patient.name, 'Invited')
  await patient.joinNow()
  await Promise.all([doctor.call.expectOpen(), patient.call.expectOpen()])
  await expect(doctor.call.time).toBeVisible()
}

/** Lets the seen patient in again, who gets ready. */
async function again(doctor: DoctorPages, patient: PatientPages): Promise<void> {
  const params = { id: doctor.scheduleId }
  await doctor.api('resetPatient', { params: { ...params, patientId: patient.person.user.id } })
  await patient.enterVisit()
  await patient.getReady()
  await doctor.expectState(patient.name, 'Ready')
}

for (const how of ['events', 'polling'] as const) {
  test(`every way out of a call leads where it says and stays there, by ${how}`, async ({ doctor, patient }) => {
    test.slow(how === 'polling')
    if (how === 'polling') {
      for (const { context } of [doctor.person, patient.person]) {
        await context.routeWebSocket(/\/socket\.io\//, (socket) => socket.close())
        await context.route(/\/socket\.io\//, (route) => route.abort())
      }
    }
    const { page } = doctor
    await untilReady(doctor, patient)
    const [doctors, patients] = [recordWay(page), recordWay(patient.page)]

    // The doctor ends the call: the doctor goes to the queue by the link, the patient to the visit by Back.
    await call(doctor, patient)
    await doctor.call.endCall()
    await Promise.all([expect(doctor.call.ended).toBeVisible(), expect(patient.call.ended).toBeVisible()])
    await page.getByRole('link', { name: 'Back to the queue' }).click()
    await doctor.expectState(patient.name, 'Done')
    await patient.page.goBack()
    await expect(patient.page.getByRole('heading', { name: 'You have been seen' })).toBeVisible()
    expect(doctors.taken()).toEqual(['call', 'practice'])
    expect(patients.taken()).toEqual(['call', 'visit'])

    // The patient leaves: the patient goes to the list by its button, the doctor to the queue by Back.
    await again(doctor, patient)
    doctors.forget()
    patients.forget()
    await call(doctor, patient)
    await patient.call.endCall()
    await Promise.all([expect(doctor.call.ended).toBeVisible(), expect(patient.call.ended).toBeVisible()])
    await page.goBack()
    await doctor.expectState(patient.name, 'Done')
    await patient.page.getByRole('link', { name: 'See all doctors' }).click()
    await expect(
      patient.page.getByRole('link', { name: doctor.person.name }).or(patient.page.getByText(doctor.person.name)).first(),
    ).toBeVisible()
    expect(doctors.taken()).toEqual(['call', 'practice'])
    expect(patients.taken()).toEqual(['call', ''])

    if (how === 'polling') return

    // Back out of the open call and in again; then with nothing cached, after a reload and by the header's link.
    await again(doctor, patient)
    doctors.forget()
    patients.forget()
    await call(doctor, patient)
    await Promise.all([page.goBack(), patient.page.goBack()])
    for (const way of [returnToCall(page), returnToCall(patient.page)]) await way.click()
    await Promise.all([doctor.call.expectOpen(), patient.call.expectOpen()])
    await doctor.call.endCall()
    await Promise.all([expect(doctor.call.ended).toBeVisible(), expect(patient.call.ended).toBeVisible()])
    await Promise.all([page.reload(), patient.page.reload()])
    await page.getByRole('link', { name: 'Back to the queue' }).click()
    await doctor.expectState(patient.name, 'Done')
    await patient.page.goBack()
    await expect(patient.page.getByRole('heading', { name: 'You have been seen' })).toBeVisible()
    await page.getByRole('link', { name: 'Practices' }).click()
    await expect(page).toHaveURL(/\/practice$/)
    await page.goBack()
    await doctor.expectState(patient.name, 'Done')
    expect(doctors.taken()).toEqual(['call', 'practice', 'call', 'practice'])
    expect(patients.taken()).toEqual(['call', 'visit', 'call', 'visit'])
    await expect(returnToCall(page)).toHaveCount(0)
  })
}
