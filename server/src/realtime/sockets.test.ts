import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Ack } from '@medconsult/contract'
import { API_HEADERS } from '../http/security-headers.ts'
import type { Store } from '../store/store.ts'
import { connect, inCall, startTestServer, type TestPerson, type TestServer, type TestSocket } from '../test/running.ts'
import { until } from '../../../testing/until.ts'
import { openInMemory } from '../test/stores.ts'

const CLOSED = 'io server disconnect'
/** Why a socket was closed; fails if it is not. */
function closed({ socket }: TestSocket): Promise<string> {
  let reason: string | undefined
  socket.once('disconnect', (why) => (reason = why))
  return until(() => reason, 'the socket to be closed')
}

describe('sockets', () => {
  let server: TestServer
  let doctor: TestPerson
  let patient: TestPerson
  before(async () => {
    server = await startTestServer({ env: { CORS_ORIGINS: 'https://friend.example' } })
    doctor = await server.doctor()
    patient = await server.patient()
  })
  after(() => server[Symbol.asyncDispose]())

  test('a missing or invalid token and a foreign origin are refused; the cookie counts only with our origin', async () => {
    const { url } = server
    const cookie = `medconsult=${patient.token}`
    const refusal = (data: string) => ({ data: { code: data } })
    await assert.rejects(connect(url, null), refusal('UNAUTHENTICATED'))
    await assert.rejects(connect(url, 'a.b.c'), refusal('UNAUTHENTICATED'))
    await assert.rejects(connect(url, null, { cookie }), refusal('UNAUTHENTICATED'), 'a cookie without an origin')
    for (const transport of ['websocket', 'polling']) {
      await assert.rejects(connect(url, null, { cookie, origin: 'https://foe.example' }, [transport]))
      await assert.rejects(connect(url, patient.token, { origin: 'https://foe.example' }, [transport]))
      using own = await connect(url, null, { cookie, origin: url }, [transport])
      using friend = await connect(url, null, { cookie, origin: 'https://friend.example' }, [transport])
      assert(own.socket.connected && friend.socket.connected)
    }
    const upgrade = await server.send('/socket.io/?EIO=4&transport=polling', { headers: { origin: 'https://foe.example', cookie } })
    assert.equal(upgrade.status, 403)
    assert.equal((await server.send('/socket.io/?EIO=4&transport=polling&j=0')).status, 403, 'an answer as a script')
  })

  test('Socket.IO’s own responses have the usual headers, refusals included', async () => {
    const ask = '/socket.io/?EIO=4'
    for (const [path, status] of [
      [`${ask}&transport=polling`, 200],
      [`${ask}&transport=smoke`, 400],
      [`${ask}&transport=polling&sid=nobodys`, 400],
      [`${ask}&transport=websocket`, 400],
      ['/socket.io/?EIO=3&transport=polling', 400],
      [`${ask}&transport=polling&j=0`, 403],
    ] as const) {
      const response = await server.send(path)
      assert.equal(response.status, status, path)
      for (const [name, value] of Object.entries(API_HEADERS)) assert.equal(response.headers.get(name), value, `${path}: ${name}`)
    }
    assert.equal((await server.post(`${ask}&transport=polling`)).headers.get('x-content-type-options'), 'nosniff')
  })

  test('a doctor awaiting approval is refused with NOT_APPROVED', async () => {
    await using strict = await startTestServer({ env: { DOCTOR_REGISTRATION: 'approval' } })
    const waiting = await strict.doctor()
    await assert.rejects(waiting.connect(), { data: { code: 'NOT_APPROVED' } })
  })

  test('only people of a schedule or call can join its room', async () => {
    const { doctor, patient, schedule, call } = await inCall(server)
    const [otherDoctor, otherPatient] = [await server.doctor('Dr. Other'), await server.patient('Other Patient')]
    const join = async (person: TestPerson): Promise<string> => {
      using socket = await person.connect()
      const [a, b] = [
        await socket.say('join_schedule', { scheduleId: schedule.id }),
        await socket.say('join_call', { callSessionId: call.id }),
      ]
      return [a, b].map((ack) => (ack.ok ? 'ok' : ack.code)).join(' ')
    }
    assert.equal(await join(doctor), 'ok ok')
    assert.equal(await join(patient), 'ok ok')
    assert.equal(await join(otherDoctor), 'NOT_FOUND NOT_FOUND')
    assert.equal(await join(otherPatient), 'NOT_FOUND NOT_FOUND')
  })

  test('malformed and unknown messages are refused or ignored without harm', async () => {
    using socket = await patient.connect()
    const say = (event: string, ...given: unknown[]): Promise<Ack> =>
      socket.socket.timeout(5000).emitWithAck(event, ...given) as Promise<Ack>
    for (const payload of [null, 1, 'x', [], {}, { scheduleId: 'x' }, { scheduleId: randomUUID(), more: 1 }, { scheduleId: { in: [] } }]) {
      assert.deepEqual(await say('join_schedule', payload), { ok: false, code: 'INVALID' })
    }
    assert.deepEqual(await say('join_schedule'), { ok: false, code: 'INVALID' })
    assert.deepEqual(await say('signal', { callSessionId: randomUUID(), message: { type: 'EVIL', dst: 'x' } }), {
      ok: false,
      code: 'INVALID',
    })
    for (const event of ['join_schedule', 'nonsense', 'signal']) socket.socket.emit(event, { scheduleId: randomUUID() }, 'no function', 3)
    socket.socket.emit('join_call')
    assert.deepEqual(await socket.say('leave_call', { callSessionId: randomUUID() }), { ok: true })
    const ended = closed(socket)
    socket.socket.io.engine.write('garbage that is no packet')
    await ended
    using again = await patient.connect()
    assert(again.socket.connected)
  })

  test('a flood of signals to no call is rate-limited', async () => {
    using socket = await (await server.patient('Somebody Else')).connect()
    const acks = await Promise.all(
      Array.from({ length: 150 }, () => socket.say('signal', { callSessionId: randomUUID(), message: { type: 'LEAVE', dst: 'x' } })),
    )
    assert(acks.some((ack) => !ack.ok && ack.code === 'RATE_LIMITED'))
  })

  test('a flood of joins is rate-limited for its sender only', async () => {
    using socket = await patient.connect()
    const acks = await Promise.all(Array.from({ length: 200 }, () => socket.say('join_schedule', { scheduleId: randomUUID() })))
    const codes = new Set(acks.map((ack) => (ack.ok ? 'ok' : ack.code)))
    assert.deepEqual([...codes].toSorted(), ['NOT_FOUND', 'RATE_LIMITED'])
    using other = await doctor.connect()
    assert.deepEqual(await other.say('join_schedule', { scheduleId: randomUUID() }), { ok: false, code: 'NOT_FOUND' })
  })

  test('events and connects are counted per login, over all its sockets', async () => {
    const person = await server.patient('Several Windows')
    const windows = await Promise.all([1, 2, 3].map(() => person.connect()))
    const acks = await Promise.all(
      windows.flatMap((window) => Array.from({ length: 60 }, () => window.say('join_schedule', { scheduleId: randomUUID() }))),
    )
    assert(acks.filter((ack) => !ack.ok && ack.code === 'NOT_FOUND').length < 120)
    await assert.rejects(
      until(async () => {
        for (let n = 0; n < 60; n++) void windows[0]!.say('join_schedule', { scheduleId: randomUUID() })
        using another = await person.connect()
        return !another.socket.connected
      }, 'a handshake to be refused'),
      { data: { code: 'RATE_LIMITED' } },
    )
    for (const window of windows) window[Symbol.dispose]()
  })

  test('a flooding connection is cut, signed in or not; others are not affected', async () => {
    using flooder = await (await server.patient('Flood')).connect()
    const ended = closed(flooder)
    for (let n = 0; n < 500; n++) flooder.socket.emit('nothing' as 'signal')
    assert.match(await ended, /transport/)
    const stranger = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    let isCut = false
    stranger.addEventListener('close', () => (isCut = true))
    stranger.addEventListener('open', () => {
      for (let n = 0; n < 20; n++) stranger.send('40/nowhere,{}')
    })
    await until(() => isCut, 'the stranger to be cut')
    using other = await patient.connect()
    assert(other.socket.connected)
  })

  test('a person’s ninth socket closes the oldest, with the reason', async () => {
    const person = await server.patient()
    const sockets: TestSocket[] = []
    for (let n = 0; n < 8; n++) sockets.push(await person.connect())
    const oldest = closed(sockets[0]!)
    sockets.push(await person.connect())
    assert.equal(await oldest, CLOSED)
    assert.deepEqual(sockets[0]!.received, [{ event: 'session_closed', payload: { reason: 'too_many' } }])
    assert.deepEqual(
      sockets.slice(1).map(({ socket }) => socket.connected),
      Array<boolean>(8).fill(true),
    )
    for (const socket of sockets) socket[Symbol.dispose]()
  })

  test('logout closes every socket of that login, with the reason, and no other', async () => {
    const person = await server.patient()
    const second = (await (await server.post('/auth/login', { email: person.user.email, password: person.password })).json()) as {
      token: string
    }
    using one = await person.connect()
    using two = await person.connect()
    using elsewhere = await connect(server.url, second.token)
    const ends = Promise.all([closed(one), closed(two)])
    await person.call('logout')
    assert.deepEqual(await ends, [CLOSED, CLOSED])
    assert.deepEqual(one.received, [{ event: 'session_closed', payload: { reason: 'revoked' } }])
    assert.deepEqual(two.received, one.received)
    assert(elsewhere.socket.connected)
    await assert.rejects(person.connect())
  })

  test('a login revoked during the handshake closes its socket', async () => {
    await using store = await openInMemory()
    let leaving: TestPerson | null = null
    const get: Store['get'] = async (table, id) => {
      const row = await store.get(table, id)
      const leaves = table === 'users' && id === leaving?.user.id ? leaving : null
      if (leaves !== null) leaving = null
      await leaves?.call('logout')
      return row
    }
    await using own = await startTestServer({ store: { ...store, get } })
    const person = await own.patient()
    leaving = person
    using socket = await person.connect()
    await until(() => !socket.socket.connected, 'the socket to be closed')
    assert.deepEqual(socket.received, [{ event: 'session_closed', payload: { reason: 'revoked' } }])
  })

  test('an expiring token closes the transport, so that the page reconnects', async () => {
    const person = await server.patient()
    server.pass(24 * 3_600_000 - 1500)
    using socket = await person.connect().finally(() => server.pass(-(24 * 3_600_000 - 1500)))
    assert.equal(await closed(socket), 'transport close')
  })
})
