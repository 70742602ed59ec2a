import type { Json } from './described.ts'

/** The parts of the two documents that the page shows. */
interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description: string
  readonly schema: Json
}
type Content = Readonly<Record<string, { readonly schema: Json; readonly example?: unknown }>>
interface OpenApi {
  readonly info: { readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>> }
}
interface Message {
  readonly name?: string
  readonly title: string
  readonly summary: string
  readonly description?: string
  readonly payload: Json
  readonly examples: readonly { readonly payload: unknown }[]
}
interface AsyncApi {
  readonly info: { readonly description: string }
  readonly channels: { readonly socket: { readonly messages: Readonly<Record<string, Message>> } }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
/** Escapes text and turns back-quoted parts into code. */
const words = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
const json = (value: unknown): string => `<pre tabindex="0"><code>${escaped(JSON.stringify(value, null, 2))}</code></pre>`
const slug = (name: string): string => name.toLowerCase().replace(/\W+/g, '-')

/** The HTML page that shows both documents: no script, one external style sheet. */
export function docsPage(openApi: Json, asyncApi: Json): string {
  const { info, tags, paths, components } = openApi as unknown as OpenApi
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ path, method: method.toUpperCase(), it })),
  )
  const ofTag = (tag: string) => operations.filter(({ it }) => it.tags.includes(tag))
  const { messages } = (asyncApi as unknown as AsyncApi).channels.socket
  const sections = [...tags.map(({ name }) => name), 'Events', 'Schemas']
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>MedConsult API</title>
<link rel="stylesheet" href="/docs/docs.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p class="brand">MedConsult</p>
<h1>API</h1>
<p>${words(info.description)} Version ${escaped(info.version)}.</p>
<p>For programs: <a href="/openapi.json">openapi.json</a> (routes) and <a href="/asyncapi.json">asyncapi.json</a> (events).</p>
</header>
<nav aria-label="Contents"><ul>${sections.map((name) => `<li><a href="#${slug(name)}">${escaped(name)}</a></li>`).join('')}</ul></nav>
<main id="main">
<section aria-labelledby="before"><h2 id="before">Before you begin</h2>
<p>Programs sign in by <a href="#login"><code>POST /auth/login</code></a> and send the token as <code>Authorization: Bearer …</code>. Bodies are JSON, at most 16 KiB unless stated otherwise. A repeated step has one effect: the same answer, and nothing happens twice.</p>
<p>A refusal is <code>application/problem+json</code>; its <code>code</code> identifies the problem for programs, its <code>detail</code> says what to do. With 429 and 503 <code>Retry-After</code> says how many seconds to wait.</p></section>
${tags.map(({ name }) => section(name, ofTag(name).map(operation).join('\n'))).join('\n')}
${section('Events', `<p>${words((asyncApi as unknown as AsyncApi).info.description)}</p>${Object.entries(messages).map(event).join('\n')}`)}
${section('Schemas', Object.entries(components.schemas).map(schema).join('\n'))}
</main>
</body>
</html>
`
}

const section = (name: string, content: string): string =>
  `<section aria-labelledby="${slug(name)}"><h2 id="${slug(name)}">${escaped(name)}</h2>\n${content}</section>`

/** The anchor is inside the details element, so that a link to it opens it. */
const folded = (id: string, title: string, content: string): string =>
  `<details><summary><h3>${title}</h3></summary><div class="body" id="${escaped(id)}">${content}</div></details>`

function operation({ path, method, it }: { path: string; method: string; it: Operation }): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = it
  const title = `<span class="method ${method.toLowerCase()}">${method}</span> <code>${escaped(path).replaceAll('/', '/<wbr>')}</code> <span class="summary">${words(summary)}</span>`
  const body = requestBody?.content['application/json']
  const done = (responses['200'] ?? responses['202'])?.content['application/json']
  const refused = Object.entries(responses).filter(([status]) => status >= '300')
  return folded(
    operationId,
    title,
    [
      `<p>${words(description)}</p>`,
      `<p class="quiet">Named <code>${operationId}</code>.</p>`,
      parameters.length === 0 ? '' : `<h4>Parameters</h4><dl>${parameters.map(parameter).join('')}</dl>`,
      body === undefined
        ? ''
        : `<h4>Body${requestBody?.required === true ? '' : ', optional'}</h4>${shape(body.schema)}${json(body.example)}`,
      done === undefined
        ? ''
        : `<h4>Answer${'201' in responses ? ': 201 if created, 200 if it already existed' : ''}</h4>${shape(done.schema)}${json(done.example)}`,
      `<h4>Refusals</h4><dl>${refused.map(([status, { description: why }]) => `<dt>${status}</dt><dd>${words(why)}</dd>`).join('')}</dl>`,
    ].join('\n'),
  )
}

const parameter = ({ name, in: place, required, description, schema: of }: Parameter): string =>
  `<dt><code>${escaped(name)}</code> <span class="quiet">${place}${required ? '' : ', optional'}, ${typeOf(of)}</span></dt><dd>${words(description)}</dd>`

function event([key, { title, summary, description, payload, examples }]: [string, Message]): string {
  const content = [
    `<p>${words(summary)}</p>`,
    description === undefined ? '' : `<p class="quiet">${words(description)}</p>`,
    shape(payload),
  ]
  const way = key === 'acknowledgement' ? 'answer' : key.startsWith('client_') ? 'client' : 'server'
  return folded(
    `event-${key}`,
    `<span class="method ${way}">${way}</span> <code>${escaped(title)}</code> <span class="summary">${words(summary)}</span>`,
    [...content, ...examples.map((it) => json(it.payload))].join('\n'),
  )
}

const schema = ([name, of]: [string, Json]): string =>
  folded(`schema-${name}`, `<code>${escaped(name)}</code>`, `<p>${words(String(of['description']))}</p>${shape(of)}`)

/** An object’s fields, or the type of any other schema. */
function shape(of: Json): string {
  const { properties, required = [], anyOf } = of as { properties?: Record<string, Json>; required?: string[]; anyOf?: Json[] }
  if (anyOf?.every((it) => 'properties' in it) === true) return anyOf.map(shape).join('<p class="quiet">or</p>')
  if (properties === undefined) return `<p>${typeOf(of)}</p>`
  const fields = Object.entries(properties).map(
    ([name, field]) =>
      `<dt><code>${escaped(name)}</code> <span class="quiet">${required.includes(name) ? '' : 'optional, '}${typeOf(field)}</span></dt><dd>${words(String(field['description']))}${nested(field)}</dd>`,
  )
  return fields.length === 0 ? '' : `<dl>${fields.join('')}</dl>`
}

/** Fields of an unnamed nested schema. */
function nested(field: Json): string {
  const inner = (field['items'] as Json | undefined) ?? field
  return 'properties' in inner ? shape(inner) : ''
}

interface Shape {
  readonly $ref?: string
  readonly anyOf?: readonly Json[]
  readonly items?: Json
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

function typeOf(of: Json): string {
  const { $ref, anyOf, items, enum: values, type = 'anything', format, minimum, maximum, minLength, maxLength } = of as Shape
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' or ')
  if (items !== undefined) return `list of ${typeOf(items)}`
  if (values !== undefined) return values.map((it) => `<code>${escaped(String(it))}</code>`).join(' ')
  if ('const' in of) return `<code>${escaped(JSON.stringify(of['const']))}</code>`
  const range = [minimum ?? minLength, maximum ?? maxLength]
  const bounds = range.some((it) => it !== undefined && Math.abs(it) < 1e9) ? `, ${range.map((it) => it ?? '').join('–')}` : ''
  return `${escaped([type].flat().join(' or '))}${format === undefined ? '' : `, ${escaped(format)}`}${bounds}`
}
