import { untilReady, untilTogether } from './journey.ts'
import { invitationOn } from './pages/patient.ts'
import { openPractice, register } from './person.ts'
import { expect, test } from './test.ts'

test('the doctor reminds a waiting patient, once a minute', async ({ doctor, patient }) => {
  await doctor.enterPractice()
  await patient.enterVisit()
  await patient.joinQueue()
  await expect(patient.page.getByText('You cannot be called before that.')).toBeVisible()
  await expect(patient.page).toHaveTitle(/^Turn on “I am ready”/)
  await doctor
    .row(patient.name)
    .getByRole('button', { name: /^remind/i })
    .click()
  await expect(patient.page.getByText(/asks you to get ready/i).first()).toBeVisible()
  await expect(patient.page).toHaveTitle('Dr. Quinn asks you to get ready')
  await patient.page.getByRole('link', { name: 'MedConsult' }).click()
  await expect(patient.page.getByRole('heading', { name: 'You are in a queue' })).toBeVisible()
  await expect(patient.page).toHaveTitle('Dr. Quinn asks you to get ready')
  // A page opened afterwards shows it too.
  await patient.enterVisit()
  await expect(patient.page).toHaveTitle('Dr. Quinn asks you to get ready')
  await expect(doctor.row(patient.name).getByRole('button', { name: /^reminded/i })).toHaveAttribute('aria-disabled', 'true')
  await patient.getReady()
  await doctor.expectState(patient.name, 'Ready')
  await expect(patient.page.getByText(/asks you to get ready/i)).toHaveCount(0)
  await expect(patient.page).toHaveTitle(/^Number 1/)
  await patient.ready.click()
  await expect(patient.ready).not.toBeChecked()
  await expect(patient.page.getByText(/asks you to get ready/i)).toHaveCount(0)
})

/** Words on the page that are broken across lines although they would fit on one. */
function brokenWords(): string[] {
  const broken: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    for (const word of (node.textContent ?? '').matchAll(/[^\s-]+-?/gu)) {
      const range = document.createRange()
      range.setStart(node, word.index)
      range.setEnd(node, word.index + word[0].length)
      const lines = Array.from(range.getClientRects(), ({ top }) => Math.round(top))
      if (new Set(lines).size > 1) broken.push(word[0])
    }
  }
  return broken
}

