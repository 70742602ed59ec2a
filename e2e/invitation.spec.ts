import type { Locator } from '@playwright/test'
import { untilReady } from './journey.ts'
import { invitationOn, PatientPages } from './pages/patient.ts'
import { person } from './person.ts'
import { liveTracks } from './probe.ts'
import { expect, test } from './test.ts'

/** The full time, in seconds, that the ring beside “N seconds” implies; null while there is no ring. */
const wholeOfRing = (place: Locator): Promise<number | null> =>
  place.evaluate((element) => {
    const seconds = Number(/(\d+) seconds?/.exec(element.textContent)?.[1])
    const left = element.querySelector('circle[stroke-dasharray]')
    if (!left) return null
    const [round, gone] = ['stroke-dasharray', 'stroke-dashoffset'].map((name) => Number(left.getAttribute(name))) as [number, number]
    return Math.round(seconds / (1 - gone / round))
  })

test('the patient chooses “Not now” and keeps their place', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await patient.notNow()
  await expect(patient.invitation).toBeHidden()
  await doctor.expectState(patient.name, 'Waiting')
  await expect(doctor.page.getByText(`${patient.name} chose Not now`).first()).toBeVisible()
  await expect(patient.page.getByRole('heading', { name: /you are number/i })).toBeVisible()
  await expect(patient.ready).not.toBeChecked()
})

test.describe('with invitations of 3 seconds', () => {
  test.use({ serverEnv: { INVITATION_SECONDS: '3' } })

  test('an unanswered invitation expires on both sides', async ({ doctor, patient }) => {
    await untilReady(doctor, patient)
    await doctor.startCall(patient.name)
    await expect(patient.invitation).toBeVisible()
    await expect(patient.invitation).toBeHidden()
    await expect(
      patient.page.getByText(/called at \d\d:\d\d\. You keep your place\. Turn on “I am ready” again when you can talk\./).first(),
    ).toBeVisible()
    await doctor.expectState(patient.name, 'Waiting')
    await expect(doctor.page.getByText(`${patient.name} did not answer in time`).first()).toBeVisible()
    // The note is not transient: a page opened later shows it too, until Ready is on.
    await patient.page.reload()
    await expect(patient.page.getByText(/called at \d\d:\d\d\./)).toBeVisible()
    await patient.getReady()
    await expect(patient.page.getByText(/called at \d\d:\d\d\./)).toBeHidden()
    await patient.ready.click()
    await expect(patient.ready).not.toBeChecked()
    await expect(patient.page.getByText(/called at \d\d:\d\d\./)).toBeHidden()
  })
})

test.describe('with invitations of 45 seconds', () => {
  test.use({ serverEnv: { INVITATION_SECONDS: '45' } })

  test('the ring runs down over the full time, even after a reload halfway', async ({ doctor, patient }) => {
    await untilReady(doctor, patient)
    await doctor.startCall(patient.name)
    await expect(patient.invitation.getByText(/\b(4[0-2]|[123]\d) seconds/i).first()).toBeVisible()
    await Promise.all([doctor.page.reload(), patient.page.reload()])
    await Promise.all([patient.invitation, doctor.row(patient.name)].map((place) => expect.poll(() => wholeOfRing(place)).toBe(45)))
  })
})

test('the doctor enters the call even if the patient answers before the queue is read again', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  const answered = Promise.withResolvers<void>()
  await doctor.page.route(/\/queue(\?|$)/, async (route) => {
    await answered.promise
    await route.continue()
  })
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await patient.call.expectOpen()
  answered.resolve()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
})

test('the doctor cancels an invitation and the patient stays ready; a camera that was off is on during the invitation', async ({
  doctor,
  patient,
}) => {
  await untilReady(doctor, patient)
  const camera = doctor.page.getByRole('switch', { name: 'Camera' })
  await expect(camera).toBeChecked()
  await camera.click()
  await expect.poll(() => liveTracks(doctor.page)).toBe(0)
  await doctor.startCall(patient.name)
  await expect.poll(() => liveTracks(doctor.page)).toBe(2)
  await expect(patient.invitation).toBeVisible()
  await doctor.cancelInvitation(patient.name)
  await expect(patient.invitation).toBeHidden()
  await doctor.expectState(patient.name, 'Ready')
  await expect(patient.ready).toBeChecked()
  await expect.poll(() => liveTracks(doctor.page)).toBe(0)
  await expect(camera).not.toBeChecked()
})

