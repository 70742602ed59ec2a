import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PING_SECONDS } from '@medconsult/contract'
import { fastify } from 'fastify'
import { Server } from 'socket.io'

/**
 * The least that a consultation can cost: a bare Fastify with the product's paths. A POST durably commits one row, emits one
 * event to its receiver and returns a short reply; a GET returns a constant. Nothing is checked. A socket is in the room of
 * its `token`: the schedule's id for a doctor, their own id for a patient; both together identify their call.
 */
const database = new DatabaseSync(join(process.env['FLOOR_DIR']!, 'floor.db'))
database.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE steps (id INTEGER PRIMARY KEY, what TEXT, at TEXT) STRICT;
`)
const insert = database.prepare('INSERT INTO steps (what, at) VALUES (?, ?)')
const app = fastify()
const io = new Server(app.server, { transports: ['websocket'], pingInterval: PING_SECONDS * 1000, pingTimeout: PING_SECONDS * 1000 })
io.on('connection', (socket) => {
  void socket.join((socket.handshake.auth as { token: string }).token)
  for (const event of ['join_schedule', 'join_call'])
    socket.on(event, (_room: unknown, ack: (answer: unknown) => void) => ack({ ok: true }))
})

interface Asked {
  Params: { id: string }
  Body: { patientId: string } | undefined
}
const callOf = (scheduleId: string, patientId: string): string => `${scheduleId}~${patientId}`
const doctorOf = (call: string): string => call.slice(0, call.indexOf('~'))
const patientOf = (call: string): string => call.slice(call.indexOf('~') + 1)

/** One step: commits it and emits to one room. */
function step(path: string, event: string, to: (id: string, patientId: string) => string): void {
  app.post<Asked>(path, ({ params: { id }, body }) => {
    insert.run(path, new Date().toISOString())
    const patientId = body?.patientId ?? ''
    const callSessionId = patientId === '' ? id : callOf(id, patientId)
    io.to(to(id, patientId)).emit(event, { callSessionId })
    return { id: callSessionId }
  })
}
step('/patient/schedules/:id/join-queue', 'queue_updated', (id) => id)
step('/patient/schedules/:id/toggle-ready', 'queue_updated', (id) => id)
step('/doctor/schedules/:id/start-call', 'call_invitation', (_id, patientId) => patientId)
step('/patient/call-sessions/:id/confirm', 'call_confirmed', doctorOf)
step('/call-sessions/:id/activate', 'call_activated', doctorOf)
step('/doctor/call-sessions/:id/end', 'call_ended', patientOf)
app.get('/doctor/schedules/:id/queue', () => [{ rev: 0, status: 'READY' }])
app.get('/patient/pending-invitation', () => ({ status: 'INVITED' }))
app.get('/doctor/call-sessions/:id/status', () => ({ status: 'CONFIRMED' }))
app.get('/call-sessions/:id', () => ({ status: 'ENDED' }))

await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` })
process.on('disconnect', () => process.exit())