test.describe('on a phone', () => {
  test.use({ patientOptions: { viewport: { width: 390, height: 844 } } })

  test('the place, the Ready switch and the emergency note are on the first screen, and leaving comes last', async ({ patient }) => {
    await patient.enterVisit()
    await patient.joinQueue()
    await patient.getReady()
    const leave = patient.page.getByRole('button', { name: 'Leave the queue' })
    const emergency = patient.page.getByRole('contentinfo').getByText('In an emergency, do not wait here')
    for (const part of [patient.page.getByRole('heading', { level: 1 }), patient.ready, emergency])
      await expect(part).toBeInViewport({ ratio: 1 })
    const shown = patient.page.locator('p:visible')
    for (const sentence of [
      'You keep your place if you refresh, lose the connection or lock the screen.',
      'This page rings when it is your turn',
    ])
      await expect(shown.filter({ hasText: sentence })).toHaveCount(1)
    const below = await leave.evaluate((button) => {
      const { bottom } = button.getBoundingClientRect()
      return [...document.querySelectorAll('main *, footer p')].every((other) => other.getBoundingClientRect().bottom <= bottom)
    })
    expect(below).toBe(true)
    await leave.click()
    const dialog = patient.page.getByRole('dialog', { name: 'Leave the queue?' })
    await expect(dialog).toContainText('You lose number 1.')
    await dialog.getByRole('button', { name: 'Stay' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(leave).toBeFocused()
  })

  test.describe('at 320 px, with a doctor with a long name', () => {
    test.use({ doctorOptions: { name: 'Univ.-Prof. Dr. med. dent. Maximiliane Schnackenberg-Wieczorek' } })

    test('no word is broken and nothing overlaps', async ({ doctor, patient }) => {
      await untilReady(doctor, patient)
      await patient.page.setViewportSize({ width: 320, height: 640 })
      expect(await patient.page.evaluate(brokenWords)).toEqual([])
      const [words, eye] = await Promise.all(
        ['You are next', 'You are number'].map((it) => patient.page.getByText(it, { exact: true }).boundingBox()),
      )
      expect(words!.y).toBeGreaterThanOrEqual(eye!.y + eye!.height)
    })
  })
})

test('the link for patients stays while somebody waits, and an invited patient is counted as invited', async ({ doctor, patient }) => {
  await untilReady(doctor, patient)
  const settings = doctor.page.getByRole('region', { name: 'Practice settings' })
  await expect(settings).toContainText('1 ready')
  await settings.getByRole('button', { name: 'Copy the link for patients' }).click()
  await expect(settings.getByRole('status')).toHaveText(/\/j\/[0-9A-Z]{10}$|^Send it to your patients\.$/)
  await doctor.startCall(patient.name)
  await expect(settings).toContainText('1 invited. You will be asked to confirm.')
  await expect(doctor.page.getByRole('list', { name: 'In this practice' })).toHaveText('1 invited')
})

test('a patient who is ready while the doctor is in a call is not promised a call now', async ({ doctor, patient, another }) => {
  const other = await another('PATIENT', { name: 'Jonas Lindqvist' })
  await other.page.goto(`/visit/${doctor.scheduleId}`)
  await untilReady(doctor, patient)
  await other.page.getByRole('button', { name: 'Join the queue' }).click()
  await other.page.getByRole('switch', { name: /ready/i }).click()
  await expect(other.page.getByText('Dr. Quinn can call you now.')).toBeVisible()
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await expect(other.page.getByText('Dr. Quinn is with a patient and can call you after that.')).toBeVisible()
})

test('after a call the next patient is one press away', async ({ doctor, patient, another }) => {
  await untilReady(doctor, patient)
  const next = await another('PATIENT', { name: 'Jonas Lindqvist' })
  const params = { id: doctor.scheduleId }
  await next.api('joinQueue', { params })
  await next.api('toggleReady', { params, body: { isReady: true } })
  await next.page.goto('/')
  await doctor.startCall(patient.name)
  // Pressing a refused button explains the refusal in its row, as long as it applies.
  const theirs = doctor.row(next.name)
  const refusal = `You can start the next call when ${patient.name} has answered, or after you cancel the invitation.`
  await expect(theirs.getByRole('button', { name: /start call/i })).toHaveAttribute('aria-disabled', 'true')
  await doctor.expectState(patient.name, 'Invited')
  await theirs.getByRole('button', { name: /start call/i }).press('Enter')
  await expect(theirs.getByRole('status')).toHaveText(refusal)
  await doctor.cancelInvitation(patient.name)
  await expect(theirs.getByRole('button', { name: /start call/i })).not.toHaveAttribute('aria-disabled')
  await expect(theirs.getByRole('status')).toHaveCount(0)
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()

  await expect(doctor.page.getByRole('region', { name: 'Next patient' })).toContainText(next.name)
  await doctor.page.getByRole('button', { name: `Call ${next.name}` }).click()
  await expect(invitationOn(next.page)).toContainText(doctor.person.name)
  await doctor.expectState(next.name, 'Invited')
})

test('a seen patient asks to come back, is let in again, leaves, and still counts as seen', async ({ doctor, patient }) => {
  await untilTogether(doctor, patient)
  await doctor.call.endCall()
  await expect(patient.call.ended).toBeVisible()
  await expect(patient.page.getByText('Anything left to discuss? Dr. Quinn can let you in again.')).toBeVisible()
  await doctor.enterPractice()
  await expect(doctor.page.getByText('Nobody is waiting now')).toBeVisible()
  await patient.page.getByRole('button', { name: 'Ask to come back' }).click()
  await expect(doctor.page.getByRole('status').getByText('would like to come back')).toBeVisible()
  await expect(doctor.page).toHaveTitle(/^\(1 would like to come back\)/)
  await expect(patient.page.getByText(/you asked dr\. quinn at \d\d:\d\d to let you in again/i)).toBeVisible()
  const [entry] = await doctor.api('viewQueue', { params: { id: doctor.scheduleId } })
  expect(entry?.askedAgainAt).not.toBeNull()
  await patient.enterVisit()
  await expect(patient.page.getByRole('heading', { name: 'You have been seen' })).toBeVisible()
  await expect(patient.page.getByText(/you asked dr\. quinn at/i)).toBeVisible()

  const letIn = doctor.row(patient.name).getByRole('button', { name: /let in again/i })
  const json = {
    code: 'RATE_LIMITED',
    title: 'Too many requests',
    detail: 'Wait a moment.',
    type: 'about:blank',
    status: 429,
    requestId: 'r',
  }
  const answer = { status: 429, headers: { 'retry-after': '2' }, json, contentType: 'application/problem+json' }
  await doctor.page.route('**/reset-patient/**', (route) => route.fulfill(answer), { times: 1 })
  await letIn.click()
  await expect(doctor.row(patient.name).getByRole('alert')).toHaveText('Too many attempts. Try again in 2 seconds.')
  await expect(doctor.row(patient.name).getByRole('alert')).toHaveCount(0)
  await letIn.click()
  await doctor.expectState(patient.name, 'Waiting')
  await expect(patient.page.getByText(/has let you in again\. you are number 1\./i)).toBeVisible()
  await expect(patient.page.getByText(/moved you back/i)).toHaveCount(0)

  await patient.page.getByRole('button', { name: 'Leave the queue' }).click()
  await patient.page.getByRole('dialog').getByRole('button', { name: 'Leave the queue' }).click()
  await expect(doctor.page.getByRole('heading', { name: 'Nobody is waiting now' })).toBeVisible()
  await doctor.api('endPractice', { params: { id: doctor.scheduleId } })
  await expect(doctor.page.getByText(/you have seen 1 person\./i)).toBeVisible()
})

test('a patient in two queues sees whose call they are in, and afterwards the place they still have', async ({
  doctor,
  patient,
  another,
}) => {
  const other = await another('DOCTOR', { name: 'Dr. Tomas Alpha' })
  const params = { id: (await openPractice(other)).id }
  await patient.api('joinQueue', { params })
  await untilTogether(doctor, patient)
  const second = await patient.person.context.newPage()
  await second.goto(`/visit/${params.id}`)
  await expect(second.getByText('With Dr. Quinn now')).toBeVisible()
  await second.getByRole('switch', { name: 'I am ready' }).click()
  await expect(second.getByRole('switch', { name: 'Ready after this call' })).toBeChecked()
  await expect(second.getByText(/dr\. alpha can call you when your call with dr\. quinn is over/i)).toBeVisible()

  await doctor.call.endCall()
  await expect(patient.page.getByText('You are still number 1 with Dr. Alpha.')).toBeVisible()
  await expect(patient.page.getByText('You can close this page.')).toHaveCount(0)
  await expect(second.getByText('With Dr. Quinn now')).toBeHidden()
  await expect(second.getByRole('switch', { name: 'You are ready' })).toBeChecked()
  await patient.page.getByRole('link', { name: 'Go to your place' }).click()
  await expect(patient.page).toHaveURL(new RegExp(`/visit/${params.id}$`))
})

test('a practice that nobody has joined yet says so', async ({ doctor }) => {
  await doctor.enterPractice()
  await expect(doctor.page.getByRole('heading', { name: 'Nobody is waiting yet' })).toBeVisible()
  await doctor.api('endPractice', { params: { id: doctor.scheduleId } })
  await expect(doctor.page.getByText(/you have not seen anyone\./i)).toBeVisible()
})

test('with more plans than one page holds, the first can be opened and the last found', async ({ doctor, patient }) => {
  for (let year = 2100; year < 2305; year += 1)
    await doctor.api('createSchedule', { body: { date: `${year}-01-01`, startTime: '09:00', endTime: '12:00' } })

  await doctor.page.goto('/practice')
  await doctor.page.getByRole('link', { name: 'Go to the practice' }).click()
  await expect(doctor.page.getByRole('heading', { name: 'Your practice is open' })).toBeVisible()

  await patient.page.goto('/')
  const later = patient.page.getByRole('region', { name: 'Opening later' })
  const more = later.getByRole('button', { name: 'Show more' })
  for (let pages = 1; pages < 11; pages += 1) {
    await expect(later.getByRole('listitem')).toHaveCount(20 * pages)
    await more.click()
  }
  await expect(later.getByRole('listitem')).toHaveCount(205)
  await expect(more).toBeHidden()
})

test('a plan: unusual times are confirmed once, it can be changed and cancelled, and its link works before it opens', async ({
  doctor,
  patient,
}) => {
  const { page } = doctor
  await page.goto('/practice')
  await page.getByLabel('Date').fill('4 Jan 2100')
  await page.getByLabel('From').fill('2200')
  await page.getByLabel('Until').fill('6')
  await expect(page.getByText('Ends the next day, after 8 hours.')).toBeVisible()
  await page.getByRole('button', { name: 'Add this practice' }).click()
  await expect(page.getByText(/more than a year away: Monday 4 January 2100/)).toBeVisible()
  await page.getByRole('button', { name: 'Yes, that is right' }).click()
  await expect(page.getByText('Added. Plan another?')).toBeVisible()
  await page.getByRole('button', { name: 'Add this practice' }).click()
  await expect(page.getByText(/this practice is already planned/i)).toBeVisible()

  const plans = page.getByRole('region', { name: 'Coming up' }).getByRole('listitem')
  await expect(plans).toHaveCount(1)
  await expect(plans.getByRole('button', { name: /copy the link for patients of/i })).toBeVisible()
  await plans.getByRole('button', { name: /^more for/i }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Until').fill('5.30')
  await dialog.getByRole('button', { name: 'Save the change' }).click()
  await dialog.getByRole('button', { name: 'Yes, that is right' }).click()
  await expect(plans.getByRole('heading')).toContainText('05:30')

  const plan = (await doctor.api('listSchedules')).find(({ status }) => status === 'UPCOMING')!
  await patient.page.goto(`/visit/${plan.id}`)
  await expect(patient.page.getByRole('heading', { name: /consultation hours have not started yet/ })).toBeVisible()
  await plans.getByRole('button', { name: /^more for/i }).click()
  await page.getByRole('menuitem', { name: 'Cancel this practice' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel this practice' }).click()
  await expect(page.getByRole('region', { name: 'Not opened' }).getByText(/cancelled/)).toBeVisible()
  await expect(patient.page.getByRole('heading', { name: 'These consultation hours were cancelled' })).toBeVisible()
})

test('a long queue: the only ready patient is one press away, and an absent patient is removed unless it is undone', async ({
  doctor,
  patient,
  another,
}) => {
  const { page } = doctor
  const params = { id: doctor.scheduleId }
  await patient.enterVisit()
  await patient.joinQueue()
  for (let n = 2; n <= 44; n += 1) {
    const { api } = await register({ url: new URL(patient.page.url()).origin }, 'PATIENT', n < 4 ? 'Mei Tanaka' : `Patient ${n}`)
    await api('joinQueue', { params })
  }
  const last = await another('PATIENT', { name: 'Fatima Noor' })
  await last.api('joinQueue', { params })
  await last.api('toggleReady', { params, body: { isReady: true, media: 'SOUND' } })

  await doctor.enterPractice()
  const queue = page.getByRole('list', { name: 'In the queue' })
  await expect(queue.getByRole('listitem')).toHaveCount(40)
  await expect(queue.getByText(/^joined at /)).toHaveCount(2)
  await page.getByRole('button', { name: '1 ready' }).click()
  await expect(queue.getByRole('listitem')).toHaveCount(1)
  await expect(doctor.row('Fatima Noor')).toContainText('Sound only')
  await expect(page.getByRole('button', { name: 'Start call with Fatima Noor' })).toBeInViewport()
  await page.getByRole('button', { name: 'Show everyone' }).click()
  await page.getByRole('button', { name: 'Show 5 more' }).scrollIntoViewIfNeeded()
  await expect(queue.getByRole('listitem')).toHaveCount(45)

  const remove = async () => {
    await page.getByRole('button', { name: `More for ${patient.name}` }).click()
    await page.getByRole('menuitem', { name: 'Not here' }).click()
  }
  await remove()
  await page.getByRole('button', { name: /^undo/i }).click()
  await doctor.expectState(patient.name, 'Waiting')
  await remove()
  await expect(doctor.row(patient.name)).toContainText('Being taken out of the queue')
  await expect(patient.page.getByRole('heading', { name: 'You are no longer in the queue' })).toBeVisible({ timeout: 10_000 })
  await expect(doctor.row(patient.name)).toHaveCount(0)
  await patient.joinQueue()
  await expect(patient.page.getByText(/took you out of the queue/)).toHaveCount(0)
})

test('rows say who did not answer or was busy elsewhere, and keep start and length of the call of those seen', async ({
  doctor,
  patient,
  another,
}) => {
  const colleague = await another('DOCTOR', { name: 'Dr. Samir Haddad' })
  const elsewhere = { id: (await openPractice(colleague)).id }
  await untilReady(doctor, patient)
  await patient.person.api('joinQueue', { params: elsewhere })
  await patient.person.api('toggleReady', { params: elsewhere, body: { isReady: true } })
  const theirs = await colleague.api('startCall', { params: elsewhere, body: { patientId: patient.person.user.id } })
  await doctor.startCall(patient.name)
  await expect(doctor.row(patient.name).getByRole('alert')).toHaveText('In another call. Try again in a few minutes.')
  await colleague.api('cancelCall', { params: { id: theirs.id } })

  await doctor.startCall(patient.name)
  await invitationOn(patient.page).getByRole('button', { name: 'Not now' }).click()
  await expect(doctor.row(patient.name)).toContainText(/Chose Not now \d/)
  await expect(doctor.row(patient.name).getByRole('alert')).toHaveCount(0)

  await patient.getReady()
  await doctor.startCall(patient.name)
  await patient.joinNow()
  await Promise.all([doctor.call.expectTogether(), patient.call.expectTogether()])
  await doctor.call.endCall()
  await expect(doctor.call.ended).toBeVisible()
  await doctor.api('endPractice', { params: { id: doctor.scheduleId } })
  await doctor.enterPractice()
  await expect(doctor.row(patient.name)).toContainText(/\d\d:\d\d.*, \d+ seconds?/)
})
