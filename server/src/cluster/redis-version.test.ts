import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { RedisRefused } from './redis-connection.ts'
import { openRedis } from './redis.ts'

/** Answers HELLO as given and everything else with OK. */
async function redisThatSays(hello: string) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      const commands = data.toString().match(/^\*\d+\r\n\$\d+\r\n\w+/gm) ?? []
      for (const command of commands) socket.write(command.endsWith('HELLO') ? hello : '+OK\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `redis://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() }
}

const olds = [
  { version: '6.2.14', hello: '*4\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n6.2.14\r\n' },
  { version: 'under 6', hello: "-ERR unknown command 'HELLO'\r\n" },
]

for (const { version, hello } of olds)
  test(`a Redis of version ${version} is refused in one line`, async () => {
    using old = await redisThatSays(hello)
    await assert.rejects(openRedis({ url: old.url, secret: 'a secret', say: () => undefined }), (error) => {
      assert(error instanceof RedisRefused)
      assert.equal(error.message, `REDIS_URL: this Redis is version ${version}; use 7.0 or newer.`)
      return true
    })
  })
