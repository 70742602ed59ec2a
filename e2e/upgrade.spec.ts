import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { untilReady } from './journey.ts'
import { secondBuild } from './second-build.ts'
import { expect, test } from './test.ts'

test('an upgrade while a doctor and a ready patient have pages open: the call works as usual, then the pages offer the new version', async ({
  server,
  doctor,
  patient,
}) => {
  using second = await secondBuild()
  await untilReady(doctor, patient)
  await expect.poll(() => server.kill('SIGTERM')).toBe(0)
  // As without a shared data folder: the server has none of the first build's files.
  rmSync(join(server.dataDir, 'assets'), { recursive: true })
  server.becomes('e2e/serve-build.ts', second.dist)
  const asked: string[] = []
  for (const { page } of [doctor, patient])
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/assets/')) asked.push(pathname)
    })
  await server.start()

  await expect(doctor.page.getByText('Live', { exact: true })).toBeVisible()
  await expect(doctor.page.getByRole('button', { name: 'Load the new version' })).toBeVisible()
  await expect(patient.page.getByText('Live', { exact: true })).toBeVisible()
  // Not shown to a patient in the queue.
  await expect(patient.page.getByRole('button', { name: 'Load the new version' })).toHaveCount(0)
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await expect(patient.call.ended).toBeVisible()
  expect(asked).toEqual([])

  await doctor.page.getByRole('link', { name: 'Practices' }).click()
  await doctor.page.getByRole('button', { name: 'Load the new version' }).click()
  await expect.poll(() => asked.some((path) => path.includes('-second-'))).toBe(true)
  await expect(doctor.page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(doctor.page.getByRole('button', { name: 'Load the new version' })).toHaveCount(0)
})

test('a page that cannot load its code reloads itself when it rings, and the invitation is still there', async ({ doctor, patient }) => {
  let lost = true
  await patient.page.route(/\/assets\/open-calls-/, (route) => (lost ? route.fulfill({ status: 404 }) : route.continue()))
  await untilReady(doctor, patient)
  const loaded = patient.page.waitForEvent('domcontentloaded')
  await doctor.startCall(patient.name)
  await loaded
  lost = false
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
})
