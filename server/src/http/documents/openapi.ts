import {
  errors,
  faultAt,
  operations,
  Problem,
  refusalsOf,
  type ErrorCode,
  type Operation,
  type RouteName,
  type Who,
} from '@medconsult/contract'
import type { z } from 'zod'
import { fields, pathId, routeWords } from './api-words.ts'
import { describeSchemas, exampleOf, type Described, type Json } from './described.ts'

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

const WHOM: Readonly<Record<Who, string>> = {
  anyone: 'anyone',
  awaiting: 'anyone signed in, including doctors awaiting approval',
  signedIn: 'anyone signed in',
  doctor: 'doctors',
  patient: 'patients',
}

/** The OpenAPI 3.1 document of the routes table: every reply and refusal of every route, each field with its description. */
export function openApi(version: string): Json {
  const described = describeSchemas()
  const problem = described.of(Problem, 'Problem')
  const paths: Record<string, Json> = {}
  for (const name of Object.keys(operations) as RouteName[]) {
    const route: Operation = operations[name]
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    ;(paths[path] ??= {})[route.method.toLowerCase()] = operationObject(name, route, described, problem)
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
      schemas: described.schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'medconsult',
          description: 'The browser’s login; `__Host-medconsult` behind TLS. Writes need an Origin of this site.',
        },
      },
    },
  }
}

function operationObject(name: RouteName, route: Operation, described: Described, problem: Json): Json {
  const parameters = [
    ...parametersOf('path', name, described),
    ...parametersOf('query', name, described),
    ...(route.who === 'anyone' ? [] : [expectedLogin]),
  ]
  const content = (schema: z.ZodType): Json => {
    const node = described.of(schema, name)
    return { content: { 'application/json': { schema: node, example: exampleOf(node, name, described.schemas) } } }
  }
  const reply = content(route.reply)
  const refused = refusals(route, problem)
  if (route.unhealthyIs503) Object.assign((refused['503'] as { content: Json }).content, reply['content'])
  return {
    operationId: name,
    summary: route.summary,
    description: `For ${WHOM[route.who]}. ${routeWords[name]}`,
    tags: [TAGS[route.phase]],
    security: route.who === 'anyone' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: !route.bodyOptional, ...content(route.body) } } : {}),
    responses: {
      [route.accepts ? '202' : '200']: { description: doneWords(route), ...reply },
      ...(route.creates ? { '201': { description: 'Created', ...reply } } : {}),
      ...refused,
    },
  }
}

const doneWords = ({ accepts, creates }: Operation): string => (accepts ? 'Accepted' : creates ? 'It already existed' : 'Done')

const expectedLogin: Json = {
  name: 'If-Login',
  in: 'header',
  required: false,
  description:
    'With the cookie: the `loginId` from GET /auth/me that the page was opened with. Any other login is refused with OTHER_LOGIN.',
  // Ignored with a bearer token.
  schema: { type: 'string' },
  example: fields['loginId']?.example,
}

const retryAfter = { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } }

/** A route's refusals by status, with each code as an example. */
function refusals(route: Operation, problem: Json): Json {
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
            examples: Object.fromEntries(codes.map((code) => [code, { value: refusal(code) }])),
          },
        },
      },
    ]),
  )
}

const refusal = (code: ErrorCode): Json => ({
  type: 'about:blank',
  ...errors[code],
  code,
  requestId: '4b4c9f52-4d3a-4f0e-8f6c-2f4d9d8b1c11',
  ...(code === 'INVALID' ? { errors: [faultAt('endTime', 'END_NOT_AFTER_START')] } : {}),
})

function parametersOf(place: 'path' | 'query', route: RouteName, described: Described): Json[] {
  const { params, query, path }: Operation = operations[route]
  const schema = place === 'path' ? params : query
  if (schema === undefined) return []
  const { properties = {}, required = [] } = described.of(schema, route) as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const id = place === 'path' && name === 'id' ? pathId(path.includes('/call-sessions/')) : null
    const example = exampleOf({ properties: { [name]: schema } }, route, described.schemas) as Json
    return {
      name,
      in: place,
      required: required.includes(name),
      description: id?.says ?? description,
      schema,
      example: id?.example ?? example[name],
    }
  })
}
