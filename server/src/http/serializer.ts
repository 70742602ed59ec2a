import fastJson from 'fast-json-stringify'
import { z } from 'zod'

interface Json {
  [key: string]: unknown
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly Json[]
}

/**
 * A compiled serialiser of a reply's schema. Fields that the schema does not list never leave; a missing one throws.
 * `io: input`, since the output form forbids extra fields, which throws instead of dropping them.
 */
export function serializerOf(schema: z.ZodType): (value: unknown) => string {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input' }) as Json
  return fastJson(simplify(root, $defs as Record<string, Json>) as unknown as fastJson.Schema)
}

/** Only what decides how a value is written: references in place, nullable scalars as type lists, nullable objects as `nullable`. */
function simplify(node: Json, defs: Record<string, Json>): Json {
  const ref = node['$ref']
  if (typeof ref === 'string') return simplify(defs[ref.replace('#/$defs/', '')]!, defs)
  if (node.anyOf) {
    const options = node.anyOf.map((option) => simplify(option, defs))
    const nulls = options.filter((option) => option.type === 'null')
    const others = options.filter((option) => option.type !== 'null')
    const [only] = others
    if (nulls.length > 0 && others.length === 1 && only) {
      return only.type === 'object' || only.type === 'array' ? { ...only, nullable: true } : { type: [only.type as string, 'null'] }
    }
    if (options.every((option) => typeof option.type === 'string' && option.type !== 'object' && option.type !== 'array')) {
      return { type: options.map((option) => option.type as string) }
    }
    throw new Error('a reply’s union has to be of scalars, or one object or null')
  }
  if (node.type === 'object') {
    const properties = Object.entries((node['properties'] ?? {}) as Record<string, Json>).map(([key, value]) => [
      key,
      simplify(value, defs),
    ])
    const extra = node['additionalProperties']
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: node['required'] ?? [],
      ...(typeof extra === 'object' && extra !== null ? { additionalProperties: simplify(extra as Json, defs) } : {}),
    }
  }
  if (node.type === 'array') return { type: 'array', items: simplify(node['items'] as Json, defs) }
  return node.type === undefined ? {} : { type: node.type }
}
