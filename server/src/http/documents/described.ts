import { z } from 'zod'
import { fields, schemaWords } from './api-words.ts'

export type Json = Record<string, unknown>

/** The contract's schemas as JSON Schema, named ones collected in `schemas`, each field with its description. */
export interface Described {
  readonly schemas: Json
  /** `owner`: the route or event, whose own descriptions take precedence. */
  of(schema: z.ZodType, owner: string): Json
}

/** Describes schemas for a document; references point to `#/components/schemas/`. */
export function describeSchemas(): Described {
  const schemas: Json = {}
  return {
    schemas,
    of(schema, owner) {
      const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', override }) as Json
      for (const [name, definition] of Object.entries(rebase($defs) as Record<string, Json>))
        schemas[name] ??= { description: schemaWords[name], ...meaningful(definition, name) }
      return meaningful(rebase(root) as Json, owner)
    },
  }
}

/** Pattern syntax that regular expressions of other languages share. Other patterns are described in words instead. */
export const isPortable = (pattern: string): boolean => !/\(\?(?!:)|\\[pPuU]\{|\\[pP]/.test(pattern)

function override({ jsonSchema }: { jsonSchema: { pattern?: string; format?: string } }): void {
  const { pattern, format } = jsonSchema
  // A standard format makes the pattern redundant.
  if (pattern !== undefined && (format !== undefined || !isPortable(pattern))) delete jsonSchema.pattern
}

/** A field’s description for its owner, else by its name alone. */
const wordOf = (owner: string, name: string) => fields[`${owner}.${name}`] ?? fields[name]

/** Adds the description of each field, at every depth. */
function meaningful(node: Json, owner: string): Json {
  const result: Json = {}
  for (const [key, value] of Object.entries(node))
    result[key] =
      key === 'properties'
        ? Object.fromEntries(
            Object.entries(value as Record<string, Json>).map(([name, field]) => [
              name,
              { description: wordOf(owner, name)?.says, ...meaningful(field, owner) },
            ]),
          )
        : Array.isArray(value)
          ? value.map((it: unknown) => (isNode(it) ? meaningful(it, owner) : it))
          : isNode(value)
            ? meaningful(value, owner)
            : value
  return result
}

const isNode = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An example value for a schema, composed of the fields’ examples. */
export function exampleOf(node: Json, owner: string, schemas: Json): unknown {
  const {
    $ref,
    properties,
    items,
    anyOf,
    enum: values,
    type,
    minimum = 1,
  } = node as {
    $ref?: string
    properties?: Record<string, Json>
    items?: Json
    anyOf?: Json[]
    enum?: unknown[]
    type?: string
    minimum?: number
  }
  if ('const' in node) return node['const']
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return exampleOf(schemas[name] as Json, name, schemas)
  }
  if (properties !== undefined)
    return Object.fromEntries(
      Object.entries(properties).map(([name, field]) => {
        const word = wordOf(owner, name)
        return [name, word !== undefined && 'example' in word ? word.example : exampleOf(field, owner, schemas)]
      }),
    )
  if (items !== undefined) return [exampleOf(items, owner, schemas)]
  if (anyOf !== undefined) return exampleOf(anyOf.find((it) => it['type'] !== 'null') ?? {}, owner, schemas)
  if (values !== undefined) return values[0]
  if (type === 'boolean') return true
  return type === 'integer' || type === 'number' ? minimum : null
}

const rebase = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(rebase)
  if (!isNode(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : rebase(value),
    ]),
  )
}
