import { untilTogether } from './journey.ts'
import { expectRemotePicture } from './probe.ts'
import { expect, test } from './test.ts'

declare global {
  interface Window {
    /** Every heading and sentence that the call page has shown. */
    words: Set<string>
  }
}

/** Runs in the page: records everything it shows from now on, however briefly. */
function rememberWords(): void {
  window.words = new Set()
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll('h2, p')) window.words.add(textContent)
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
}

test('a reload during the call returns to it', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  await patient.page.reload()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.page.reload()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
})

for (const who of ['doctor', 'patient'] as const) {
  test(`while the ${who}’s page reloads, the other side reads that they are coming back`, async ({ doctor, patient }) => {
    await untilTogether(doctor, patient)
    const [gone, stays] = who === 'doctor' ? [doctor, patient] : [patient, doctor]
    await stays.page.evaluate(rememberWords)
    await gone.page.reload()
    await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
    await expect(stays.page.getByText(/reconnecting with/i)).toBeHidden()
    const words = await stays.page.evaluate(() => [...window.words].join('\n'))
    expect(words).toContain(`Reconnecting with ${gone.person.name}`)
    expect(words).not.toMatch(/(camera|microphone) is off/i)
  })
}

test('a switched-off microphone or camera stays off after a reload', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  await patient.call.microphone.click()
  await patient.call.camera.click()
  await expect(patient.call.microphone).toHaveAccessibleName(/microphone off/i)
  await expect(patient.call.camera).toHaveAccessibleName(/camera off/i)
  await patient.page.reload()
  await patient.call.expectTogether()
  await expect(patient.call.microphone).toHaveAccessibleName(/microphone off/i)
  await expect(patient.call.camera).toHaveAccessibleName(/camera off/i)
})

test('every page offers a link back to an open call', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  await patient.page.goto('/')
  await patient.page
    .getByRole('link', { name: /return to your call/i })
    .or(patient.page.getByRole('button', { name: /return to your call/i }))
    .click()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
})

test('the call continues while the server is killed and restarted', async ({ server, doctor, patient }) => {
  await untilTogether(doctor, patient)
  await server.kill('SIGKILL')
  await Promise.all([doctor.call, patient.call].map((call) => expect(call.serverAway).toBeVisible({ timeout: 20_000 })))
  await Promise.all([expectRemotePicture(doctor.page), expectRemotePicture(patient.page)])

  await server.start()
  await Promise.all([doctor.call, patient.call].map((call) => expect(call.serverAway).toBeHidden({ timeout: 20_000 })))
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
})

test('a second tab and another device ask before they take over the call, and what is off stays off', async ({
  doctor,
  patient,
  another,
}) => {
  await untilTogether(doctor, patient)
  const { page } = patient
  await patient.call.microphone.click()
  await expect(patient.call.microphone).toHaveAccessibleName(/microphone off/i)
  const tab = await patient.person.context.newPage()
  const phone = (await another('PATIENT')).page
  await phone.context().clearCookies()
  await phone.context().addCookies(await patient.person.context.cookies())
  const elsewhere = /you are in this call elsewhere/i
  let before = page
  for (const next of [tab, phone]) {
    await next.goto(page.url())
    await expect(next.getByText(elsewhere)).toBeVisible()
    await expectRemotePicture(before)
    await next.getByRole('button', { name: /continue here/i }).click()
    await expectRemotePicture(next)
    await expectRemotePicture(doctor.page)
    await expect(before.getByText(elsewhere)).toBeVisible()
    await expect(next.getByRole('button', { name: /microphone/i })).toHaveAccessibleName(/microphone off/i)
    before = next
  }
})

test.describe('on a phone held sideways', () => {
  test.use({ patientOptions: { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true } })

  test('the call’s buttons stay on the screen, even magnified, nothing covers them, and the help is about touch', async ({
    doctor,
    patient,
  }) => {
    await untilTogether(doctor, patient)
    const { page } = patient
    const buttons = page.getByRole('group', { name: 'Call' }).getByRole('button')
    for (const [width, height] of [
      [844, 390],
      [640, 400],
      [320, 200],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const button of await buttons.all()) {
        await expect(button).toBeInViewport({ ratio: 1 })
        await button.click({ trial: true })
      }
      const [own, name] = await Promise.all([
        page.getByRole('group', { name: 'Your picture' }).boundingBox(),
        page.getByRole('heading', { level: 1 }).boundingBox(),
      ])
      expect(own!.y).toBeGreaterThan(name!.y + name!.height)
    }
    await page.setViewportSize({ width: 844, height: 390 })
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('Tap Microphone')
    await expect(page.getByRole('dialog', { name: 'Help' })).not.toContainText('Ctrl')
  })
})
