import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import pino from 'pino'
import { until } from '../../../../testing/until.ts'
import { heldOf, makeUnreadWatch } from './unread.ts'

const SIZE = 32 * 1024 * 1024
const ASK = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

describe('responses that are not read', () => {
  const lines: string[] = []
  let time = 0
  const server = createServer((_request, response) => void response.end(Buffer.alloc(SIZE)))
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const look = makeUnreadWatch(server, { log, cutMs: 30_000, now: () => time })
  const pass = (ms: number): void => {
    time += ms
    look()
  }
  const served: Socket[] = []
  server.on('connection', (socket) => served.push(socket))
  before(async () => once(server.listen(0, '127.0.0.1'), 'listening'))
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  /** Sends a request and reads nothing; resolves once the response is stuck. */
  async function greedy(): Promise<{ client: Socket; mine: Socket }> {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined)
    await once(client, 'connect')
    client.pause()
    client.write(ASK)
    const mine = await until(() => served.at(-1), 'the connection')
    let last = ''
    await until(async () => {
      const now = `${mine.bytesWritten} ${mine.writableLength} ${heldOf(mine)}`
      const isStill = now === last && mine.writableLength > 0
      last = now
      await new Promise((resolve) => setTimeout(resolve, 100))
      return isStill
    }, 'the response to be stuck')
    return { client, mine }
  }

  test('end the connection after 30 s, even if the client keeps sending requests', async () => {
    const { client, mine } = await greedy()
    look()
    for (let n = 0; n < 29; n++) {
      client.write(ASK)
      pass(1000)
    }
    assert(!mine.destroyed)
    pass(1000)
    assert(mine.destroyed)
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { msg: string }).msg),
      ['a connection that does not read is cut'],
    )
  })

  test('a client that reads, however slowly, stays connected', async () => {
    const { client, mine } = await greedy()
    client.on('data', () => client.pause())
    for (let n = 0; n < 5; n++) {
      const before = mine.bytesWritten - heldOf(mine)
      pass(29_000)
      assert(!mine.destroyed)
      // Enough for the operating system to accept more from the server.
      await until(() => {
        client.resume()
        return mine.bytesWritten - heldOf(mine) > before || mine.writableLength === 0
      }, 'some bytes to be read')
    }
    client.destroy()
  })
})
