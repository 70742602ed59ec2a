import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { operations, type RouteName } from '@medconsult/contract'
import { z } from 'zod'
import { serializerOf } from './serializer.ts'

type Json = {
  [key: string]: unknown
  type?: string
  anyOf?: Json[]
  properties?: Record<string, Json>
  items?: Json
  enum?: unknown[]
  $ref?: string
}

/** A sample value of a JSON schema with an unlisted field in every object; `nulls` uses null wherever allowed. */
function sample(node: Json, defs: Record<string, Json>, nulls: boolean): unknown {
  if (node.$ref) return sample(defs[node.$ref.replace('#/$defs/', '')]!, defs, nulls)
  if (node.anyOf) return sample(node.anyOf.find((it) => (it.type === 'null') === nulls) ?? node.anyOf[0]!, defs, nulls)
  if ('const' in node) return node['const']
  // A scalar or null.
  if (Array.isArray(node.type)) return nulls ? null : sample({ ...node, type: node.type[0] }, defs, nulls)
  if (node.enum) return node.enum[0]
  if (node.type === 'object') {
    const own = Object.fromEntries(Object.entries(node.properties ?? {}).map(([key, value]) => [key, sample(value, defs, nulls)]))
    return typeof node['additionalProperties'] === 'object' ? { extra: 'allowed' } : { ...own, passwordHash: 'LEAK' }
  }
  if (node.type === 'array') return [sample(node.items ?? {}, defs, nulls), sample(node.items ?? {}, defs, nulls)]
  if (node.type === 'integer' || node.type === 'number') return 7
  if (node.type === 'boolean') return true
  if (node.type === 'null') return null
  if (node['format'] === 'uuid') return '01920000-0000-7000-8000-000000000000'
  if (node['format'] === 'date-time') return '2026-03-02T09:00:00.000Z'
  return node.type === 'string' ? 'text' : { any: ['thing', null, 1] }
}

describe('serializerOf', () => {
  for (const name of Object.keys(operations) as RouteName[]) {
    test(`${name}: sends listed fields and no others`, () => {
      const schema: z.ZodType = operations[name].reply
      const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input' }) as Json
      for (const nulls of [false, true]) {
        const value = sample(root, $defs as Record<string, Json>, nulls)
        const written = serializerOf(schema)(value)
        assert(!written.includes('LEAK'), written)
        assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(withoutLeak(value))))
      }
    })
  }

  test('a missing field throws', () => {
    assert.throws(() => serializerOf(operations.me.reply)({ id: 'x' }), /required/)
  })

  test('an object in place of a scalar throws, since its fields are unlisted', () => {
    const schema = z.object({ name: z.string().nullable() })
    assert.throws(() => serializerOf(schema)({ name: { passwordHash: 'LEAK' } }), /scalar/)
  })

  test('quotes, control characters and lone surrogates are escaped', () => {
    const name = '"\\ \u2028\n</script>\ud800'
    assert.deepEqual(JSON.parse(serializerOf(z.object({ name: z.string() }))({ name })), { name })
  })
})

const withoutLeak = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLeak)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'passwordHash')
      .map(([key, inner]) => [key, withoutLeak(inner)]),
  )
}
