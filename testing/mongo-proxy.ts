import { createConnection, type Socket } from 'node:net'
import { BSON, type Document } from 'mongodb'
import { listen } from './tcp-proxy.ts'

/** A message of MongoDB's wire protocol: its command, and the request id that the reply refers to. */
interface Message {
  readonly command: Document
  readonly requestId: number
  readonly opcode: number
}

const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013
const HEADER = 16

/** Calls back with each complete message that a client sends. */
function eachMessage(socket: Socket, onMessage: (message: Message) => void): void {
  let bytes = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    while (bytes.length >= HEADER && bytes.length >= bytes.readInt32LE(0)) {
      const message = bytes.subarray(0, bytes.readInt32LE(0))
      bytes = bytes.subarray(message.length)
      const opcode = message.readInt32LE(12)
      // After the header, OP_QUERY has flags, a name and two numbers; OP_MSG has flags and the kind of its first section.
      const at = opcode === OP_QUERY ? message.indexOf(0, HEADER + 4) + 9 : HEADER + 5
      const command = BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)))
      onMessage({ command, requestId: message.readInt32LE(4), opcode })
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

/** A TCP proxy in front of a MongoDB, which a test can cut off. */
export interface MongoProxy extends AsyncDisposable {
  readonly url: string
  /** Every command sent so far. */
  readonly commands: readonly Document[]
  /** Closes every connection, and each new one immediately, until `restore`. */
  cut(): void
  restore(): void
  /** The server executes the next command of this name; its reply is lost and the connection closed. */
  loseReply(name: string): void
}

export async function startMongoProxy(serverUrl: string): Promise<MongoProxy> {
  const [, host = '127.0.0.1', port = '27017'] = /@?([^@/:,]+):(\d+)/.exec(serverUrl.slice('mongodb://'.length)) ?? []
  const commands: Document[] = []
  let isCut = false
  let losing: string | null = null
  const listener = await listen((client) => {
    if (isCut) return void client.destroy()
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
      isCut = true
      listener.drop()
    },
    restore: () => void (isCut = false),
    loseReply: (name) => void (losing = name),
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  }
}

/** A server that is not a MongoDB: it replies to each command with what `answer` returns. */
export async function startFakeMongo(answer: (name: string, command: Document) => Document): Promise<AsyncDisposable & { url: string }> {
  const listener = await listen((socket) =>
    eachMessage(socket, (message) => {
      const name = Object.keys(message.command)[0] ?? ''
      socket.write(answerOf(message, { ok: 1, ...answer(name.toLowerCase(), message.command) }))
    }),
  )
  return { url: addressOf(listener.port), [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() }
}
