import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { connect, openPractice, startTestServer, type TestPerson, type TestServer } from '../test/running.ts'

const MINUTE = 60_000

describe('a browser’s login that nobody uses', () => {
  /** As a page does: with its Origin, by the cookie. */
  async function page(server: TestServer, { user, password }: TestPerson) {
    const signedIn = await server.post('/auth/login', { email: user.email, password }, { origin: server.url })
    const { token } = (await signedIn.json()) as { token: string }
    const cookie = signedIn.headers
      .getSetCookie()
      .map((it) => it.split(';')[0])
      .join('; ')
    const headers = { cookie, origin: server.url }
    return {
      headers,
      token,
      status: async () => (await server.send('/auth/me', { headers })).status,
      act: async () => (await server.post('/auth/active', undefined, headers)).status,
    }
  }

  test('ends after 30 minutes for a doctor, unless the person does something; never for a patient or a program', async () => {
    await using server = await startTestServer()
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const [doctors, patients] = [await page(server, doctor), await page(server, patient)]
    const me = (await (await server.send('/auth/me', { headers: doctors.headers })).json()) as { idleMinutes: number | null }
    assert.equal(me.idleMinutes, 30)
    assert.equal((await doctor.call('me')).idleMinutes, null, 'a program')
    server.pass(29 * MINUTE)
    assert.equal(await doctors.act(), 200)
    server.pass(29 * MINUTE)
    assert.equal(await doctors.status(), 200)
    server.pass(2 * MINUTE)
    assert.equal(await doctors.status(), 401)
    assert.equal(await doctors.act(), 401, 'it does not come back')
    assert.equal(await patients.status(), 200)
    assert.equal((await doctor.call('me')).id, doctor.user.id)
    assert.equal((await doctor.call('listLogins')).length, 1, 'it is no longer listed')
  })

  test('its sockets close', async () => {
    await using server = await startTestServer()
    const doctor = await server.doctor()
    const { headers } = await page(server, doctor)
    using socket = await connect(server.url, null, headers)
    server.pass(31 * MINUTE)
    assert.deepEqual(await socket.next('session_closed'), { reason: 'revoked' })
  })

  test('does not end while the own practice is open, nor a patient’s during a call; IDLE_MINUTES holds for both', async () => {
    await using server = await startTestServer({ env: { IDLE_MINUTES: '5' } })
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const { id } = await openPractice(doctor, [patient])
    const [doctors, patients] = [await page(server, doctor), await page(server, patient)]
    const { id: callId } = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
    await patient.call('confirmCall', { params: { id: callId }, body: { patientPeerId: 'p' } })
    server.pass(6 * MINUTE)
    assert.deepEqual([await doctors.status(), await patients.status()], [200, 200])
    await doctor.call('doctorEndCall', { params: { id: callId } })
    assert.deepEqual([await doctors.status(), await patients.status()], [200, 401])
    await doctor.call('endPractice', { params: { id } })
    assert.equal(await doctors.status(), 401)
  })

  test('that has ended does not come back when its person opens a practice, or is called, elsewhere', async () => {
    await using server = await startTestServer({ env: { IDLE_MINUTES: '30' } })
    const [doctor, patient] = [await server.doctor(), await server.patient()]
    const left = [await page(server, doctor), await page(server, patient)]
    const statuses = () => Promise.all(left.map(({ status }) => status()))
    server.pass(31 * MINUTE)
    assert.deepEqual(await statuses(), [401, 401])
    const { id } = await openPractice(doctor, [patient])
    const { id: callId } = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
    assert.deepEqual(await statuses(), [401, 401])
    await patient.call('confirmCall', { params: { id: callId }, body: { patientPeerId: 'p' } })
    assert.deepEqual(await statuses(), [401, 401])
  })

  test('IDLE_MINUTES=0: none ends', async () => {
    await using server = await startTestServer({ env: { IDLE_MINUTES: '0' } })
    const { status } = await page(server, await server.doctor())
    server.pass(600 * MINUTE)
    assert.equal(await status(), 200)
  })
})
