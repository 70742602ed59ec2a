import type { BrowserContext, Page } from '@playwright/test'
import { untilTogether } from './journey.ts'
import { register } from './person.ts'
import { expect, test } from './test.ts'

/** Records everything that reaches a browser: all response bodies and all socket frames. */
function record(context: BrowserContext): () => Promise<string> {
  const bodies: Promise<string>[] = []
  const frames: string[] = []
  const listen = (page: Page): void => {
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())))
  }
  context.on('page', listen)
  for (const page of context.pages()) listen(page)
  context.on('response', (response) => {
    bodies.push(response.text().catch(() => ''))
  })
  return async () => [...(await Promise.all(bodies)), ...frames].join('\n')
}

test('a patient never sees another patient', async ({ server, doctor, patient }) => {
  const others = await Promise.all(
    ['Zephyrine Canary', 'Quillon Sparrow', 'Ottoline Wren'].map((name) => register(server, 'PATIENT', name)),
  )
  const params = { id: doctor.scheduleId }
  const received = record(patient.person.context)
  await others[0]?.api('joinQueue', { params })
  await patient.page.goto('/')
  await patient.enterVisit()
  await patient.joinQueue()
  for (const other of others) {
    await other.api('joinQueue', { params })
    await other.api('toggleReady', { params, body: { isReady: true } })
  }
  await expect(patient.page.getByText(/1 person ahead of you/i).first()).toBeVisible()
  const shown = await patient.page.content()

  const ahead = others[0]?.user.id ?? ''
  const call = await doctor.api('startCall', { params, body: { patientId: ahead } })
  await others[0]?.api('confirmCall', { params: { id: call.id } })
  await expect(patient.page.getByRole('heading', { name: 'You are number 1' })).toBeVisible()
  await doctor.api('doctorEndCall', { params: { id: call.id } })
  await others[0]?.api('leaveQueue', { params })
  await doctor.enterPractice()
  await patient.getReady()
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await patient.call.endCall()
  await expect(patient.call.ended).toBeVisible()

  const everything = [await received(), shown, await patient.page.content()].join('\n')
  expect(everything).toContain(patient.name)
  for (const { user } of others) {
    for (const canary of [user.name, user.email, user.id]) expect(everything).not.toContain(canary)
  }
})

test('scripts can read no login token', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  const reachable = await patient.page.evaluate(() =>
    [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n'),
  )
  expect(reachable).not.toMatch(/eyJ/)
})
