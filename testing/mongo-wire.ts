import { createConnection, type Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'
import { listen } from './wire.ts'

/** A message of MongoDB's protocol: what it asks, and the number that its answer names. */
interface Message {
  readonly command: Document
  readonly requestId: number
  readonly opcode: number
}

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER = 16

/** Hears each whole message that a client sends. */
function eachMessage(socket: Socket, hear: (message: Message) => void): void {
  let bytes = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    while (bytes.length >= HEADER && bytes.length >= bytes.readInt32LE(0)) {
      const message = bytes.subarray(0, bytes.readInt32LE(0))
      bytes = bytes.subarray(message.length)
      const opcode = message.readInt32LE(12)
      // Behind the header: OP_QUERY has flags, a name and two numbers; OP_MSG has flags and the kind of its first section.
      const at = opcode === OP_QUERY ? message.indexOf(0, HEADER + 4) + 9 : HEADER + 5
      const command = BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)))
      hear({ command, requestId: message.readInt32LE(4), opcode })
    }
  })
}

function answerOf({ requestId, opcode }: Message, document: Document): Buffer {
  const body = BSON.serialize(document)
  const before = opcode === OP_QUERY ? Buffer.alloc(20) : Buffer.alloc(5)
  if (opcode === OP_QUERY) before.writeInt32LE(1, 16)
  const header = Buffer.alloc(HEADER)
  header.writeInt32LE(HEADER + before.length + body.length, 0)
  header.writeInt32LE(requestId, 8)
  header.writeInt32LE(opcode === OP_QUERY ? OP_REPLY : OP_MSG, 12)
  return Buffer.concat([header, before, body])
}

const addressOf = (port: number): string => `mongodb://127.0.0.1:${port}/?directConnection=true`

/** The wire to a MongoDB, which a test can cut. */
export interface Wire extends AsyncDisposable {
  readonly url: string
  /** Every command so far. */
  readonly commands: readonly Document[]
  /** Ends every connection, and each new one at once, until it is mended. */
  cut(): void
  mend(): void
  /** The next command of this name reaches the server and is done; its answer is lost with its connection. */
  loseAnswer(name: string): void
}

export async function makeWire(serverUrl: string): Promise<Wire> {
  const [, host = '127.0.0.1', port = '27017'] = /@?([^@/:,]+):(\d+)/.exec(serverUrl.slice('mongodb://'.length)) ?? []
  const commands: Document[] = []
  let whole = true
  let losing: string | null = null
  const listener = await listen((client) => {
    if (!whole) return void client.destroy()
    const server = createConnection(Number(port), host)
    let lost = false
    eachMessage(client, ({ command }) => {
      commands.push(command)
      if (losing === null || Object.keys(command)[0] !== losing) return
      losing = null
      lost = true
    })
    client.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk) => (lost ? client.destroy() : client.write(chunk)))
    server.on('error', () => client.destroy())
    server.on('close', () => client.destroy())
    client.on('close', () => server.destroy())
  })
  return {
    url: addressOf(listener.port),
    commands,
    cut() {
      whole = false
      listener.drop()
    },
    mend: () => void (whole = true),
    loseAnswer: (name) => void (losing = name),
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  }
}

/** A server that is none: it answers each command with what `answer` says. */
export async function makeStranger(answer: (name: string, command: Document) => Document): Promise<AsyncDisposable & { url: string }> {
  const listener = await listen((socket) =>
    eachMessage(socket, (message) => {
      const name = Object.keys(message.command)[0] ?? ''
      socket.write(answerOf(message, { ok: 1, ...answer(name.toLowerCase(), message.command) }))
    }),
  )
  return { url: addressOf(listener.port), [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() }
}
