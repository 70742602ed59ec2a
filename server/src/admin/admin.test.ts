import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { makeClient } from '@medconsult/contract'
import { MongoClient } from 'mongodb'
import { openMongo } from '../store/mongo/mongo.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { insert, type Change } from '../store/store.ts'
import { begin, bootServer, run, temporaryFolder } from '../../../testing/programs.ts'
import { until } from '../../../testing/until.ts'
import { connect } from '../test/running.ts'
import { freePort } from '../../../testing/machine.ts'
import { testStores } from '../test/stores.ts'

const register = (url: string, email: string, role: 'DOCTOR' | 'PATIENT' = 'DOCTOR') =>
  makeClient({ baseUrl: url })('register', { body: { email, password: 'long enough for us', name: `Name of ${email}`, role } })

const signIn = (url: string, email: string, password = 'long enough for us') =>
  makeClient({ baseUrl: url })('login', { body: { email, password } })

const stores = await testStores()

describe('npm run admin', () => {
  for (const { name, environment } of stores)
    test(`approves and lists while a server runs, and without one, on ${name}`, async () => {
      using data = temporaryFolder()
      await using place = environment()
      const env = { DATA_DIR: data.path, DOCTOR_REGISTRATION: 'approval', ...place.env }
      const admin = (...args: string[]) => run('admin/main.ts', args, env)
      {
        await using server = await bootServer(env)
        const { token } = await register(server.url, 'ada@example.org')
        await register(server.url, 'bob@example.org')
        await register(server.url, 'pat@example.org', 'PATIENT')
        const call = makeClient({ baseUrl: server.url, token: () => token })
        await assert.rejects(call('listSchedules'), { code: 'NOT_APPROVED' })
        assert.equal((await call('me')).email, 'ada@example.org')
        assert.match((await admin('list')).out, /^Awaiting approval: 2\n.*bob@.*\n.*ada@.*\nApproved: nobody\n$/)

        assert.deepEqual(await admin('approve', 'ADA@example.org'), {
          code: 0,
          out: 'ada@example.org (Name of ada@example.org) is approved.\n',
          err: '',
        })
        assert.equal((await admin('approve', 'ada@example.org')).code, 0, 'again is as good')
        assert.deepEqual(await call('listSchedules'), [])
        for (const email of ['nobody@example.org', 'pat@example.org']) {
          const { code, err } = await admin('approve', email)
          assert.equal(code, 1)
          assert.match(err, new RegExp(`^No doctor has the e-mail ${email}[^\\n]*\\n$`))
        }
      }
      assert.equal((await admin('approve', 'bob@example.org')).code, 0, 'without a server')
      assert.match((await admin('list')).out, /^Awaiting approval: nobody\nApproved: 2\n/)
    })

  for (const { name, environment } of stores)
    test(`disables, enables and revokes while a server runs; a disabled doctor’s practice ends with its call, on ${name}`, async () => {
      using data = temporaryFolder()
      await using place = environment()
      const env = { DATA_DIR: data.path, DOCTOR_REGISTRATION: 'open', ...place.env }
      const admin = (...args: string[]) => run('admin/main.ts', args, env)
      await using server = await bootServer(env)
      const [doctor, patient] = [await register(server.url, 'ada@example.org'), await register(server.url, 'pat@example.org', 'PATIENT')]
      const call = (token: string) => makeClient({ baseUrl: server.url, token: () => token })
      const { id } = await call(doctor.token)('createSchedule', { body: { date: '2099-01-01', startTime: '09:00', endTime: '12:00' } })
      await call(doctor.token)('startPractice', { params: { id } })
      await call(patient.token)('joinQueue', { params: { id } })
      await call(patient.token)('toggleReady', { params: { id }, body: { isReady: true } })
      const { id: callId } = await call(doctor.token)('startCall', { params: { id }, body: { patientId: patient.user.id } })
      await call(patient.token)('confirmCall', { params: { id: callId } })
      using socket = await connect(server.url, doctor.token)

      assert.deepEqual(await admin('disable', 'ADA@example.org'), {
        code: 0,
        out: 'ada@example.org (Name of ada@example.org) is disabled.\n',
        err: '',
      })
      assert.equal((await admin('disable', 'ada@example.org')).code, 0, 'again is as good')
      assert.deepEqual(await socket.next('session_closed'), { reason: 'revoked' })
      await assert.rejects(call(doctor.token)('me'), { code: 'UNAUTHENTICATED' })
      await assert.rejects(signIn(server.url, 'ada@example.org'), { code: 'BAD_CREDENTIALS' })
      assert.equal((await call(patient.token)('getCall', { params: { id: callId } })).status, 'ENDED')
      assert.equal((await call(patient.token)('viewSchedule', { params: { id } })).status, 'COMPLETED')
      assert.match((await admin('list')).out, /Approved: nobody\nDisabled: 1\n.*ada@/)
      assert.match((await admin('approve', 'ada@example.org')).err, /state does not allow/)

      assert.equal((await admin('enable', 'ada@example.org')).out, 'ada@example.org (Name of ada@example.org) is enabled.\n')
      const { token } = await signIn(server.url, 'ada@example.org')
      assert.equal((await admin('revoke', 'ada@example.org')).out, 'ada@example.org (Name of ada@example.org): 1 login ended.\n')
      await assert.rejects(call(token)('me'), { code: 'UNAUTHENTICATED' })
      for (const command of ['disable', 'enable', 'revoke', 'reset-password'])
        assert.deepEqual(await admin(command, 'nobody@example.org'), {
          code: 1,
          out: '',
          err: 'No account has the e-mail nobody@example.org.\n',
        })
    })

  test('reset-password: prints a link that sets a new password once, with and without a running server', async () => {
    using data = temporaryFolder()
    const PORT = String(await freePort())
    const origin = `http://127.0.0.1:${PORT}`
    const env = { DATA_DIR: data.path, PORT, PUBLIC_ORIGIN: origin }
    const secretOf = ({ out }: { out: string }, before: string): string => new RegExp(`^${before}/reset#([\\w-]{22})$`, 'm').exec(out)![1]!
    const password = 'eight green umbrellas'
    const elsewhere = { DATA_DIR: data.path }
    {
      await using server = await bootServer(env)
      await register(server.url, 'pat@example.org', 'PATIENT')
      const link = await run('admin/main.ts', ['reset-password', 'pat@example.org'], env)
      const body = { secret: secretOf(link, origin), password }
      const direct = makeClient({ baseUrl: server.url })
      await direct('confirmReset', { body })
      await assert.rejects(direct('confirmReset', { body }), { code: 'NOT_FOUND' })
      await direct('login', { body: { email: 'pat@example.org', password } })
    }
    const without = await run('admin/main.ts', ['reset-password', 'pat@example.org'], elsewhere)
    assert.match(without.out, /PUBLIC_ORIGIN is not set/)
    await using server = await bootServer(elsewhere)
    await makeClient({ baseUrl: server.url })('confirmReset', { body: { secret: secretOf(without, ''), password: 'nine blue chairs' } })
    await signIn(server.url, 'pat@example.org', 'nine blue chairs')
  })

  test('approve: where mail is sent, it waits for the address to be confirmed, and says so', async () => {
    using data = temporaryFolder()
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', PUBLIC_ORIGIN: 'https://clinic.example' }
    const env = { DATA_DIR: data.path, DOCTOR_REGISTRATION: 'approval', ...mail }
    {
      await using server = await bootServer({ DATA_DIR: data.path, DOCTOR_REGISTRATION: 'approval' })
      await register(server.url, 'ada@example.org')
    }
    const { code, err } = await run('admin/main.ts', ['approve', 'ada@example.org'], env)
    assert.equal(code, 1)
    assert.match(err, /has not confirmed the e-mail address yet/)
    assert.equal((await run('admin/main.ts', ['approve', 'ada@example.org'], { DATA_DIR: data.path })).code, 0, 'where none is sent')
  })

  for (const { name, environment } of stores)
    test(`sets the clinic while a server runs, and without one, on ${name}`, async () => {
      using data = temporaryFolder()
      await using place = environment()
      const env = { DATA_DIR: data.path, CLINIC_PHONE: '+41 44 123 45 67', ...place.env }
      const admin = (...args: string[]) => run('admin/main.ts', args, env)
      const file = join(data.path, 'clinic.yaml')
      const set = (yaml: string) => {
        writeFileSync(file, yaml)
        return admin('clinic', 'set', file)
      }
      {
        await using server = await bootServer(env)
        assert.deepEqual(await set('name: Seeblick\ntexts:\n  privacy:\n    en: We keep little.'), {
          code: 0,
          out: 'Changed: name, texts.privacy.\n',
          err: '',
        })
        assert.equal((await set('name: Seeblick')).out, 'Nothing has changed.\n')
        const text = await makeClient({ baseUrl: server.url })('clinicText', { params: { kind: 'privacy' } })
        assert.deepEqual([text?.version, text?.text], [1, 'We keep little.'])
        const { code, err } = await set('nam: x\nlanguages: [xx]')
        assert.equal(code, 1)
        assert.match(err, /^languages\.0: is not a language[^\n]*\nnam: is not a setting of the clinic\.\n$/)
        const missing = await admin('clinic', 'set', join(data.path, 'nowhere.yaml'))
        assert.deepEqual([missing.code, missing.err], [1, `${join(data.path, 'nowhere.yaml')} cannot be read: ENOENT.\n`])
      }
      assert.equal((await set('emergencyNumber: 144')).out, 'Changed: emergencyNumber.\n', 'without a server')
      const { out } = await admin('clinic', 'show')
      assert.match(out, /^name: Seeblick\n# phone: \+41 44 123 45 67\nemergencyNumber: "144"\n# languages:\n/)
      assert.match(out, /# texts\.privacy: version 1, of 20[\d-]+\n.*\ntexts:\n {2}privacy:\n {4}en: We keep little\.\n$/)
    })

  test('copies the data with and without a running server; the copy is complete and readable only by its owner', async () => {
    using data = temporaryFolder()
    const env = { DATA_DIR: data.path, METRICS_PORT: '0' }
    const copies = [join(data.path, 'first.db'), join(data.path, 'second.db')]
    {
      await using server = await bootServer(env)
      await register(server.url, 'ada@example.org', 'PATIENT')
      const busy = Array.from({ length: 40 }, (_, n) => register(server.url, `p${n}@example.org`, 'PATIENT'))
      const { code, out } = await run('admin/main.ts', ['backup', copies[0]!], env)
      assert.deepEqual([code, out], [0, `The data is copied to ${copies[0]}.\n`])
      await Promise.all(busy)
      const again = await run('admin/main.ts', ['backup', copies[0]!], env)
      assert.match(again.err, /^[^\n]*first\.db already exists[^\n]*\n$/)
      assert.equal(again.code, 1)
    }
    assert.equal((await run('admin/main.ts', ['backup', copies[1]!], env)).code, 0)
    assert.deepEqual(
      readdirSync(data.path).filter((name) => /first|second/.test(name)),
      ['first.db', 'second.db'],
    )
    for (const copy of copies) {
      assert.equal(statSync(copy).mode & 0o777, 0o600)
      using restored = temporaryFolder()
      copyFileSync(copy, join(restored.path, 'medconsult.db'))
      await using server = await bootServer({ DATA_DIR: restored.path })
      await makeClient({ baseUrl: server.url })('login', { body: { email: 'ada@example.org', password: 'long enough for us' } })
    }
  })

  test('says in one line why a copy cannot be made, and leaves nothing behind', async () => {
    using data = temporaryFolder()
    await (await bootServer({ DATA_DIR: data.path }))[Symbol.asyncDispose]()
    for (const [file, line] of [
      ['copy.db', /not a full path/],
      [join(data.path, 'nowhere/copy.db'), /cannot be written/],
      [join(data.path, 'medconsult.db'), /exists/],
    ] as const) {
      const { code, err } = await run('admin/main.ts', ['backup', file], { DATA_DIR: data.path })
      assert.equal(code, 1)
      assert.match(err, line)
      assert.equal(err.trim().split('\n').length, 1)
    }
    assert(!readdirSync(data.path).some((name) => name.includes('.part')))
  })

  test('says so if the running server has no file handles left, and works again when it has', async () => {
    using data = temporaryFolder()
    const env = { DATA_DIR: data.path }
    await using server = await bootServer(env, [], 100)
    const visitors = Array.from({ length: 150 }, () => connectTcp(Number(new URL(server.url).port), '127.0.0.1'))
    for (const visitor of visitors) visitor.on('error', () => undefined).write('GET /health HTTP/1.1\r\n')
    await until(() => visitors.some((it) => it.destroyed), 'the server to be out of handles')
    const { code, err } = await run('admin/main.ts', ['backup', join(data.path, 'copy.db')], env)
    assert.equal(code, 1)
    assert.match(err, /^[^\n]*no file handles left[^\n]*\n$/)
    for (const visitor of visitors) visitor.destroy()
    await until(async () => (await run('admin/main.ts', ['backup', join(data.path, 'copy.db')], env)).code === 0, 'a copy')
  })

  test('prints its usage and exits with 2 for anything it does not understand', async () => {
    using data = temporaryFolder()
    const misread = [
      [],
      ['aprove', 'x@example.org'],
      ['approve'],
      ['list', 'all'],
      ['backup'],
      ['toString'],
      ['copy-store'],
      ['copy-store', 'mongo', 'mongo'],
    ]
    for (const args of misread) {
      const { code, err } = await run('admin/main.ts', args, { DATA_DIR: data.path })
      assert.equal(code, 2, args.join(' '))
      assert.match(err, /approve <email>/)
    }
  })

  test('says so if there is no data yet, and creates none', async () => {
    using data = temporaryFolder()
    const { code, err } = await run('admin/main.ts', ['list'], { DATA_DIR: join(data.path, 'none') })
    assert.equal(code, 1)
    assert.match(err, /^DATA_DIR: there is no data in .*\n$/)
  })

  test('says so if DATA_DIR is too long for a socket path, and works while the server is stopped', async () => {
    using data = temporaryFolder()
    const long = join(data.path, 'x'.repeat(60), 'y'.repeat(60))
    mkdirSync(long, { recursive: true })
    const env = { DATA_DIR: long, DOCTOR_REGISTRATION: 'approval' }
    {
      await using server = await bootServer(env)
      await register(server.url, 'ada@example.org')
      const { code, err } = await run('admin/main.ts', ['list'], env)
      assert.equal(code, 1)
      assert.match(err, /too long for admin\.sock.*stop the server/)
    }
    assert.match((await run('admin/main.ts', ['list'], env)).out, /ada@example\.org/)
  })

  test('copy-store: says what is missing', async () => {
    using data = temporaryFolder()
    const env = { DATA_DIR: data.path }
    assert.match((await run('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], env)).err, /^MONGO_URL: is not set[^\n]*\n$/)
    const there = { ...env, MONGO_URL: 'mongodb://127.0.0.1:1' }
    assert.match((await run('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], there)).err, /^DATA_DIR: there is no data[^\n]*\n$/)
  })

  for (const { name, environment } of stores)
    if (name === 'MongoDB')
      test('copy-store: a practice moves to MongoDB and back, but not while it is served', async () => {
        using data = temporaryFolder()
        using back = temporaryFolder()
        await using place = environment()
        const onFile = { DATA_DIR: data.path }
        const onMongo = { ...onFile, ...place.env }
        const login = (url: string) =>
          makeClient({ baseUrl: url })('login', { body: { email: 'ada@example.org', password: 'long enough for us' } })
        {
          await using server = await bootServer(onFile)
          await register(server.url, 'ada@example.org')
          const { code, err } = await run('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], onMongo)
          assert.equal(code, 1)
          assert.match(err, /in use by another running MedConsult[^\n]*\n$/)
        }
        const there = await run('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], onMongo)
        assert.match(there.out, /^Copied \d+ rows, 2 of them audit rows, from .*medconsult\.db to MongoDB .*\n$/, there.err)
        assert.match((await run('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], onMongo)).err, /already holds data/)
        assert.match((await run('admin/main.ts', ['copy-store', 'mongo', 'sqlite'], onMongo)).err, /already holds data/)
        const toBack = { ...onMongo, DATA_DIR: back.path }
        {
          await using server = await bootServer(onMongo)
          assert.equal((await login(server.url)).user.email, 'ada@example.org')
          assert.match(
            (await run('admin/main.ts', ['copy-store', 'mongo', 'sqlite'], toBack)).err,
            /^A server is using [^\n]*stop it[^\n]*\n$/,
          )
          server.child.kill('SIGTERM')
          assert.equal(await server.ended, 0)
        }
        const again = await run('admin/main.ts', ['copy-store', 'mongo', 'sqlite'], toBack)
        assert.match(again.out, /^Copied \d+ rows, 3 of them audit rows, from MongoDB .*medconsult\.db;/, again.err)
        await using server = await bootServer({ DATA_DIR: back.path })
        assert.equal((await login(server.url)).user.email, 'ada@example.org')
      })

  for (const { name, environment } of stores)
    if (name === 'MongoDB')
      test('copy-store: killed halfway, nothing is served from the copy; started again it continues, in both directions', async () => {
        using data = temporaryFolder()
        using back = temporaryFolder()
        await using place = environment()
        const onMongo = { DATA_DIR: data.path, ...place.env }
        const toBack = { ...onMongo, DATA_DIR: back.path }
        {
          await using store = await openSqlite({ file: join(data.path, 'medconsult.db') })
          for (let from = 0; from < ROWS; from += 500) assert(await store.commit(someLogins(from, 500)))
        }
        await using client = new MongoClient(place.env['MONGO_URL']!)
        const copied = client.db(place.env['DB_NAME']).collection('logins')
        await killed(
          begin('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], onMongo),
          async () => (await copied.estimatedDocumentCount()) > 0,
        )
        assert((await copied.countDocuments()) < ROWS, 'it was killed in its middle')
        assert.match((await run('main.ts', [], onMongo)).err, /holds part of a copy/)
        const there = await run('admin/main.ts', ['copy-store', 'sqlite', 'mongo'], onMongo)
        assert.match(there.out, /^Copied 3000 rows, 0 of them audit rows/, there.err)

        await killed(begin('admin/main.ts', ['copy-store', 'mongo', 'sqlite'], toBack), () => sizeOfPart(back.path) > 60_000)
        assert.deepEqual(
          readdirSync(back.path).filter((name) => name === 'medconsult.db'),
          [],
          'no server finds it',
        )
        const again = await run('admin/main.ts', ['copy-store', 'mongo', 'sqlite'], toBack)
        assert.match(again.out, /^Copied 3000 rows, 0 of them audit rows/, again.err)
      })

  for (const { name, environment } of stores)
    if (name === 'MongoDB')
      test('copy-store: a server that starts meanwhile is noticed, and nothing is served from the copy', async () => {
        using back = temporaryFolder()
        await using place = environment()
        const { MONGO_URL: url, DB_NAME: dbName } = place.env as { MONGO_URL: string; DB_NAME: string }
        await using store = await openMongo({ url, dbName })
        for (let from = 0; from < ROWS; from += 500) assert(await store.commit(someLogins(from, 500)))
        const copying = begin('admin/main.ts', ['copy-store', 'mongo', 'sqlite'], { DATA_DIR: back.path, ...place.env })
        const [said, ended] = [text(copying.stderr), once(copying, 'close')]
        await until(() => sizeOfPart(back.path) > 60_000, 'the copy to be in its middle', 60_000)
        // The copy is paused, so that the beat comes before it is complete.
        assert(copying.kill('SIGSTOP'))
        const beatAt = new Date().toISOString()
        await store.ephemeral.put('processes', [{ id: randomUUID(), beatAt, startedAt: beatAt }], new Date())
        assert(copying.kill('SIGCONT'))
        await ended
        assert.equal(copying.exitCode, 1)
        assert.match(await said, /^A server is using [^\n]*stop it and copy again\.\n$/)
        assert(!readdirSync(back.path).includes('medconsult.db'), 'no server finds it')
      })
})

const ROWS = 3000

/** How many bytes of a copy to a file in this folder are written. */
const sizeOfPart = (folder: string): number => statSync(join(folder, 'medconsult.db.copying-wal'), { throwIfNoEntry: false })?.size ?? 0

const someLogins = (from: number, count: number): Change[] =>
  Array.from({ length: count }, (_, n) => {
    const id = `01890000-0000-7000-8000-${String(from + n).padStart(12, '0')}`
    const [createdAt, expiresAt] = ['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z']
    return insert('logins', { id, userId: id, status: 'OPEN', createdAt, device: null, lastUsedAt: null, expiresAt })
  })

/** Kills a program as soon as `when` is true. */
async function killed(child: ChildProcess, when: () => boolean | Promise<boolean>): Promise<void> {
  const ended = once(child, 'close')
  await until(when, 'the program to be halfway', 60_000)
  assert(child.kill('SIGKILL'))
  await ended
}
