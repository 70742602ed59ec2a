import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Server } from 'socket.io'

/** The least that “told once it is safe” can cost: a bare POST, one durable commit, one emit to a room, the reply. */
const database = new DatabaseSync(join(process.env['FLOOR_DIR']!, 'floor.db'))
database.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE entries (id INTEGER PRIMARY KEY, isReady INTEGER, at TEXT) STRICT;
`)
const insert = database.prepare('INSERT INTO entries (isReady, at) VALUES (?, ?)')

const http = createServer((request, reply) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { isReady } = JSON.parse(Buffer.concat(chunks).toString()) as { isReady: boolean }
    const { lastInsertRowid } = insert.run(Number(isReady), new Date().toISOString())
    io.to('doctor').emit('queue_updated', { scheduleId: 'floor', totalInQueue: 1, rev: Number(lastInsertRowid) })
    const body = JSON.stringify({ isReady })
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
})
const io = new Server(http, { transports: ['websocket'] })
io.on('connection', (socket) => {
  void socket.join('doctor')
})

http.listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })
})
process.on('disconnect', () => process.exit())
