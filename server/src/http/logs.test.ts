import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPractice, startTestServer } from '../test/running.ts'

test('no log line contains a name, an e-mail address, a password, a token or a query', async () => {
  await using server = await startTestServer()
  const doctor = await server.doctor('Dr. Canary-Doctor')
  const patient = await server.patient('Canary-Patient')
  const { id } = await openPractice(doctor, [patient])
  using socket = await patient.connect()
  await socket.say('join_schedule', { scheduleId: id })
  const call = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'canary-peer' } })
  await patient.call('confirmCall', { params: { id: call.id }, body: { patientPeerId: 'p' } })
  await doctor.call('sendSignal', { params: { id: call.id }, body: { message: { type: 'OFFER', dst: 'p', payload: 'canary-sdp' } } })
  await server.post('/auth/login', { email: patient.user.email, password: 'canary-wrong-password' })
  await server.send('/nowhere?canary-query=1')
  await server.send('/doctor/schedules?canary-query=1', { headers: { authorization: `Bearer ${doctor.token}` } })
  await server.send('/auth/me', {
    headers: { cookie: `medconsult=${patient.token}`, 'user-agent': 'canary-agent', 'x-forwarded-for': '198.51.100.99' },
  })
  await server.post('/auth/register', { email: 'canary', password: 'canary-short', name: 'x', role: 'PATIENT' })
  await doctor.call('doctorEndCall', { params: { id: call.id } })

  const requests = server.lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['msg'] === 'request')
  assert(requests.length > 12)
  const allowed = ['level', 'time', 'pid', 'hostname', 'msg', 'requestId', 'method', 'route', 'status', 'ms']
  for (const line of requests)
    assert.deepEqual(
      Object.keys(line).filter((key) => !allowed.includes(key)),
      [],
    )
  for (const line of requests) assert.equal(line['level'], line['method'] === 'POST' ? 30 : 20, 'reads are logged at debug level')

  const signIns = requests.filter(({ route }) => route === '/auth/login')
  assert(signIns.length > 0 && signIns.every(({ ms }) => typeof ms === 'number' && ms > 0), 'sign-ins have a duration')

  const everything = server.lines.join('\n')
  const secrets = [
    doctor.user.name,
    patient.user.name,
    doctor.user.email,
    patient.user.email,
    doctor.password,
    doctor.token,
    patient.token,
    patient.token.split('.')[2]!,
    '198.51.100.99',
    'canary',
  ]
  for (const secret of secrets) assert(!everything.toLowerCase().includes(secret.toLowerCase()), secret)
})

test('a forwarded request from outside TRUST_PROXY is warned about once', async () => {
  await using server = await startTestServer()
  for (let n = 0; n < 3; n++) await server.send('/health', { headers: { 'x-forwarded-for': '192.0.2.1' } })
  assert.equal(server.lines.filter((line) => line.includes('TRUST_PROXY')).length, 1)
})
