import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { openApi } from './openapi.ts'
import { PAGE_HEADERS } from './security-headers.ts'

/** Own scripts and styles only; the page's own style attributes are set by script. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** `/openapi.json` and a page to read and try it, `/docs`. */
export async function mountDocs(app: FastifyInstance, version: string): Promise<void> {
  const document = openApi(version)
  const json = JSON.stringify(document)
  app.get('/openapi.json', (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(json))
  await app.register(fastifySwagger, { mode: 'static', specification: { document: document as never } })
  await app.register(async (docs) => {
    docs.addHook('onRequest', (_request, reply, done) => {
      reply.headers(PAGE_HEADERS)
      done()
    })
    await docs.register(fastifySwaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      transformStaticCSP: () => POLICY,
      uiConfig: { docExpansion: 'none', tryItOutEnabled: true },
    })
  })
}
