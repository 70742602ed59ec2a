import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import pino from 'pino'
import { until } from '../../../../testing/until.ts'
import { makeTurns } from './turns.ts'

const ask = (path: string): string => `GET /${path} HTTP/1.1\r\nHost: x\r\n\r\n`

describe('pipelined requests of one connection', () => {
  const lines: string[] = []
  const served: string[] = []
  const held: ServerResponse[] = []
  let answers = true
  const server = createServer((request, response) => {
    served.push(request.url!)
    if (answers) response.end(request.url)
    else held.push(response)
  })
  makeTurns(pino({}, { write: (line: string) => void lines.push(line) })).hold(server)
  before(async () => once(server.listen(0, '127.0.0.1'), 'listening'))
  after(() => {
    server.close()
    server.closeAllConnections()
  })
  beforeEach(() => {
    answers = true
    for (const list of [lines, served, held]) list.length = 0
  })

  async function open(): Promise<{ client: Socket; received: () => string; isClosed: () => boolean }> {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let [received, isClosed] = ['', false]
    client.on('error', () => undefined).once('close', () => (isClosed = true))
    client.on('data', (bytes: Buffer) => (received += bytes.toString('latin1')))
    await once(client, 'connect')
    return { client, received: () => received, isClosed: () => isClosed }
  }

  test('with an unknown expectation are answered once and the connection is closed', async () => {
    const odd = await open()
    odd.client.write('GET /odd HTTP/1.1\r\nHost: x\r\nExpect: the-unexpected\r\n\r\n'.repeat(300))
    await until(() => odd.isClosed(), 'its end')
    assert.equal(odd.received().match(/HTTP\/1\.1 417 /g)?.length, 1)
    assert.deepEqual(served, [])
  })

  test('are answered in order, one at a time, with other connections’ requests in between', async () => {
    const [busy, other] = [await open(), await open()]
    answers = false
    busy.client.write(Array.from({ length: 50 }, (_, n) => ask(`busy${n}`)).join(''))
    await until(() => served.length > 0, 'the first')
    other.client.write(ask('other'))
    await until(() => served.includes('/other'), 'the other connection’s request')
    assert.deepEqual(served, ['/busy0', '/other'])
    answers = true
    for (const response of held.splice(0)) response.end()
    await until(() => served.length === 51, 'all')
    assert.deepEqual(
      served.filter((path) => path !== '/other'),
      Array.from({ length: 50 }, (_, n) => `/busy${n}`),
    )
    await until(() => busy.received().endsWith('/busy49'), 'the last answer')
    busy.client.write(ask('again'))
    await until(() => busy.received().endsWith('/again'), 'a further answer')
    for (const { client } of [busy, other]) client.destroy()
  })

  test('are limited to a hundred waiting: beyond that the connection is cut, none of them is served, and one line is logged', async () => {
    const flood = await open()
    answers = false
    flood.client.write(ask('flood').repeat(5000))
    await until(flood.isClosed, 'the flood to be cut')
    assert.equal(served.length, 1)
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { msg: string }).msg),
      ['a connection that never stops asking is cut'],
    )
    answers = true
    const other = await open()
    other.client.write(ask('other'))
    await until(() => other.received().endsWith('/other'), 'an answer')
    other.client.destroy()
  })

  test('are no longer served once the connection is gone', async () => {
    const hasty = await open()
    answers = false
    hasty.client.write(ask('hasty').repeat(10))
    await until(() => held.length === 1, 'the first')
    const gone = once(held[0]!, 'close')
    hasty.client.destroy()
    await gone
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(served.length, 1)
  })

  test('cannot be followed by an upgrade before they are answered', async () => {
    const upgraded: Socket[] = []
    server.on('upgrade', (_request, socket: Socket) => upgraded.push(socket))
    const sly = await open()
    answers = false
    sly.client.write(`${ask('first')}GET /second HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
    await until(sly.isClosed, 'the connection to be cut')
    assert(upgraded.every(({ destroyed }) => destroyed))
  })
})
