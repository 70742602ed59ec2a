import assert from 'node:assert/strict'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { makeClient, type Client, type Role } from '@medconsult/contract'
import { startFakeMongo, startMongoProxy } from '../../testing/mongo-proxy.ts'
import { addressIn, bootServer, launch, run, temporaryFolder } from '../../testing/programs.ts'
import { connect } from './test/running.ts'
import { until } from '../../testing/until.ts'
import { testStores } from './test/stores.ts'

const stores = await testStores()

const register = (url: string, role: Role, email: string) =>
  makeClient({ baseUrl: url })('register', { body: { email, password: 'long enough for us', name: `A ${role.toLowerCase()}`, role } })
const as = (url: string, token: string): Client => makeClient({ baseUrl: url, token: () => token })

/** Asserts that the server does not start: exit code 1 and one line. */
async function refusedStart(env: Record<string, string>, line: RegExp): Promise<void> {
  const { code, out, err } = await run('main.ts', [], { DOCTOR_REGISTRATION: 'approval', BCRYPT_ROUNDS: '10', ...env })
  assert.equal(code, 1)
  assert.match(err, line)
  assert.equal(err.trim().split('\n').length, 1, err)
  assert(!out.includes('ready'))
}

describe('the start', { concurrency: 2 }, () => {
  test('is refused for an invalid setting, and for one that requires another', async () => {
    using data = temporaryFolder()
    await refusedStart({ DATA_DIR: data.path, PORT: 'eighty' }, /^PORT: .*0 to 65535/)
    await refusedStart({ DATA_DIR: data.path, DB_NAME: 'clinic' }, /^DB_NAME: .*set MONGO_URL/)
    await refusedStart({ DATA_DIR: data.path, MONGO_URL: 'mongodb://someone:topsecret@' }, /^MONGO_URL: (?!.*topsecret)/)
  })

  test('is refused if the port is in use, naming it and how to choose another', async () => {
    using data = temporaryFolder()
    const other = createServer().listen(0, '127.0.0.1')
    const { port } = (await until(() => other.address() ?? undefined, 'a port')) as AddressInfo
    await refusedStart({ DATA_DIR: data.path, PORT: String(port) }, new RegExp(`^PORT: ${port} is in use.*PORT=`))
    other.close()
  })

  test('is refused for a data folder that is read-only, from a newer version or not a store', async () => {
    using data = temporaryFolder()
    writeFileSync(join(data.path, 'file'), '')
    await refusedStart({ DATA_DIR: join(data.path, 'file/data') }, /DATA_DIR/)
    const newer = join(data.path, 'newer')
    mkdirSync(newer)
    await (await bootServer({ DATA_DIR: newer }))[Symbol.asyncDispose]()
    const db = new DatabaseSync(join(newer, 'medconsult.db'))
    db.exec('PRAGMA user_version=999')
    db.close()
    await refusedStart({ DATA_DIR: newer }, /newer version/)
    const odd = join(data.path, 'odd')
    mkdirSync(odd)
    writeFileSync(join(odd, 'medconsult.db'), 'this is no database, though it has the name of one'.repeat(50))
    await refusedStart({ DATA_DIR: odd }, /not a MedConsult database/)
  })

  test('is refused for a short secret in the folder; a generated one is readable only by its owner', async () => {
    using data = temporaryFolder()
    {
      await using server = await bootServer({ DATA_DIR: data.path })
      assert(server.url)
      for (const file of ['jwt-secret', 'admin.sock', 'medconsult.db'])
        assert.equal(statSync(join(data.path, file)).mode & 0o777, 0o600, file)
    }
    writeFileSync(join(data.path, 'jwt-secret'), 'short')
    await refusedStart({ DATA_DIR: data.path }, /jwt-secret is under 32 bytes/)
  })

  test('is refused if a secret or a note shows that data was lost, unless --new is given, which works only once', async () => {
    using data = temporaryFolder()
    const env = { DATA_DIR: data.path }
    const file = join(data.path, 'medconsult.db')
    await (await bootServer(env))[Symbol.asyncDispose]()
    for (const end of ['', '-wal']) rmSync(file + end)
    await refusedStart(env, /^DATA_DIR: \S+medconsult\.db is missing, though .*admin -- restore <file>.*MONGO_URL.*npm start -- --new/)
    rmSync(`${file}-note`)
    await refusedStart(env, /is missing, though/)
    writeFileSync(file, '')
    await refusedStart(env, /is missing, though/)
    await (await bootServer(env, ['--new']))[Symbol.asyncDispose]()
    const { code, err } = await run('main.ts', ['--new'], env)
    assert.equal(code, 1)
    assert.match(err, /--new starts an empty clinic, but \S+medconsult\.db has data/)
    await (await bootServer(env))[Symbol.asyncDispose]()
    assert.match((await run('main.ts', ['--now'], env)).err, /^--now: is not an option[^\n]*\n$/)
  })

  test('is refused while another process holds the folder, which is not affected', async () => {
    using data = temporaryFolder()
    await using first = await bootServer({ DATA_DIR: data.path })
    await refusedStart({ DATA_DIR: data.path }, /in use by another[^\n]* MONGO_URL /)
    assert.equal((await fetch(`${first.url}/health`)).status, 200)
    assert.equal((await run('admin/main.ts', ['list'], { DATA_DIR: data.path })).code, 0, 'the socket is still the first’s')
  })
})

