import type { BrowserContext } from '@playwright/test'
import { untilTogether } from './journey.ts'
import { expectNothingLive } from './probe.ts'
import { expect, test } from './test.ts'

/** Blocks Socket.IO, both websocket and long polling. */
async function blockSocket(context: BrowserContext): Promise<void> {
  await context.routeWebSocket(/\/socket\.io\//, (socket) => socket.close())
  await context.route(/\/socket\.io\//, (route) => route.abort())
}

test('a whole consultation by polling alone, with sockets blocked', async ({ doctor, patient }) => {
  test.slow()
  await blockSocket(doctor.person.context)
  await blockSocket(patient.person.context)
  await untilTogether(doctor, patient)
  await patient.page.goto('/')
  await expect(patient.page.getByText('Updating every 3 seconds').first()).toBeVisible()
  await patient.page.goBack()
  await patient.call.expectTogether()

  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
  await expectNothingLive(patient.page)
})

test('the page says whether it is live or updates every 3 seconds; a reminder reaches it either way', async ({ doctor, patient }) => {
  await patient.enterVisit()
  await expect(patient.page.getByText('Live', { exact: true }).first()).toBeVisible()
  await blockSocket(doctor.person.context)
  await doctor.enterPractice()
  await expect(doctor.page.getByText('Updating every 3 seconds').first()).toBeVisible()
  await patient.joinQueue()
  await doctor.expectState(patient.name, 'Waiting')

  await blockSocket(patient.person.context)
  await patient.page.goto('/')
  await expect(patient.page.getByText('Updating every 3 seconds').first()).toBeVisible()
  await doctor
    .row(patient.name)
    .getByRole('button', { name: /^remind/i })
    .click()
  await expect(patient.page).toHaveTitle('Dr. Quinn asks you to get ready')
})