test('the doctor puts a ready patient back to waiting', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.api('resetPatient', { params: { id: doctor.scheduleId, patientId: patient.person.user.id } })
  await doctor.expectState(patient.name, 'Waiting')
  await expect(patient.ready).not.toBeChecked()
})

test('a reset during the call ends it and puts the patient back to waiting', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.api('resetPatient', { params: { id: doctor.scheduleId, patientId: patient.person.user.id } })
  await expect(patient.call.ended).toBeVisible()
  await expect(doctor.call.ended).toBeVisible()
  await patient.enterVisit()
  await expect(patient.page.getByRole('heading', { name: /you are number/i })).toBeVisible()
})

test('an invitation shows on every page in every tab, and answering in one closes it in all', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  const browse = await patient.person.context.newPage()
  await browse.goto('/')
  const visit = await patient.person.context.newPage()
  await visit.goto(`/visit/${doctor.scheduleId}`)
  await expect(visit.getByRole('switch', { name: /ready/i })).toBeChecked()

  await doctor.startCall(patient.name)
  const tabs = [patient.page, browse, visit]
  for (const tab of tabs) await expect(invitationOn(tab)).toBeVisible()
  await expect(browse).toHaveTitle(/calling/i)
  await browse.keyboard.press('Escape')
  await expect(invitationOn(browse)).toBeVisible()

  await invitationOn(browse)
    .getByRole('button', { name: /not now/i })
    .click()
  for (const tab of tabs) await expect(invitationOn(tab)).toBeHidden()
  await expect(browse).not.toHaveTitle(/calling/i)
})

test('only the window that started the call enters it; the doctor’s other window says where the call is', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  const other = await doctor.person.context.newPage()
  await other.goto(`/practice/${doctor.scheduleId}`)
  await expect(other.getByRole('listitem').filter({ hasText: patient.name }).getByText('Ready', { exact: true })).toBeVisible()
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  const openCall = other.getByRole('complementary', { name: 'Open call' })
  await expect(openCall).toContainText(`Your call with ${patient.name} is open in another window.`)
  await expect(other).toHaveURL(/\/practice\//)
  await openCall.getByRole('link', { name: 'Return to your call' }).click()
  await other.getByRole('button', { name: 'Continue here' }).click()
  await expect(doctor.page.getByText('You are in this call elsewhere')).toBeVisible()
  await patient.call.expectTogether()
})

test('an invitation sent by another program navigates no window; the page offers a link into the call', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.api('startCall', { params: { id: doctor.scheduleId }, body: { patientId: patient.person.user.id } })
  await patient.joinNow()
  await doctor.page.getByRole('link', { name: 'Return to your call' }).click()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
})

test.describe('with names of maximum length', () => {
  test.use({
    doctorOptions: { name: 'Dr. Keihanaikukauakahihuliheekahaunaele' },
    patientOptions: { name: 'Dorothea Wolfeschlegelsteinhausenbergerdorff' },
  })

  test('both buttons fit on the invitation’s sheet and no page gets wider than the screen', async ({ doctor, patient }) => {
    await untilReady(doctor, patient)
    await doctor.startCall(patient.name)
    await expect(patient.invitation).toBeVisible()
    for (const [width, height] of [
      [320, 640],
      [390, 844],
      [1280, 800],
    ] as const) {
      for (const { page } of [doctor, patient]) {
        await page.setViewportSize({ width, height })
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width)
      }
      for (const answer of ['Join now', 'Not now'])
        await expect(patient.invitation.getByRole('button', { name: answer })).toBeInViewport({ ratio: 1 })
      const sheet = await patient.invitation.evaluate((it) => [it.scrollWidth, it.clientWidth])
      expect(sheet[0], `the sheet at ${width} px`).toBeLessThanOrEqual(sheet[1]!)
    }
  })
})

test('a crashed page still rings, and the call can be joined from it', async ({ server, doctor, patientBrowser }) => {
  // Not watched for defects: this crash is deliberate.
  const patient = new PatientPages(await person(patientBrowser, server, 'PATIENT'), doctor.scheduleId)
  const { api, page } = patient
  await api('joinQueue', { params: { id: doctor.scheduleId } })
  await api('toggleReady', { params: { id: doctor.scheduleId }, body: { isReady: true } })
  await page.route(`**/patient/schedules/${doctor.scheduleId}`, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), doctorName: null } })
  })
  await patient.enterVisit()
  await expect(page.getByRole('heading', { name: 'This page stopped working' })).toBeVisible()
  await doctor.enterPractice()
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await patient.person.context.close()
})
