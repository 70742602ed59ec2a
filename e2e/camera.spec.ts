import { untilTogether } from './journey.ts'
import { expectRemotePicture, expectRemoteSound } from './probe.ts'
import { expect, test } from './test.ts'

test.describe('a patient whose browser blocks the camera', () => {
  test.use({ patientOptions: { permissions: ['microphone'] } })

  test('is shown how to fix it and can join with sound only', async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await expect(patient.page.getByText(/blocks the camera/i).first()).toBeVisible()
    await expect(patient.ready).toHaveAccessibleName('Almost ready')
    await patient.page.getByRole('button', { name: /sound only/i }).click()
    await expect(patient.ready).toBeChecked()
    await expect(patient.ready).toHaveAccessibleName('You are ready')
    await expect.poll(() => patient.media()).toBe('SOUND')
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

  test('is shown what to do, is almost ready, and becomes ready once access is allowed', async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await expect(patient.page.getByText(/blocks/i).first()).toBeVisible()
    await expect(patient.page.getByRole('button', { name: /try again/i })).toBeVisible()
    await expect(patient.ready).toBeChecked()
    await expect(patient.ready).toHaveAccessibleName('Almost ready')
    await expect.poll(() => patient.media()).toBe('NONE')
    await patient.person.context.grantPermissions(['camera', 'microphone'])
    await expect(patient.ready).toHaveAccessibleName('You are ready')
    await doctor.expectState(patient.name, 'Ready')
    await expect.poll(() => patient.media()).toBe('BOTH')
  })

  test('can join without them and sees so, and the doctor sees why it takes longer', async ({ doctor, patient }) => {
    await doctor.enterPractice()
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.ready.click()
    await patient.page.getByRole('button', { name: 'Go on without a microphone' }).click()
    await expect(patient.ready).toHaveAccessibleName('You are ready')
    await patient.page.reload()
    await expect(patient.ready).toHaveAccessibleName('You are ready')
    await doctor.startCall(patient.name)
    await patient.joinNow()
    await expect(doctor.page.getByText(/longer than usual/i)).toBeVisible()
    await patient.page.getByRole('button', { name: 'Join without them' }).click()
    await expect(patient.page.getByText(/cannot see or hear you/i).first()).toBeVisible()
    await expectRemotePicture(patient.page)
  })
})

test('a patient is almost ready while the permission prompt is open and while the microphone is silent', async ({ patient }) => {
  await patient.page.addInitScript(() => {
    const asked = Promise.withResolvers<void>()
    const audio = new AudioContext()
    const sound = audio.createMediaStreamDestination()
    const voice = new OscillatorNode(audio)
    navigator.mediaDevices.getUserMedia = () => asked.promise.then(() => sound.stream)
    Object.assign(window, { allow: asked.resolve, speak: () => voice.connect(sound).context && voice.start() })
  })
  await patient.enterVisit()
  await patient.joinQueue()
  await patient.ready.click()
  await expect(patient.page.getByText('Choose Allow when your browser asks, or go on without a microphone.')).toBeVisible()
  await expect(patient.ready).toHaveAccessibleName('Almost ready')
  await patient.page.evaluate('allow()')
  await expect(patient.page.getByText(/we cannot hear your microphone yet/i)).toBeVisible()
  await expect(patient.ready).toHaveAccessibleName('Almost ready')
  expect(await patient.media()).toBeNull()
  await patient.page.evaluate('speak()')
  await expect(patient.ready).toHaveAccessibleName('You are ready')
  await expect.poll(() => patient.media()).toBe('SOUND')
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

test('joining reuses the camera that has been on since Ready', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  const kinds = await patient.page.evaluate(() =>
    [...window.probe.own].filter((track) => track.readyState === 'live').map((track) => track.kind),
  )
  expect(kinds.toSorted()).toEqual(['audio', 'video'])
})
