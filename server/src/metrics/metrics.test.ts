import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { bootServer, run, temporaryFolder } from '../../../testing/programs.ts'
import { openPractice, startTestServer, type TestServer } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { StoreAway } from '../store/store.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'

const env = { METRICS_PORT: '0' }

test('asset files share one route label, whatever their names', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'medconsult-dist-'))
  try {
    mkdirSync(join(dist, 'assets'))
    writeFileSync(join(dist, 'index.html'), '<!doctype html>')
    for (const name of ['a-1.js', 'b-2.css']) writeFileSync(join(dist, 'assets', name), '')
    await using server = await startTestServer({ env: { ...env, DATA_DIR: join(dist, 'data') }, dist })
    for (const name of ['a-1.js', 'b-2.css']) assert.equal((await server.send(`/assets/${name}`)).status, 200)
    const routes = [...(await scrape(server)).matchAll(/requests?_\w+_count\{[^}]*route="([^"]*assets[^"]*)"/g)].map(([, route]) => route)
    assert.deepEqual(routes, ['/assets/*'])
  } finally {
    rmSync(dist, { recursive: true, force: true })
  }
})

const scrape = async ({ metricsPort }: Pick<TestServer, 'metricsPort'>): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  return response.text()
}

/** The value of a series like `name{label="value"}`, with labels in the order of the text; null if absent. */
const valueOf = (text: string, series: string): number | null => {
  const line = text.split('\n').find((it) => it.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length + 1))
}

test('after a consultation every metric has a value, without ids, names or e-mail addresses', async () => {
  await using server = await startTestServer({ env })
  const doctor = await server.doctor('Dr. Canary')
  const [patient, waiting] = [await server.patient('Pat Canary'), await server.patient('Wai Canary')]
  const { id } = await openPractice(doctor, [patient])
  await waiting.call('joinQueue', { params: { id } })
  using socket = await patient.connect()
  const declined = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id } })
  await patient.call('declineCall', { params: { id: declined.id } })
  await patient.call('toggleReady', { params: { id }, body: { isReady: true } })
  const call = await doctor.call('startCall', { params: { id }, body: { patientId: patient.user.id, doctorPeerId: 'd' } })
  await patient.call('confirmCall', { params: { id: call.id }, body: { patientPeerId: 'p' } })
  await socket.say('join_call', { callSessionId: call.id })
  server.pass(1200)
  await doctor.call('activateCall', { params: { id: call.id } })
  const during = await scrape(server)
  await doctor.call('doctorEndCall', { params: { id: call.id } })
  await server.send(`/call-sessions/${call.id}/nowhere`)
  const after = await scrape(server)

  const during1 = (series: string, value: number): void => assert.equal(valueOf(during, series), value, series)
  during1('medconsult_sockets', 1)
  during1('medconsult_practices{status="ONLINE"}', 1)
  during1('medconsult_queue_entries{status="WAITING"}', 1)
  during1('medconsult_queue_entries{status="READY"}', 0)
  during1('medconsult_calls_open{status="ACTIVE"}', 1)
  during1('medconsult_calls_open{status="INVITED"}', 0)
  during1('medconsult_store_up', 1)

  const steps = { invite: 2, decline: 1, confirm: 1, activate: 1, end: 1, cancel: 0, expire: 0 }
  for (const [step, count] of Object.entries(steps))
    assert.equal(valueOf(after, `medconsult_call_steps_total{step="${step}"}`), count, step)
  assert.equal(valueOf(after, 'medconsult_calls_ended_total{reason="DOCTOR"}'), 1)
  assert.equal(valueOf(after, 'medconsult_calls_ended_total{reason="NEVER_ACTIVE"}'), 0)
  assert.equal(valueOf(after, 'medconsult_calls_open{status="ACTIVE"}'), 0)
  assert.equal(valueOf(after, 'medconsult_call_setup_seconds_count'), 1)
  const setup = valueOf(after, 'medconsult_call_setup_seconds_sum')!
  assert(setup >= 1.2 && setup < 600, `${setup} s from the confirmation`)
  const route = 'method="POST",route="/patient/call-sessions/:id/confirm",status="2xx"'
  assert.equal(valueOf(after, `medconsult_http_request_duration_seconds_count{${route}}`), 1)
  assert.equal(valueOf(after, 'medconsult_http_request_duration_seconds_count{method="GET",route="none",status="4xx"}'), 1)
  for (const operation of ['get', 'find', 'commit'])
    assert(valueOf(after, `medconsult_store_duration_seconds_count{operation="${operation}",result="done"}`)! > 5, operation)
  assert(valueOf(after, 'medconsult_event_delay_seconds_count')! >= 8)
  assert(valueOf(after, 'nodejs_eventloop_lag_p99_seconds') !== null)
  assert(valueOf(after, 'process_resident_memory_bytes')! > 1e7)

  assert.doesNotMatch(after, /[0-9a-f]{8}-[0-9a-f]{4}/i, 'an id')
  for (const { user, token } of [doctor, patient, waiting])
    for (const secret of [user.id, user.email, user.name, token]) assert(!after.includes(secret), secret)
  assert(!after.includes('127.0.0.1') && !after.toLowerCase().includes('canary'))
})

