import { errors, Problem, refusalsOf, routes, type ErrorCode, type Route, type RouteName } from '@medconsult/contract'
import { z } from 'zod'

type Json = Record<string, unknown>

const TAGS = [
  'Accounts and audit',
  '1 Practice starts',
  '2 Queue',
  '3 Ready',
  '4 Invitation',
  '5 Answer',
  '6 Call room',
  '7 Media',
  '8 Peer ids',
  '9 Connection and end',
]

/** The OpenAPI 3.1 document of the routes table: every reply and every refusal of every route. */
export function openApi(version: string): Json {
  const components: Json = {}
  const ref = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json
    Object.assign(components, rebase($defs as Json))
    return rebase(root) as Json
  }
  const problem = ref(Problem, 'input')
  const paths: Record<string, Json> = {}
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name]
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    ;(paths[path] ??= {})[route.method.toLowerCase()] = operation(name, route, ref, problem)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'MedConsult',
      version,
      description: 'Video consultations with a queue: a doctor’s practice, its waiting patients and their calls.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: TAGS.map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'medconsult',
          description: 'The browser’s login; `__Host-medconsult` behind TLS. A write needs our own Origin.',
        },
      },
    },
  }
}

function operation(name: RouteName, route: Route, ref: (schema: z.ZodType, io: 'input' | 'output') => Json, problem: Json): Json {
  const parameters = [
    ...parametersOf('path', route.params, ref),
    ...parametersOf('query', route.query, ref),
    ...(route.who === 'anyone' ? [] : [expectedLogin]),
  ]
  const reply = { content: { 'application/json': { schema: ref(route.reply, 'input') } } }
  const refused = refusals(route, problem)
  if (route.tellsHealth) Object.assign((refused['503'] as { content: Json }).content, reply.content)
  return {
    operationId: name,
    summary: route.summary,
    tags: [TAGS[route.phase]],
    security: route.who === 'anyone' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? { requestBody: { required: !route.bodyOptional, content: { 'application/json': { schema: ref(route.body, 'input') } } } }
      : {}),
    responses: {
      '200': { description: route.creates ? 'It was there already' : 'Done', ...reply },
      ...(route.creates ? { '201': { description: 'Created', ...reply } } : {}),
      ...refused,
    },
  }
}

const expectedLogin: Json = {
  name: 'If-Login',
  in: 'header',
  required: false,
  description: 'With the cookie: the `loginId` of GET /auth/me that the page was opened with. Another login is refused with OTHER_LOGIN.',
  schema: { type: 'string', format: 'uuid' },
}

const retryAfter = { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } }

/** A route's refusals, gathered by status; each code as an example. */
function refusals(route: Route, problem: Json): Json {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of refusalsOf(route)) byStatus.set(errors[code].status, [...(byStatus.get(errors[code].status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `${code}: ${errors[code].title}`).join(' · '),
        ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
        content: {
          'application/problem+json': {
            schema: problem,
            examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      },
    ]),
  )
}

const exampleOf = (code: ErrorCode): Json => ({
  type: 'about:blank',
  ...errors[code],
  code,
  requestId: '4b4c9f52-4d3a-4f0e-8f6c-2f4d9d8b1c11',
  ...(code === 'INVALID' ? { errors: [{ path: 'endTime', message: 'The practice has to end after it starts.' }] } : {}),
})

function parametersOf(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  ref: (schema: z.ZodType, io: 'input' | 'output') => Json,
): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = ref(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: place, required: required.includes(name), schema }))
}

const rebase = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(rebase)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : rebase(value),
    ]),
  )
}