test('a server whose database is deleted logs it once, refuses writes, is unhealthy, and can still be backed up', async () => {
  using data = temporaryFolder()
  const env = { DATA_DIR: data.path }
  await using server = await bootServer(env)
  const { token } = await register(server.url, 'PATIENT', 'early@example.org')
  for (const end of ['', '-wal']) rmSync(join(data.path, `medconsult.db${end}`))
  const health = await until(async () => {
    const reply = await fetch(`${server.url}/health`)
    return reply.status === 503 ? ((await reply.json()) as { status: string; store: string }) : undefined
  }, 'the server to notice')
  assert.deepEqual([health.status, health.store], ['unavailable', 'missing'])
  await assert.rejects(register(server.url, 'PATIENT', 'late@example.org'), { code: 'STORE_AWAY' })
  assert.equal((await as(server.url, token)('me')).email, 'early@example.org')
  const saved = join(data.path, 'saved.db')
  assert.equal((await run('admin/main.ts', ['backup', saved], env)).code, 0)
  server.child.kill('SIGTERM')
  await server.ended
  assert.equal(server.printed().split('was deleted, moved or replaced').length, 2, server.printed())
  assert.equal((await run('admin/main.ts', ['restore', saved], env)).code, 0)
  await using again = await bootServer(env)
  assert.equal((await as(again.url, token)('me')).email, 'early@example.org')
})

describe('the start on MongoDB', { concurrency: 2 }, () => {
  test('is refused with a standalone server', async () => {
    using data = temporaryFolder()
    const hello = {
      ismaster: true,
      isWritablePrimary: true,
      helloOk: true,
      minWireVersion: 0,
      maxWireVersion: 25,
      maxBsonObjectSize: 16777216,
    }
    await using fake = await startFakeMongo(() => hello)
    await refusedStart({ DATA_DIR: data.path, MONGO_URL: fake.url }, /^MONGO_URL: .*--replSet rs0/)
  })

  test('waits without a server, logs it without the password, and stops on SIGTERM', async () => {
    using data = temporaryFolder()
    await using proxy = await startMongoProxy('mongodb://127.0.0.1:1/')
    proxy.cut()
    await using waiting = launch({ DATA_DIR: data.path, MONGO_URL: proxy.url.replace('//', '//someone:topsecret@') })
    await until(() => waiting.printed().includes('no primary yet'), 'the line that says so')
    assert(!waiting.printed().includes('topsecret') && addressIn(waiting.printed()) === undefined)
    waiting.child.kill('SIGTERM')
    await waiting.ended
  })

  for (const { name, environment } of stores)
    if (name === 'MongoDB')
      test('starts once there is a primary; later, without one, it answers 503 with Retry-After and recovers on its own', async () => {
        using data = temporaryFolder()
        await using place = environment()
        await using proxy = await startMongoProxy(place.env['MONGO_URL']!)
        proxy.cut()
        await using server = launch({ ...place.env, DATA_DIR: data.path, MONGO_URL: proxy.url })
        await until(() => server.printed().includes('no primary yet'), 'the line that says so')
        proxy.restore()
        const url = await until(() => addressIn(server.printed()), 'the server to be ready')
        const { token } = await register(url, 'DOCTOR', 'doctor@example.org')
        assert.equal((await fetch(`${url}/health`)).status, 200)
        proxy.cut()
        const refused = await fetch(`${url}/auth/me`, { headers: { authorization: `Bearer ${token}` } })
        assert.equal(refused.status, 503, server.printed())
        assert(Number(refused.headers.get('retry-after')) > 0)
        assert.equal(((await refused.json()) as { code: string }).code, 'STORE_AWAY')
        assert.equal((await fetch(`${url}/health`)).status, 503)
        proxy.restore()
        await until(async () => (await fetch(`${url}/health`)).status === 200, 'the store to be back')
        assert.equal((await as(url, token)('me')).email, 'doctor@example.org')
      })
})

