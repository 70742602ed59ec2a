import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  clientEvents,
  errors,
  operations,
  refusalsOf,
  serverEvents,
  type Operation,
  type Route,
  type RouteName,
} from '@medconsult/contract'
import type { z } from 'zod'
import { asyncApi } from './asyncapi.ts'
import { isPortable, type Json } from './described.ts'
import { openApi } from './openapi.ts'

const documents = { 'openapi.json': openApi('1.2.3'), 'asyncapi.json': asyncApi('1.2.3') }

/** Every node of a document, with its path. */
function* nodes(node: unknown, at: string): Generator<readonly [string, Json]> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) yield [at, node as Json]
  for (const [key, value] of Object.entries(node)) if (!/^examples?$/.test(key)) yield* nodes(value, `${at}/${key}`)
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 1

for (const [name, document] of Object.entries(documents)) {
  test(`${name}: every field and every named schema has a description`, () => {
    const silent: string[] = []
    const { components } = document as { components: { schemas: Record<string, Json> } }
    for (const [schema, it] of Object.entries(components.schemas)) if (!isText(it['description'])) silent.push(schema)
    for (const [at, node] of nodes(document, ''))
      if ('properties' in node)
        for (const [field, it] of Object.entries(node['properties'] as Record<string, Json>))
          if (!isText(it['description'])) silent.push(`${at}: ${field}`)
    assert.deepEqual(silent, [], 'these lack a line in server/src/http/documents/api-words.ts')
  })

  test(`${name}: every pattern uses syntax that other languages share`, () => {
    let seen = 0
    for (const [at, { pattern }] of nodes(document, '')) {
      if (typeof pattern !== 'string') continue
      seen++
      assert(isPortable(pattern), `${at}: ${pattern}`)
      assert(new RegExp(pattern) instanceof RegExp && new RegExp(pattern, 'u') instanceof RegExp)
    }
    assert(seen > 0)
  })

  test(`${name}: every reference resolves`, () => {
    for (const [at, { $ref }] of nodes(document, '')) {
      if (typeof $ref !== 'string') continue
      const target = $ref
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Json | undefined)?.[key], document)
      assert(target !== undefined, `${at}: ${$ref}`)
    }
  })
}

test('isPortable recognizes syntax that other languages lack', () => {
  for (const pattern of ['^(?<=a)b$', '^(?!a)b$', '^\\p{L}$', '^\\P{L}$', '^[\\u{e0100}]$', '^(?<name>a)$'])
    assert(!isPortable(pattern), pattern)
  for (const pattern of ['^(?:a|b)$', '^[^\\u0000-\\u001f]*$', '^\\d{2}$']) assert(isPortable(pattern), pattern)
})

interface OperationObject {
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly { readonly name: string; readonly description: string; readonly example: unknown }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example: unknown } } }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content: Record<string, { readonly example?: unknown }> }>
  >
}

const { paths } = documents['openapi.json'] as { paths: Record<string, Record<string, OperationObject>> }
const operationOf = (route: Route): OperationObject => paths[route.path.replace(/:(\w+)/g, '{$1}')]![route.method.toLowerCase()]!

/** Asserts that a schema accepts an example without dropping anything. */
function fits(schema: z.ZodType, example: unknown, what: string): void {
  const { success, error } = schema.safeParse(example)
  assert(success, `${what}: ${error?.message}`)
}

for (const name of Object.keys(operations) as RouteName[]) {
  const route: Operation = operations[name]
  const { summary, description, parameters = [], requestBody, responses } = operationOf(route)

  test(`openapi.json: ${name} has a description and valid examples`, () => {
    assert(isText(summary) && isText(description))
    for (const parameter of parameters) assert(isText(parameter.description) && parameter.example !== undefined, parameter.name)
    const given = (names: z.ZodType | undefined): Json =>
      Object.fromEntries(
        parameters
          .filter((it) => names !== undefined && it.name in ((names as z.ZodObject).shape ?? {}))
          .map((it) => [it.name, String(it.example)]),
      )
    if (route.params) fits(route.params, given(route.params), 'path')
    if (route.query) fits(route.query, given(route.query), 'query')
    if (route.body) fits(route.body, requestBody?.content['application/json'].example, 'body')
    fits(route.reply, responses[route.accepts ? '202' : '200']?.content['application/json']?.example, 'reply')
    for (const [status, it] of Object.entries(responses)) assert(isText(it.description), status)
  })
}

test('asyncapi.json: every event has a description, its receivers and a valid example', () => {
  const { channels } = documents['asyncapi.json'] as {
    channels: { socket: { messages: Record<string, { summary: string; description: string; examples: { payload: unknown }[] }> } }
  }
  const { messages } = channels.socket
  const all = [...Object.entries(serverEvents), ...Object.entries(clientEvents).map(([name, it]) => [`client_${name}`, it] as const)]
  for (const [name, schema] of all) {
    const message = messages[name]!
    assert(isText(message.summary) && isText(message.description), name)
    fits(schema, message.examples[0]?.payload, name)
  }
})

interface Media {
  examples?: Record<string, { value: unknown }>
  schema: unknown
}
interface Refusing {
  operationId: string
  security: unknown[]
  responses: Record<string, { content: Record<string, Media>; headers?: unknown }>
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: { required: boolean }
}
const document = documents['openapi.json'] as {
  openapi: string
  paths: Record<string, Record<string, Refusing>>
  components: { schemas: Record<string, unknown> }
}

test('every route is documented, with every refusal it can give', () => {
  for (const name of Object.keys(operations) as RouteName[]) {
    const route: Operation = operations[name]
    const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    assert.equal(operation?.operationId, name)
    for (const code of refusalsOf(route)) {
      const content: Media | undefined = operation.responses[String(errors[code].status)]?.content['application/problem+json']
      assert(content?.examples?.[code], `${name} documents ${code}`)
    }
    assert(operation.responses[route.accepts ? '202' : '200']?.content['application/json'])
    assert.equal('201' in operation.responses, route.creates === true)
    assert.equal(operation.security.length > 0, route.who !== 'anyone')
    for (const [, key = ''] of route.path.matchAll(/:(\w+)/g))
      assert(operation.parameters?.some((it) => it.name === key && it.in === 'path' && it.required))
    if (route.body) assert.equal(operation.requestBody?.required, route.bodyOptional !== true)
  }
})

test('health has its own 503 for an unreachable store', () => {
  assert(document.paths['/health']?.['get']?.responses['503']?.content['application/json'])
})
