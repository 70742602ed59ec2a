import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeClient } from '@medconsult/contract'
import { bootServer, run, temporaryFolder } from './test/processes.ts'

const register = (url: string, email: string, role: 'DOCTOR' | 'PATIENT' = 'DOCTOR') =>
  makeClient({ baseUrl: url })('register', { body: { email, password: 'long enough', name: `Name of ${email}`, role } })

describe('npm run admin', () => {
  test('approves and lists through the running server, and by itself once that is gone', async () => {
    using data = temporaryFolder()
    const env = { DATA_DIR: data.path, DOCTOR_REGISTRATION: 'approval' }
    const admin = (...args: string[]) => run('admin.ts', args, env)
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

  test('says how it is used, and exits with 2, where it does not understand', async () => {
    using data = temporaryFolder()
    for (const args of [[], ['aprove', 'x@example.org'], ['approve']]) {
      const { code, err } = await run('admin.ts', args, { DATA_DIR: data.path })
      assert.equal(code, 2, args.join(' '))
      assert.match(err, /approve <email>/)
    }
  })

  test('says so where there is no data yet, and makes none', async () => {
    using data = temporaryFolder()
    const { code, err } = await run('admin.ts', ['list'], { DATA_DIR: join(data.path, 'none') })
    assert.equal(code, 1)
    assert.match(err, /^DATA_DIR: there is no data in .*\n$/)
  })

  test('says so where DATA_DIR is too long a path for a socket, and works while the server is stopped', async () => {
    using data = temporaryFolder()
    const long = join(data.path, 'x'.repeat(60), 'y'.repeat(60))
    mkdirSync(long, { recursive: true })
    const env = { DATA_DIR: long, DOCTOR_REGISTRATION: 'approval' }
    {
      await using server = await bootServer(env)
      await register(server.url, 'ada@example.org')
      const { code, err } = await run('admin.ts', ['list'], env)
      assert.equal(code, 1)
      assert.match(err, /too long for admin\.sock.*stop the server/)
    }
    assert.match((await run('admin.ts', ['list'], env)).out, /ada@example\.org/)
  })
})
