import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { errors, Problem, SOCKET_PATH, type ErrorCode } from '@medconsult/contract'
import { API_HEADERS } from '../security-headers.ts'
import { startTestServer, type TestServer } from '../../test/running.ts'
import { until } from '../../../../testing/until.ts'

/** Asserts that a raw response is this problem, with the headers that every reply has. */
function assertProblem(answer: string, code: ErrorCode): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const { status, title, detail } = errors[code]
  assert.match(first, new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`))
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]))
  for (const [name, value] of Object.entries(API_HEADERS)) assert.equal(headers.get(name), value, name)
  assert.equal(headers.get('content-type'), 'application/problem+json')
  const problem = Problem.strict().parse(JSON.parse(body))
  assert.deepEqual([problem.code, problem.status, problem.title, problem.detail], [code, status, title, detail])
}

describe('broken and slow requests', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ requestTimeoutMs: 1000, connectTimeoutMs: 1000 })
  })
  after(() => server[Symbol.asyncDispose]())

  const say = (request: string): Socket =>
    connectTcp(server.port, '127.0.0.1', function (this: Socket) {
      this.write(request)
    })

  test('input that is not HTTP is answered and the connection closed', async () => {
    assertProblem(await text(say('rubbish\r\n\r\n')), 'MALFORMED')
    assert.equal((await server.send('/health')).status, 200)
  })

  test('an oversized head gets its own problem', async () => {
    assertProblem(await text(say(`GET /health HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`)), 'HEADERS_TOO_LARGE')
  })

  const asks = (count: number): string => 'GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(count)
  const statusesIn = (answers: string): (string | undefined)[] => [...answers.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status)

  test('garbage after complete requests is answered after them', async () => {
    const answers = await text(say(`${asks(3)}rubbish\r\n\r\n`))
    assert.deepEqual(statusesIn(answers), ['200', '200', '200', '400'])
    assertProblem(answers.slice(answers.lastIndexOf('HTTP/1.1 ')), 'MALFORMED')
  })

  test('a broken body is answered after the complete requests before it', async () => {
    const broken = 'POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nrubbish\r\n'
    assert.deepEqual(statusesIn(await text(say(broken))), ['400'])
    assert.deepEqual(statusesIn(await text(say(asks(2) + broken))), ['200', '200', '400'])
  })

  test('a client that keeps sending requests and never reads is disconnected', async () => {
    const greedy = say(asks(2000))
    greedy.pause()
    let isCut = false
    greedy.once('error', () => (isCut = true))
    // A client that does not read notices the close only by writing.
    await until(() => isCut || (greedy.write(asks(1)), false), 'the connection to be cut')
    assert.equal((await server.send('/health')).status, 200)
  })

  for (const [what, request] of [
    ['head', 'GET /health HTTP/1.1\r\nHost'],
    ['body', 'POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'],
  ] as const)
    test(`a ${what} that does not arrive in time gets a timeout problem`, async () => {
      let answer: string | undefined
      void text(say(request)).then((it) => (answer = it))
      assertProblem(await until(() => answer, 'an answer'), 'TOO_SLOW')
    })

  test('a websocket from another site’s page is refused with 403', async () => {
    const foreign = say(
      `GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nOrigin: https://foe.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    )
    assertProblem(await text(foreign), 'FOREIGN_ORIGIN')
  })

  test('an upgrade that is refused or to an unknown path is answered with the usual headers', async () => {
    const upgrade = (path: string): Socket =>
      say(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
      )
    assertProblem(await text(upgrade(`${SOCKET_PATH}/?EIO=4&transport=smoke`)), 'MALFORMED')
    assertProblem(await text(upgrade(`${SOCKET_PATH}/?EIO=4&transport=websocket&sid=nobodys`)), 'MALFORMED')
    assertProblem(await text(upgrade('/elsewhere')), 'NOT_FOUND')
  })

  test('another site’s page that requests a websocket and leaves at once, or stays, keeps no connection and does no harm', async () => {
    const upgrade = `GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nOrigin: https://foe.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
    for (let n = 0; n < 50; n++) {
      const hasty = say(upgrade)
      hasty.on('error', () => undefined)
      hasty.once('connect', () => hasty.resetAndDestroy())
    }
    const stays = connectTcp({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    let gone = false
    stays.on('error', () => undefined).once('close', () => (gone = true))
    stays.write(upgrade)
    stays.resume()
    // Its own half stays open; writing reveals when the other half is gone.
    await until(() => gone || (stays.write('x'), false), 'the connection to be gone')
    assert.equal((await server.send('/health')).status, 200)
  })

  test('a websocket without a sign-in is closed, even if the client is silent', async () => {
    const silent = say(
      `GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    )
    let received = ''
    silent.on('data', (bytes: Buffer) => (received += bytes.toString('latin1')))
    let isClosed = false
    silent.once('close', () => (isClosed = true))
    await until(() => isClosed, 'the silent connection to be closed')
    assert.match(received, /^HTTP\/1\.1 101 /)
  })

  test('several sign-ins on one websocket are refused', async () => {
    const patient = await server.patient()
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${SOCKET_PATH}/?EIO=4&transport=websocket`)
    const received: string[] = []
    socket.addEventListener('message', ({ data }) => received.push(String(data)))
    await once(socket, 'open')
    const ended = once(socket, 'close')
    for (let n = 0; n < 20; n++) socket.send(`40${JSON.stringify({ token: patient.token })}`)
    await ended
    assert.deepEqual(
      received.filter((it) => it.startsWith('40')),
      [],
    )
  })

  test('a client that disconnects from Socket.IO keeps no connection', async () => {
    const patient = await server.patient()
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${SOCKET_PATH}/?EIO=4&transport=websocket`)
    const welcomed = new Promise<void>((resolve) => {
      socket.addEventListener('message', ({ data }) => String(data).startsWith('40') && resolve())
    })
    await once(socket, 'open')
    socket.send(`40${JSON.stringify({ token: patient.token })}`)
    await welcomed
    const ended = once(socket, 'close')
    socket.send('41')
    socket.addEventListener('message', ({ data }) => data === '2' && socket.send('3'))
    await ended
  })
})
