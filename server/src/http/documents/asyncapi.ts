import { clientEvents, ErrorCode, serverEvents, SOCKET_PATH, type ClientEvent, type ServerEvent } from '@medconsult/contract'
import { z } from 'zod'
import { clientEventWords, serverEventWords } from './api-words.ts'
import { describeSchemas, exampleOf, type Described, type Json } from './described.ts'

const Acknowledgement = z.union([z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), code: ErrorCode })])

/** The AsyncAPI 3 document of the events table: what the server and its clients send over Socket.IO. */
export function asyncApi(version: string): Json {
  const described = describeSchemas()
  const emitted = Object.keys(serverEvents) as ServerEvent[]
  const asked = Object.keys(clientEvents) as ClientEvent[]
  const acknowledgement = described.of(Acknowledgement, 'acknowledgement')
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'MedConsult events',
      version,
      description:
        'Over Socket.IO, websocket first. The handshake carries `auth: {token}` or the browser’s cookie. Events are hints: they carry ids, states and what the receiver may see anyway, and any of them can be lost; read the current state over REST.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      socket: {
        address: SOCKET_PATH,
        description: 'A socket of someone who is signed in; at most eight per account.',
        messages: Object.fromEntries([
          ...emitted.map((name) => [name, message(name, name, serverEvents[name], serverEventWords[name], described)]),
          ...asked.map((name) => [
            fromClient(name),
            message(fromClient(name), name, clientEvents[name], clientEventWords[name], described),
          ]),
          [
            'acknowledgement',
            {
              title: 'Acknowledgement',
              summary: 'Socket.IO’s answer to a client’s event: done, or why not.',
              payload: acknowledgement,
              examples: [{ payload: { ok: true } }, { payload: { ok: false, code: 'NOT_FOUND' } }],
            },
          ],
        ]),
      },
    },
    operations: Object.fromEntries([
      ...emitted.map((name) => [`tell_${name}`, operation('send', name, serverEventWords[name])]),
      ...asked.map((name) => [
        `take_${name}`,
        {
          ...operation('receive', fromClient(name), clientEventWords[name]),
          reply: { channel: channel(), messages: [reference('acknowledgement')] },
        },
      ]),
    ]),
    components: { schemas: described.schemas },
  }
}

/** Prefixed because `signal` is an event in both directions. */
const fromClient = (name: ClientEvent): string => `client_${name}`

const channel = (): Json => ({ $ref: '#/channels/socket' })
const reference = (message: string): Json => ({ $ref: `#/channels/socket/messages/${message}` })

const operation = (action: 'send' | 'receive', name: string, { says, who }: { says: string; who: string }): Json => ({
  action,
  channel: channel(),
  messages: [reference(name)],
  summary: says,
  description: action === 'send' ? `To ${who}.` : `From ${who}.`,
})

function message(key: string, name: string, schema: z.ZodType, { says, who }: { says: string; who: string }, described: Described): Json {
  const payload = described.of(schema, name)
  return {
    name,
    title: name,
    summary: says,
    description: key === name ? `To ${who}.` : `From ${who}.`,
    payload,
    examples: [{ payload: exampleOf(payload, name, described.schemas) }],
  }
}
