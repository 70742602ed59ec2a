import { untilReady } from './journey.ts'
import { expectNothingLive, liveTracks } from './probe.ts'
import { expect, test } from './test.ts'

test('a consultation from an open practice to the ended pages', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)

  await doctor.startCall(patient.name)
  await doctor.expectState(patient.name, 'Invited')
  await expect(patient.invitation).toContainText(doctor.person.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])

  await expect(doctor.call.time).toHaveText(/^\d+:\d\d/)
  await expect(patient.call.time).toHaveText(/^\d+:\d\d/)
  const callSessionId = doctor.page.url().split('/').at(-1) ?? ''
  await expect.poll(async () => (await doctor.api('getCall', { params: { id: callSessionId } })).status).toBe('ACTIVE')

  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
  await expectNothingLive(patient.page)
  const call = await doctor.api('getCall', { params: { id: callSessionId } })
  expect(call).toMatchObject({ status: 'ENDED', endReason: 'DOCTOR' })
  await expect
    .poll(async () => (await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })).map((entry) => entry.status))
    .toEqual(['DONE'])
})

test('the patient leaves the call, and no camera stays on', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  expect(await liveTracks(patient.page)).toBeGreaterThan(0)
  expect(await liveTracks(doctor.page)).toBeGreaterThan(0)

  await patient.call.endCall()
  await expect(patient.call.ended).toBeVisible()
  await expect(doctor.call.ended).toBeVisible()
  await expectNothingLive(patient.page)
  await doctor.page.goBack()
  await doctor.page.goto('/')
  await expectNothingLive(doctor.page)
})

test('microphone and camera switch off and on, and the other side sees it', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])

  const sending = (kind: string): Promise<boolean> =>
    patient.page.evaluate(
      (of) =>
        window.probe.connections
          .filter((connection) => connection.connectionState === 'connected')
          .flatMap((connection) => connection.getSenders())
          .some(({ track }) => track?.kind === of && track.enabled && track.readyState === 'live'),
      kind,
    )
  await patient.call.microphone.click()
  await expect.poll(() => sending('audio')).toBe(false)
  await patient.call.microphone.click()
  await expect.poll(() => sending('audio')).toBe(true)
  await patient.call.camera.click()
  await expect.poll(() => sending('video')).toBe(false)
  await patient.call.camera.click()
  await expect.poll(() => sending('video')).toBe(true)
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])

  await patient.page.keyboard.press('Control+d')
  await expect.poll(() => sending('audio')).toBe(false)
  await patient.page.keyboard.press('Control+e')
  await expect.poll(() => sending('video')).toBe(false)
})