for (const { name, environment } of stores)
  describe(`the end, on ${name}`, { concurrency: 2 }, () => {
    test('by kill -9: the next start continues with all data, logins and calls included', async () => {
      using data = temporaryFolder()
      await using place = environment()
      const env = { DATA_DIR: data.path, ...place.env }
      await using first = await bootServer({ ...env, INVITATION_SECONDS: '600' })
      const doctor = await register(first.url, 'DOCTOR', 'doctor@example.org')
      const patient = await register(first.url, 'PATIENT', 'patient@example.org')
      const [d, p] = [as(first.url, doctor.token), as(first.url, patient.token)]
      const { id } = await d('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '10:00' } })
      await d('startPractice', { params: { id } })
      await p('joinQueue', { params: { id } })
      await p('toggleReady', { params: { id } })
      const call = await d('startCall', { params: { id }, body: { patientId: patient.user.id } })
      first.child.kill('SIGKILL')
      await first.ended

      await using second = await bootServer(env)
      const invitation = await as(second.url, patient.token)('pendingInvitation')
      assert.deepEqual([invitation?.callSessionId, invitation?.expiresAt], [call.id, call.expiresAt])
      const confirmed = await as(second.url, patient.token)('confirmCall', { params: { id: call.id } })
      assert.equal(confirmed.status, 'CONFIRMED')
      const rows = await as(second.url, doctor.token)('listAudit', { query: { callSessionId: call.id } })
      assert.deepEqual(
        rows.map((row) => row.actionType),
        ['CALL_CONFIRMED', 'CALL_INVITED'],
      )
    })

    test('by SIGTERM: running requests are answered, sockets may reconnect, exit code 0, nothing is lost', async () => {
      using data = temporaryFolder()
      await using place = environment()
      const env = { DATA_DIR: data.path, ...place.env }
      await using first = await bootServer({ ...env, BCRYPT_ROUNDS: '11' })
      const early = await register(first.url, 'PATIENT', 'early@example.org')
      using socket = await connect(first.url, early.token)
      const dropped = new Promise((resolve) => socket.socket.once('disconnect', resolve))
      const underWay = Array.from({ length: 4 }, (_, n) => register(first.url, 'PATIENT', `late${n}@example.org`))
      await new Promise<void>((resolve) => {
        const probe = connectTcp(Number(new URL(first.url).port), '127.0.0.1', () => probe.end(resolve))
      })
      await fetch(`${first.url}/health`)
      first.child.kill('SIGTERM')
      assert.equal((await Promise.all(underWay)).length, 4)
      assert.equal(await dropped, 'transport close')
      assert.equal(await first.ended, 0)
      await assert.rejects(fetch(`${first.url}/health`))

      await using second = await bootServer(env)
      for (let n = 0; n < 4; n++)
        await makeClient({ baseUrl: second.url })('login', { body: { email: `late${n}@example.org`, password: 'long enough for us' } })
      assert.equal((await as(second.url, early.token)('me')).email, 'early@example.org')
    })

    test('by a second signal: immediately, even during a request', async () => {
      using data = temporaryFolder()
      await using place = environment()
      const env = { DATA_DIR: data.path, ...place.env }
      await using server = await bootServer(env)
      const slow = connectTcp(Number(new URL(server.url).port), '127.0.0.1')
      slow.on('error', () => undefined)
      slow.write('POST /auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{')
      await fetch(`${server.url}/health`)
      server.child.kill('SIGINT')
      await until(
        () =>
          fetch(`${server.url}/health`).then(
            () => false,
            () => true,
          ),
        'the port to close',
      )
      server.child.kill('SIGINT')
      assert.equal(await server.ended, 130)
      slow.destroy()
    })
  })
