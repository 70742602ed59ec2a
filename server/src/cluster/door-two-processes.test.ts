import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeClient, type EnteredAsGuest, type GuestEntry } from '@medconsult/contract'
import { newDatabase, NO_MONGO, provideMongo, type TestDatabase } from '../../../testing/mongo-server.ts'
import { bootServer, temporaryFolder, type ServerProcess } from '../../../testing/programs.ts'
import { connect } from '../test/running.ts'
import { register, type Somebody } from '../test/two-servers.ts'

const mongo = await provideMongo()
if (mongo === null) console.log(NO_MONGO)
after(async () => mongo?.[Symbol.asyncDispose]())

const TODAY = new Date().toISOString().slice(0, 10)

describe('the door on two processes', { skip: mongo === null }, () => {
  const data = temporaryFolder()
  let database: TestDatabase
  let one: ServerProcess
  let other: ServerProcess
  let doctor: Somebody
  let id: string

  before(async () => {
    database = newDatabase(mongo!)
    const boot = () =>
      bootServer({
        MONGO_URL: database.url,
        DB_NAME: database.dbName,
        DATA_DIR: data.path,
        JWT_SECRET: 'two processes have one secret, long enough',
        TIME_ZONE: 'UTC',
      })
    ;[one, other] = await Promise.all([boot(), boot()])
    doctor = await register(one, 'DOCTOR', 'Dr. Ada Weber')
    id = (await doctor.at(one)('createSchedule', { body: { date: TODAY, startTime: '00:00', endTime: '23:59' } })).id
  })
  after(async () => {
    for (const it of [one, other]) await it[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
    data[Symbol.dispose]()
  })

  const enter = (server: ServerProcess, body: GuestEntry): Promise<EnteredAsGuest> =>
    makeClient({ baseUrl: server.url })('enterAsGuest', { body })
  const opensNothing = async (server: ServerProcess, body: GuestEntry): Promise<void> =>
    assert.rejects(enter(server, body), { code: 'NOT_FOUND' })
  const link = async (name: string) => doctor.at(one)('makeGuestLink', { params: { id }, body: { name } })

  test('D3: what is revoked or renewed on one opens nothing on the other, at once', async () => {
    const { joinCode } = await doctor.at(one)('getJoinCode')
    await enter(other, { joinCode, name: 'Gina' })
    await doctor.at(one)('renewJoinCode')
    await opensNothing(other, { joinCode, name: 'Gina' })
    const [used, unused] = [await link('Used'), await link('Unused')]
    const guest = await enter(other, { secret: used.secret, name: 'Used' })
    using page = await connect(other.url, guest.token)
    for (const it of [used, unused]) {
      await doctor.at(one)('revokeGuestLink', { params: { id: it.id } })
      await opensNothing(other, { secret: it.secret, name: 'Late' })
      await assert.rejects(makeClient({ baseUrl: other.url })('lookAtLink', { body: { secret: it.secret } }), { code: 'NOT_FOUND' })
    }
    assert.deepEqual(await page.next('session_closed'), { reason: 'revoked' })
    await assert.rejects(makeClient({ baseUrl: other.url, token: () => guest.token })('me'), { code: 'UNAUTHENTICATED' })
  })

  test('D4: one link pressed at both at once makes one guest; two links make two', async () => {
    for (let round = 0; round < 5; round++) {
      const [mine, yours] = [await link('Mine'), await link('Yours')]
      const came = await Promise.all(
        [one, other].flatMap((at) => [mine, yours].map(({ secret, name }) => enter(at, { secret, name: `${name} ${at.url}` }))),
      )
      const [a, b, c, d] = came.map(({ user }) => user.id)
      assert.deepEqual([a, b], [c, d])
      assert.notEqual(a, b)
    }
  })

  test('D3: when the practice is cancelled on one, its links open nothing on the other', async () => {
    const { secret } = await link('Walter')
    const { joinCode } = await doctor.at(one)('getJoinCode')
    const back = (await enter(other, { joinCode, name: 'Gina' })).secret!
    await doctor.at(one)('cancelSchedule', { params: { id } })
    for (const it of [secret, back]) await opensNothing(other, { secret: it, name: 'Late' })
    await assert.rejects(enter(other, { joinCode, name: 'Late' }), { code: 'PRACTICE_CLOSED' })
  })
})
