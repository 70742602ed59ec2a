import { untilTogether } from './journey.ts'
import { expectRemotePicture, expectRemoteSound } from './probe.ts'
import { expect, test } from './test.ts'

test.describe('a patient whose browser blocks the camera', () => {
  test.use({ patientOptions: { permissions: ['microphone'] } })

  test('is told how to mend it and can join with sound only', async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await expect(patient.page.getByText(/blocks the camera/i).first()).toBeVisible()
    await patient.page.getByRole('button', { name: /sound only/i }).click()
    await expect(patient.ready).toBeChecked()
    await doctor.startCall(patient.name)
    await patient.joinNow()
    await patient.call.expectOpen()
    await expectRemotePicture(patient.page)
    await expectRemoteSound(patient.page)
    await expectRemoteSound(doctor.page)
  })
})

test.describe('a patient whose browser blocks both', () => {
  test.use({ patientOptions: { permissions: [] } })

  test('is told what to do and can try again', async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await expect(patient.page.getByText(/blocks/i).first()).toBeVisible()
    await patient.person.context.grantPermissions(['camera', 'microphone'])
    await patient.page.getByRole('button', { name: /try again/i }).click()
    await expect(patient.ready).toBeChecked()
    await doctor.expectState(patient.name, 'Ready')
  })

  test('can come without them, is told so, and the doctor is told why it takes long', async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await doctor.startCall(patient.name)
    await patient.joinNow()
    await expect(doctor.page.getByText(/longer than usual/i)).toBeVisible()
    await patient.page.getByRole('button', { name: 'Join without them' }).click()
    await expect(patient.page.getByText(/neither sees nor hears you/i).first()).toBeVisible()
    await expectRemotePicture(patient.page)
  })
})

for (const [error, words] of [
  ['NotFoundError', /no camera|not find|connect/i],
  ['NotReadableError', /another program/i],
] as const) {
  test(`a camera that fails with ${error} is explained in plain words`, async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.page.addInitScript((name) => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('', name)
      }
    }, error)
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await expect(patient.page.getByText(words).first()).toBeVisible()
    await expect(patient.page.getByRole('button', { name: /try again/i })).toBeVisible()
  })
}

test('with the camera held since Ready, joining asks for none again', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  const kinds = await patient.page.evaluate(() =>
    [...window.probe.own].filter((track) => track.readyState === 'live').map((track) => track.kind),
  )
  expect(kinds.toSorted()).toEqual(['audio', 'video'])
})
