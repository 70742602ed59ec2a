import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { boundedFetch, limitOf } from './bounded-fetch.ts'

/** A server that closes its connections when disposed. */
async function serving(answer: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const SHORT_MS = 100

test('boundedFetch: returns the whole answer, with its status and headers', async () => {
  await using server = await serving((_, reply) => reply.writeHead(409, { 'retry-after': '7' }).end('{"code":"BUSY"}'))
  const response = await boundedFetch(server.url)
  assert.equal(response.status, 409)
  assert.equal(response.headers.get('retry-after'), '7')
  assert.deepEqual(await response.json(), { code: 'BUSY' })
})

test('boundedFetch: gives up on a server that does not answer or stops in the middle', async () => {
  const silent: readonly RequestListener[] = [
    () => undefined,
    (_, reply) => void reply.writeHead(200, { 'content-length': '100' }).write('{"half":'),
  ]
  for (const answer of silent) {
    await using server = await serving(answer)
    await assert.rejects(boundedFetch(server.url, {}, SHORT_MS), { name: 'TimeoutError' })
  }
})

test('boundedFetch: the caller may abort before', async () => {
  await using server = await serving(() => undefined)
  const own = new AbortController()
  const asked = boundedFetch(server.url, { signal: own.signal })
  own.abort()
  await assert.rejects(asked, { name: 'AbortError' })
  await assert.rejects(boundedFetch(server.url, { signal: own.signal }), { name: 'AbortError' })
})

test('every request has a time limit: reads the shortest, what checks a password the longest', () => {
  assert.deepEqual(
    [limitOf('/patient/schedules', 'GET'), limitOf('/doctor/schedules/1/start-call', 'POST'), limitOf('/auth/login', 'POST')],
    [8000, 10_000, 30_000],
  )
})
