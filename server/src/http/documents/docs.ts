import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { asyncApi } from './asyncapi.ts'
import { docsPage } from './docs-page.ts'
import { openApi } from './openapi.ts'
import { PAGE_HEADERS } from '../security-headers.ts'

/** Allows only our own style sheet. */
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const json = (reply: FastifyReply): FastifyReply => reply.header('content-type', 'application/json; charset=utf-8')

/** Mounts `/openapi.json`, `/asyncapi.json` and `/docs`, a page that shows both. */
export function mountDocs(app: FastifyInstance, version: string): void {
  const documents = [openApi(version), asyncApi(version)] as const
  const page = docsPage(...documents)
  const style = readFileSync(join(import.meta.dirname, 'docs.css'), 'utf8')
  const [routes, events] = documents.map((it) => JSON.stringify(it))
  app.get('/openapi.json', (_request, reply) => json(reply).send(routes))
  app.get('/asyncapi.json', (_request, reply) => json(reply).send(events))
  for (const path of ['/docs', '/docs/'])
    app.get(path, (_request, reply) =>
      reply.headers({ ...PAGE_HEADERS, 'content-security-policy': POLICY, 'content-type': 'text/html; charset=utf-8' }).send(page),
    )
  app.get('/docs/docs.css', (_request, reply) => reply.header('content-type', 'text/css; charset=utf-8').send(style))
}
