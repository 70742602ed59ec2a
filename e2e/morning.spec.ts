import type { Page } from '@playwright/test'
import { untilReady } from './journey.ts'
import { DoctorPages } from './pages/doctor.ts'
import { invitationOn, PatientPages } from './pages/patient.ts'
import { openPractice, today, type Person } from './person.ts'
import { expect, test } from './test.ts'

/** An open practice of today whose planned end, a minute after midnight, has passed. */
async function openPastItsEnd({ api }: Person): Promise<string> {
  const { id } = await api('createSchedule', { body: { date: today(), startTime: '00:00', endTime: '00:01' } })
  await api('startPractice', { params: { id } })
  return id
}

const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { name })

test('a morning at a clinic: two doctors, six patients; one is absent, one leaves by mistake, one is away, and a practice overruns', async ({
  another,
}) => {
  test.setTimeout(240_000)
  const [quinn, haddad] = [await another('DOCTOR', { name: 'Dr. Sarah Quinn' }), await another('DOCTOR', { name: 'Dr. Samir Haddad' })]
  const first = new DoctorPages(quinn, await openPastItsEnd(quinn))
  const second = new DoctorPages(haddad, (await openPractice(haddad)).id)
  await first.enterPractice()
  await second.enterPractice()
  const patientOf = async (name: string, doctor: DoctorPages) => new PatientPages(await another('PATIENT', { name }), doctor.scheduleId)

  const absent = await patientOf('Mei Tanaka', first)
  const away = await patientOf('Fatima Noor', first)
  const amara = await patientOf('Amara Okafor', first)
  const late = await patientOf('Jonas Weber', first)

  // The page first shows what is known about the hours.
  await absent.enterVisit()
  await expect(absent.page.getByText(/planned until 00:01, still open/i).first()).toBeVisible()
  await absent.joinQueue()
  await away.enterVisit()
  await away.joinQueue()
  await away.getReady()
  await first.expectState('Fatima Noor', 'Ready')
  await untilReady(first, amara)
  await away.page.goto('about:blank')
  await expect(first.row('Fatima Noor')).toContainText('Away')

  // This patient does not answer and is removed from the queue.
  await first.page.getByRole('button', { name: 'More for Mei Tanaka' }).click()
  await first.page.getByRole('menuitem', { name: 'Not here' }).click()
  await expect(heading(absent.page, 'You are no longer in the queue')).toBeVisible()

  // A present patient is called before an absent one, leaves by mistake and comes back.
  await first.startCall('Amara Okafor')
  await amara.joinNow()
  await Promise.all([first.call.expectTogether(), amara.call.expectTogether()])
  await amara.call.endCall()
  await expect(amara.call.ended).toBeVisible()
  await amara.page.getByRole('button', { name: 'Ask to come back' }).click()
  await expect(first.call.ended).toBeVisible()
  await expect(first.page.getByText('Amara Okafor would like to come back.')).toBeVisible()
  await expect(first.page.getByRole('button', { name: /^let in again.*amara okafor/i })).toBeVisible()
  await first.page.getByRole('link', { name: 'Back to the queue' }).click()
  await expect(first.page.getByText('Amara Okafor would like to come back.')).toBeVisible()
  await first.page
    .getByRole('button', { name: /^let in again.*amara okafor/i })
    .first()
    .click()
  await amara.page.getByRole('link', { name: 'Back to your place' }).click()
  await amara.getReady()
  await first.expectState('Amara Okafor', 'Ready')
  await first.startCall('Amara Okafor')
  await amara.joinNow()
  await Promise.all([first.call.expectTogether(), amara.call.expectTogether()])
  await first.call.endCall()
  await expect(first.call.ended).toBeVisible()

  // The other doctor's patients: one chooses “Not now” and is called again, one leaves.
  const [klara, tom] = [await patientOf('Klára Nováková', second), await patientOf('Tom Brandt', second)]
  await tom.enterVisit()
  await tom.joinQueue()
  await untilReady(second, klara)
  await second.startCall('Klára Nováková')
  await invitationOn(klara.page).getByRole('button', { name: 'Not now' }).click()
  await expect(second.row('Klára Nováková')).toContainText(/Chose Not now \d/)
  await klara.getReady()
  await second.startCall('Klára Nováková')
  await klara.joinNow()
  await Promise.all([second.call.expectTogether(), klara.call.expectTogether()])
  await second.call.endCall()
  await expect(klara.call.ended).toBeVisible()
  await tom.page.getByRole('button', { name: 'Leave the queue' }).click()
  await tom.page.getByRole('dialog').getByRole('button', { name: 'Leave the queue' }).click()
  await expect(tom.page.getByRole('button', { name: 'Join the queue of Dr. Samir Haddad' })).toBeVisible()

  // After the planned end the doctor is asked; the patients still waiting see that it has ended.
  await late.enterVisit()
  await late.joinQueue()
  await first.page.getByRole('link', { name: 'Back to the queue' }).click()
  await expect(heading(first.page, /^It is \d\d:\d\d\. End, or stay open\?$/)).toBeVisible()
  await first.page.getByRole('button', { name: 'End the practice' }).first().click()
  await first.page.getByRole('dialog').or(first.page.getByRole('alertdialog')).getByRole('button', { name: 'End the practice' }).click()
  await expect(heading(late.page, 'The consultation hours have ended')).toBeVisible()
  await away.page.goto(`/visit/${first.scheduleId}`)
  await expect(heading(away.page, 'The consultation hours have ended')).toBeVisible()
  await expect(heading(first.page, 'This practice has ended')).toBeVisible()
  for (const name of ['Amara Okafor', 'Fatima Noor', 'Jonas Weber']) await expect(first.row(name)).toBeVisible()
})
