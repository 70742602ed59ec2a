import { z } from 'zod'
import { memoizedByRow } from '../store/cache/memoized-by-row.ts'

interface Json {
  readonly [key: string]: unknown
  readonly type?: string
  readonly anyOf?: readonly Json[]
}

/** Copies the fields of a value that its schema lists. */
type Choose = (value: unknown) => unknown

/**
 * Serializes replies by their schema, which is walked once, here. Unlisted fields are never sent; a missing field throws, as
 * does an object in place of a scalar. The JSON of frozen values (rows and views of them, which polls repeat) is memoized.
 */
export function serializerOf(schema: z.ZodType): (value: unknown) => string {
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input' }) as Json
  const defs = $defs as Record<string, Json>
  if (root.type !== 'array') return writer(root, defs)
  const write = writer(root['items'] as Json, defs)
  return (list) => `[${(list as readonly unknown[]).map(write).join()}]`
}

function writer(node: Json, defs: Record<string, Json>): (value: unknown) => string {
  const choose = chooser(node, defs)
  const write = memoizedByRow((value: object) => JSON.stringify(choose(value)))
  return (value) => (typeof value === 'object' && value !== null ? write(value) : JSON.stringify(choose(value)))
}

function chooser(node: Json, defs: Record<string, Json>): Choose {
  const ref = node['$ref']
  if (typeof ref === 'string') return chooser(defs[ref.replace('#/$defs/', '')]!, defs)
  if (node.anyOf) {
    const others = node.anyOf.filter((option) => option.type !== 'null')
    const [only] = others
    if (others.length === 1 && only) return orNull(chooser(only, defs))
    if (others.every(({ type }) => type !== undefined && type !== 'object' && type !== 'array')) return scalar
    return oneOf(others, defs)
  }
  if (node.type === 'array') return list(chooser(node['items'] as Json, defs))
  if (node.type === 'object') {
    const extra = node['additionalProperties']
    if (typeof extra === 'object' && extra !== null) return record(chooser(extra as Json, defs))
    const required = (node['required'] ?? []) as readonly string[]
    return object(
      Object.entries((node['properties'] ?? {}) as Record<string, Json>).map(([key, value]) => ({
        key,
        required: required.includes(key),
        choose: chooser(value, defs),
      })),
    )
  }
  return node.type === undefined && !('const' in node) && !('enum' in node) ? anything : scalar
}

/** Chooses the first object schema whose fields are all present; larger schemas come first. */
function oneOf(options: readonly Json[], defs: Record<string, Json>): Choose {
  const known = options.map((option) => {
    const ref = option['$ref']
    const node = typeof ref === 'string' ? defs[ref.replace('#/$defs/', '')]! : option
    if (node.type !== 'object') throw new Error('a reply’s union must consist of scalars, of objects, or of one schema and null')
    return { required: (node['required'] ?? []) as readonly string[], choose: chooser(node, defs) }
  })
  return (value) => {
    const given = value as Readonly<Record<string, unknown>>
    const fitting = known.find(({ required }) => required.every((key) => given[key] !== undefined))
    if (fitting === undefined) throw new Error('the value matches none of the union’s objects')
    return fitting.choose(value)
  }
}

const anything: Choose = (value) => value

const scalar: Choose = (value) => {
  if (typeof value === 'object' && value !== null) throw new Error('an object in place of a scalar')
  return value
}

const orNull =
  (choose: Choose): Choose =>
  (value) =>
    value === null ? null : choose(value)

const list =
  (choose: Choose): Choose =>
  (value) =>
    (value as readonly unknown[]).map(choose)

const record =
  (choose: Choose): Choose =>
  (value) =>
    Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, choose(inner)]))

const object =
  (fields: readonly { readonly key: string; readonly required: boolean; readonly choose: Choose }[]): Choose =>
  (value) => {
    const chosen: Record<string, unknown> = {}
    for (const { key, required, choose } of fields) {
      const inner = (value as Readonly<Record<string, unknown>>)[key]
      if (inner !== undefined) chosen[key] = choose(inner)
      else if (required) throw new Error(`${key} is required`)
    }
    return chosen
  }
