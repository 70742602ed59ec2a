import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'

/** What Fastify alone does: `GET /n` answers the n-th of the objects given, without a schema and without a check. */
const answers = JSON.parse(process.env['FLOOR_ANSWERS']!) as unknown[]

const app = fastify()
for (const [n, answer] of answers.entries()) app.get(`/${n}`, () => answer)

await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` })
process.on('disconnect', () => process.exit())
