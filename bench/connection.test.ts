import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Connection, requestBytes } from './connection.ts'

test('Connection: receives many responses, long ones too, over one connection', async () => {
  let connections = 0
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = `${request.method} ${Buffer.concat(chunks).toString()} ${'ü'.repeat(100_000)}`
      reply.writeHead(request.method === 'POST' ? 201 : 200, { 'content-length': Buffer.byteLength(body) }).end(body)
    })
  }).on('connection', () => connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  {
    using connection = await Connection.open(`http://127.0.0.1:${port}`)
    const host = `127.0.0.1:${port}`
    for (let i = 0; i < 3; i++) {
      const read = await connection.send(requestBytes('GET', host, '/', []))
      assert.equal(read.status, 200)
      assert.equal(read.body.length, 'GET  '.length + 100_000)
      const written = await connection.send(requestBytes('POST', host, '/', [], { a: 'ä' }))
      assert.equal(written.status, 201)
      assert.match(written.body, /^POST \{"a":"ä"\} ü/)
    }
  }
  assert.equal(connections, 1)
  server.close()
})

test('Connection: throws on a refusal and on a connection that the server has closed', async () => {
  const server = createServer((_request, reply) => {
    reply.writeHead(409, { 'content-length': 3, connection: 'close' }).end('why')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  using connection = await Connection.open(`http://127.0.0.1:${port}`)
  const gone = new Promise<void>((resolve) => server.once('close', resolve))
  const asked = requestBytes('POST', 'here', '/join', [])
  await assert.rejects(connection.done(asked), /POST \/join HTTP\/1.1: 409 why/)
  server.close()
  await gone
  await assert.rejects(async () => connection.send(asked), /closed the connection/)
})