test('gauges that cannot be read are absent rather than stale', async () => {
  await using real = await openSqlite({ file: ':memory:' })
  let away = false
  const store = {
    ...real,
    count: (...args: Parameters<typeof real.count>) => (away ? Promise.reject(new StoreAway('away')) : real.count(...args)),
  }
  await using server = await startTestServer({ env, store })
  await openPractice(await server.doctor())
  assert.equal(valueOf(await scrape(server), 'medconsult_practices{status="ONLINE"}'), 1)
  away = true
  const text = await scrape(server)
  assert.equal(valueOf(text, 'medconsult_store_up'), 0)
  assert.doesNotMatch(text, /^medconsult_(practices|queue_entries|calls_open)\{/m)
})

test('lost races and failed operations are counted separately', async () => {
  await using real = await openSqlite({ file: ':memory:' })
  let fail: 'lose' | 'throw' | null = null
  const commit: typeof real.commit = async (changes) => {
    const how = changes.some(({ table }) => table === 'schedules') ? fail : null
    if (how === null) return real.commit(changes)
    fail = null
    if (how === 'throw') throw new StoreAway('away')
    return false
  }
  await using server = await startTestServer({ env, store: { ...real, commit } })
  const doctor = await server.doctor()
  const body = { date: '2099-01-01', startTime: '09:00', endTime: '12:00' }
  fail = 'lose'
  await doctor.call('createSchedule', { body })
  fail = 'throw'
  await assert.rejects(doctor.call('createSchedule', { body }), { code: 'STORE_AWAY' })
  const text = await scrape(server)
  for (const result of ['lost', 'failed'])
    assert.equal(valueOf(text, `medconsult_store_duration_seconds_count{operation="commit",result="${result}"}`), 1, result)
})

test('METRICS_PORT serves only GET /metrics; PORT does not serve it', async () => {
  await using server = await startTestServer({ env })
  const url = `http://127.0.0.1:${server.metricsPort}`
  assert.equal((await fetch(`${url}/`)).status, 404)
  assert.equal((await fetch(`${url}/health`)).status, 404)
  assert.equal((await fetch(`${url}/metrics`, { method: 'POST' })).status, 405)
  assert.equal((await fetch(`${url}/metrics`, { method: 'HEAD' })).status, 200)
  assert.equal((await server.send('/metrics')).status, 404)
})

test('nothing is served without METRICS_PORT', async () => {
  await using server = await startTestServer()
  assert.equal(server.metricsPort, null)
})

test('a METRICS_PORT in use stops the start with one line', async () => {
  using data = temporaryFolder()
  const other = createServer().listen(0, '127.0.0.1')
  const { port } = (await until(() => other.address() ?? undefined, 'a port')) as AddressInfo
  const taken = { DATA_DIR: data.path, METRICS_PORT: String(port), DOCTOR_REGISTRATION: 'approval', BCRYPT_ROUNDS: '10' }
  const { code, err } = await run('main.ts', [], taken)
  other.close()
  assert.equal(code, 1)
  assert.match(err, new RegExp(`^METRICS_PORT: ${port} is in use[^\\n]*\\n$`))
})

test('a server stops cleanly during a slow metrics request', async () => {
  using data = temporaryFolder()
  const free = createServer().listen(0, '127.0.0.1')
  const { port } = (await until(() => free.address() ?? undefined, 'a port')) as AddressInfo
  await new Promise((closed) => free.close(closed))
  await using server = await bootServer({ DATA_DIR: data.path, METRICS_PORT: String(port) })
  assert.match(await scrape({ metricsPort: port }), /^medconsult_build_info\{version="\d/m)
  const slow = connectTcp(port, '127.0.0.1')
  slow.on('error', () => undefined)
  slow.write('GET /metrics HTTP/1.1\r\nhost: x\r\n')
  await scrape({ metricsPort: port })
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0)
  slow.destroy()
})
