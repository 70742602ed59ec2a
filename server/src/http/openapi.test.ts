import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errors, refusalsOf, routes, type Route, type RouteName } from '@medconsult/contract'
import { openApi } from './openapi.ts'

interface Media {
  examples?: Record<string, { value: unknown }>
  schema: unknown
}
interface Operation {
  operationId: string
  security: unknown[]
  responses: Record<string, { content: Record<string, Media>; headers?: unknown }>
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: { required: boolean }
}
const document = openApi('1.2.3') as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

test('every route is documented, with every refusal it can give', () => {
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name]
    const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    assert.equal(operation?.operationId, name)
    for (const code of refusalsOf(route)) {
      const content: Media | undefined = operation.responses[String(errors[code].status)]?.content['application/problem+json']
      assert(content?.examples?.[code], `${name} documents ${code}`)
    }
    assert(operation.responses['200']?.content['application/json'])
    assert.equal('201' in operation.responses, route.creates === true)
    assert.equal(operation.security.length > 0, route.who !== 'anyone')
    for (const [, key = ''] of route.path.matchAll(/:(\w+)/g))
      assert(operation.parameters?.some((it) => it.name === key && it.in === 'path' && it.required))
    if (route.body) assert.equal(operation.requestBody?.required, route.bodyOptional !== true)
  }
})

test('the health of a server whose store that is away has its own 503', () => {
  assert(document.paths['/health']?.['get']?.responses['503']?.content['application/json'])
})

test('no reference leads nowhere', () => {
  const text = JSON.stringify(document)
  assert.equal(document.openapi, '3.1.0')
  assert(!text.includes('$defs'))
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) assert(document.components.schemas[name], name)
})
