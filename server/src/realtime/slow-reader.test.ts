import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPractice, startTestServer } from '../test/running.ts'
import { until } from '../../../testing/until.ts'

test('a socket that does not read is dropped, and senders do not wait for it', async () => {
  await using server = await startTestServer({ env: { RATE_LIMIT: 'off' } })
  const [doctor, patient] = [await server.doctor(), await server.patient()]
  const { id } = await openPractice(doctor, [patient])
  const invited = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
  const call = await patient.call('confirmCall', { params: { id: invited.id }, body: { patientPeerId: 'p' } })
  using doctors = await doctor.connect()
  using stuck = await patient.connect()
  for (const socket of [doctors, stuck]) await socket.say('join_call', { callSessionId: call.id })
  const { ws } = stuck.socket.io.engine.transport as unknown as { ws: { pause(): void } }
  ws.pause()

  const message = { type: 'OFFER', dst: 'p', payload: 'x'.repeat(60_000) } as const
  const isGone = (): boolean => doctors.received.some(({ payload }) => (payload as { present?: boolean }).present === false)
  await until(
    async () => {
      assert.deepEqual(await doctors.say('signal', { callSessionId: call.id, message }), { ok: true })
      return isGone()
    },
    'the stuck socket to be dropped',
    60_000,
  )
  assert.equal((await server.send('/health')).status, 200)
})
