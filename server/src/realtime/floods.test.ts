import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { SOCKET_PATH } from '@medconsult/contract'
import { frame, type FrameKind } from '../test/frame.ts'
import { connect, startTestServer, type TestServer } from '../test/running.ts'
import { until } from '../../../testing/until.ts'

const UPGRADE = `GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
const LINE = 'a connection that floods is cut'

describe('floods', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server[Symbol.asyncDispose]())

  /** A connection, closed however it likes, and what it receives. */
  async function raw(): Promise<{ socket: Socket; received: () => string; isClosed: () => boolean }> {
    const socket = connectTcp(server.port, '127.0.0.1')
    await once(socket, 'connect')
    let [received, isClosed] = ['', false]
    socket.on('data', (bytes: Buffer) => (received += bytes.toString('latin1')))
    socket.on('error', () => undefined).once('close', () => (isClosed = true))
    return { socket, received: () => received, isClosed: () => isClosed }
  }

  const connected = async (token: string | null) => {
    const connection = await raw()
    connection.socket.write(UPGRADE)
    await until(() => connection.received().includes('"sid"'), 'the upgrade')
    if (token === null) return connection
    connection.socket.write(frame('text', `40${JSON.stringify({ token })}`))
    await until(() => /40\{"sid"/.test(connection.received()), 'the sign-in')
    return connection
  }
  const linesOf = (): string[] => server.lines.filter((line) => line.includes(LINE))

  const many = (kind: FrameKind, count: number): Buffer =>
    Buffer.concat(Array.from({ length: count }, () => frame(kind, '', kind !== 'continuation')))
  const floods: readonly (readonly [string, Buffer])[] = [
    ['pings', many('ping', 600)],
    ['answers to pings that nobody sent', many('pong', 600)],
    ['parts of a message that never ends', Buffer.concat([frame('text', '', false), many('continuation', 600)])],
    ['bytes', Buffer.concat(Array.from({ length: 90 }, () => frame('text', `42${JSON.stringify(['nothing', 'x'.repeat(60_000)])}`)))],
  ]
  for (const [what, bytes] of floods)
    for (const who of ['nobody', 'somebody'] as const)
      test(`a websocket of ${who} that floods with ${what} is cut, with one log line`, async () => {
        const person = await server.patient('Flood Maker')
        const before = linesOf().length
        const connection = await connected(who === 'nobody' ? null : person.token)
        connection.socket.write(bytes)
        await until(connection.isClosed, 'the flood to be cut', 3500)
        const lines = linesOf()
        assert.equal(lines.length, before + 1)
        assert(!lines.join('').includes(person.user.id))
        assert.equal((await server.send('/auth/me', { headers: { authorization: `Bearer ${person.token}` } })).status, 200)
      })

  test('a flood sent with the upgrade request is cut before it is read', async () => {
    const connection = await raw()
    connection.socket.write(Buffer.concat([Buffer.from(UPGRADE), many('ping', 600)]))
    await until(connection.isClosed, 'the flood to be cut', 3500)
    assert(!connection.received().includes('\x8a'), 'no ping is answered')
  })

  test('a client that pings occasionally is answered and stays connected', async () => {
    const connection = await connected((await server.patient()).token)
    for (let n = 0; n < 20; n++) connection.socket.write(frame('ping', `ping ${n}`))
    await until(() => connection.received().includes('ping 19'), 'the last answer')
    assert(!connection.isClosed())
    connection.socket.destroy()
  })

  test('a socket that upgrades from polling still counts for its login', async () => {
    const patient = await server.patient()
    using socket = await connect(server.url, patient.token, {}, ['polling', 'websocket'])
    const { engine } = socket.socket.io
    await until(() => engine.transport.name === 'websocket', 'the upgrade')
    const { ws } = engine.transport as unknown as { ws: { ping(): void } }
    for (let n = 0; n < 50; n++) ws.ping()
    assert.deepEqual(await socket.say('leave_call', { callSessionId: crypto.randomUUID() }), { ok: true })
    const before = linesOf().length
    for (let n = 0; n < 1000; n++) ws.ping()
    await until(() => !socket.socket.connected, 'the flood to be cut')
    assert.equal(linesOf().length, before + 1)
  })
})
