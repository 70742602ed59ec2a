import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'

/** Fastify alone: `GET /n` returns the n-th of the given objects, without schemas or checks. */
const answers = JSON.parse(process.env['FLOOR_ANSWERS']!) as unknown[]

const app = fastify()
for (const [n, answer] of answers.entries()) app.get(`/${n}`, () => answer)

await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` })
process.on('disconnect', () => process.exit())
