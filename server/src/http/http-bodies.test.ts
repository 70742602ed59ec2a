import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { problem } from '../test/problem-of.ts'
import { openPractice, startTestServer, type TestPerson, type TestServer } from '../test/running.ts'

describe('http: request bodies and parameters', () => {
  let server: TestServer
  let doctor: TestPerson
  const bearer = (person: TestPerson) => ({ authorization: `Bearer ${person.token}` })
  const json = { 'content-type': 'application/json' }

  before(async () => {
    server = await startTestServer()
    doctor = await server.doctor()
  })
  after(() => server[Symbol.asyncDispose]())

  const schedules = (body: string, headers: Record<string, string>): Promise<Response> =>
    server.send('/doctor/schedules', { method: 'POST', body, headers })

  test('an absent body, an empty one and {} are equivalent; null and a list are refused', async () => {
    const schedule = await openPractice(doctor)
    const start = (init: RequestInit): Promise<Response> =>
      server.send(`/doctor/schedules/${schedule.id}/start`, { method: 'POST', ...init })
    for (const init of [
      { headers: bearer(doctor) },
      { headers: { ...bearer(doctor), ...json } },
      { headers: { ...bearer(doctor), ...json }, body: '' },
      { headers: { ...bearer(doctor), ...json }, body: '{}' },
    ]) {
      assert.equal((await start(init)).status, 200)
    }
    for (const body of ['null', '[]', '"x"', '1']) await problem(await start({ headers: { ...bearer(doctor), ...json }, body }), 'INVALID')
    await doctor.call('endPractice', { params: { id: schedule.id } })
  })

  test('a body with unknown keys, prototype pollution or invalid JSON is refused', async () => {
    const good = { date: '2099-01-01', startTime: '09:00', endTime: '10:00' }
    const headers = { ...json, ...bearer(doctor) }
    await problem(await schedules(JSON.stringify({ ...good, doctorId: randomUUID() }), headers), 'INVALID')
    await problem(await schedules('{"__proto__":{"x":1}}', headers), 'MALFORMED')
    await problem(await schedules('{"constructor":{"prototype":{"x":1}}}', headers), 'MALFORMED')
    for (const body of ['{', 'undefined', '{"date":}', '\u0000']) await problem(await schedules(body, headers), 'MALFORMED')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml']) {
      await problem(await schedules('a=b', { ...bearer(doctor), 'content-type': type }), 'UNSUPPORTED_MEDIA_TYPE')
    }
    assert.equal(
      (await schedules(JSON.stringify(good), { ...bearer(doctor), 'content-type': 'application/json; charset=utf-8' })).status,
      201,
    )
  })

  test('bodies are limited to 16 KiB; signals have their own limit', async () => {
    const body = (bytes: number): string => JSON.stringify({ message: { type: 'OFFER', dst: 'x', payload: 'x'.repeat(bytes) } })
    const send = (path: string, bytes: number) =>
      server.send(path, { method: 'POST', body: body(bytes), headers: { ...json, ...bearer(doctor) } })
    await problem(await send('/doctor/schedules', 17_000), 'PAYLOAD_TOO_LARGE')
    await problem(await send(`/call-sessions/${randomUUID()}/signals`, 60_000), 'NOT_FOUND')
    await problem(await send(`/call-sessions/${randomUUID()}/signals`, 70_000), 'PAYLOAD_TOO_LARGE')
  })

  test('an object or a list in place of a scalar never reaches a query', async () => {
    for (const email of [{ $ne: '' }, { in: ['a'] }, ['a'], null, 1]) {
      await problem(await server.post('/auth/login', { email, password: 'x' }), 'INVALID')
      await problem(await server.post('/auth/login', { email: 'a@b.cd', password: email }), 'INVALID')
    }
    for (const query of [
      'limit[gte]=1',
      'limit=1&limit=2',
      'limit=0',
      'limit=201',
      'limit=x',
      'limit=1e2',
      'limit=0x9',
      'limit=+5',
      'limit=5.0',
      'limit=',
      'before=x',
      'more=1',
    ]) {
      await problem(await server.send(`/doctor/schedules?${query}`, { headers: bearer(doctor) }), 'INVALID')
    }
  })
})
