import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { readConfig } from '../process/config.ts'
import { startWarnings } from './registration-door.ts'
import { temporaryFolder } from '../../../testing/programs.ts'
import { startTestServer, type TestServer } from '../test/running.ts'

type Headers = Record<string, string>

/** Uses node:http, since fetch cannot set Host. */
async function send(port: number, path: string, headers: Headers, body?: object): Promise<unknown> {
  const sent = request({ port, method: body ? 'POST' : 'GET', path, headers: { 'content-type': 'application/json', ...headers } })
  sent.end(body && JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return json(response)
}

/** Whether a doctor who registers with these headers is active immediately. */
async function isActive(server: TestServer, headers: Headers = {}): Promise<boolean> {
  const body = { email: `${randomUUID()}@example.org`, password: 'long enough for us', name: 'Dr. New', role: 'DOCTOR' }
  const { token } = (await send(server.port, '/auth/register', headers, body)) as { token: string }
  const reply = await fetch(`http://127.0.0.1:${server.port}/doctor/schedules`, { headers: { authorization: `Bearer ${token}` } })
  return reply.status === 200
}

const start = (dataDir: string, env: Headers = {}) =>
  startTestServer({ env: { DOCTOR_REGISTRATION: '', DATA_DIR: dataDir, ...env }, connectTimeoutMs: 200 })

const fileIn = (dataDir: string): string => join(dataDir, 'doctor-registration-closed')
const saidIn = (server: TestServer): string[] => server.lines.filter((line) => line.includes('through a proxy'))

const afar: Record<string, Headers> = {
  'a forwarded header': { 'x-forwarded-for': '192.0.2.1' },
  Forwarded: { forwarded: 'for=192.0.2.1' },
  Via: { via: '1.1 proxy' },
  'a Host that is not this machine': { host: 'clinic.example' },
  'a Host that only begins like this machine': { host: 'localhost.evil.example' },
  'an Origin that is not this machine': { origin: 'https://clinic.example' },
}

describe('open registration of doctors, with DOCTOR_REGISTRATION unset', () => {
  for (const [what, headers] of Object.entries(afar))
    test(`is closed permanently by one request with ${what}`, async () => {
      using data = temporaryFolder()
      {
        await using server = await start(data.path)
        assert.equal(await isActive(server), true)
        await send(server.port, '/health', headers)
        assert.equal(await isActive(server), false, 'a proxy that forwards nothing looks like this machine')
        await send(server.port, '/health', headers)
        assert.equal(saidIn(server).length, 1)
        assert(saidIn(server)[0]!.includes(fileIn(data.path)))
        assert.match(readFileSync(fileIn(data.path), 'utf8'), /Delete this file/)
      }
      await using again = await start(data.path)
      assert.equal(await isActive(again), false)
    })

  test('is closed already for the request that reveals it, and a websocket closes it too', async () => {
    using data = temporaryFolder()
    await using server = await start(data.path)
    assert.equal(await isActive(server, { 'x-forwarded-for': '192.0.2.1' }), false)
    rmSync(fileIn(data.path))
    assert.equal(await isActive(server), true)
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x', 'sec-websocket-version': '13' }
    const sent = request({
      port: server.port,
      path: '/socket.io/?EIO=4&transport=websocket',
      headers: { ...upgrade, origin: 'https://clinic.example' },
    })
    sent.on('response', (response) => void response.resume())
    sent.on('error', () => undefined).end()
    await once(sent, 'close')
    assert.equal(await isActive(server), false)
  })

  test('stays open to requests from this machine by any loopback name; PUBLIC_ORIGIN alone does not close it', async () => {
    using data = temporaryFolder()
    await using server = await start(data.path, { PUBLIC_ORIGIN: 'https://clinic.example' })
    for (const host of ['localhost', 'localhost:8000', '127.0.0.1:8000', '[::1]:8000', 'a.localhost'])
      await send(server.port, '/health', { host, origin: `http://${host}` })
    await send(server.port, '/health', { origin: 'null' })
    assert.equal(await isActive(server), true)
    assert(!existsSync(fileIn(data.path)))
  })

  test('opens again when the file is deleted, and closes again', async () => {
    using data = temporaryFolder()
    await using server = await start(data.path)
    for (let n = 0; n < 2; n++) {
      await send(server.port, '/health', { via: '1.1 proxy' })
      assert.equal(await isActive(server), false)
      rmSync(fileIn(data.path))
      assert.equal(await isActive(server), true)
    }
  })

  test('stays closed until the next start if the file cannot be written, and logs it', async () => {
    using data = temporaryFolder()
    writeFileSync(join(data.path, 'file'), '')
    await using server = await start(join(data.path, 'file', 'data'))
    await send(server.port, '/health', { via: '1.1 proxy' })
    assert.equal(await isActive(server), false)
    assert.match(saidIn(server).join(), /cannot be written.*DOCTOR_REGISTRATION/)
  })
})

test('DOCTOR_REGISTRATION=open stays open behind a proxy', async () => {
  using data = temporaryFolder()
  await using server = await start(data.path, { DOCTOR_REGISTRATION: 'open' })
  assert.equal(await isActive(server, { host: 'clinic.example', via: '1.1 proxy' }), true)
  assert(!existsSync(fileIn(data.path)))
})

test('the start logs whether anyone may register as a doctor, or which file prevents it', async () => {
  using data = temporaryFolder()
  const config = readConfig({ DATA_DIR: data.path })
  assert.match(startWarnings(config).join(), /Anyone who reaches/)
  await using server = await start(data.path)
  await send(server.port, '/health', { via: '1.1 proxy' })
  assert.deepEqual(startWarnings(config).length, 1)
  assert(startWarnings(config)[0]!.includes(fileIn(data.path)))
  assert.match(startWarnings(readConfig({ DATA_DIR: data.path, DOCTOR_REGISTRATION: 'open' })).join(), /Anyone who reaches/)
})
